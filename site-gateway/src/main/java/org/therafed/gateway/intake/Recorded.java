package org.therafed.gateway.intake;

import java.util.UUID;

/**
 * What an arrival became at the door, now durable.
 *
 * @param state new, held, refused or superseded
 */
public record Recorded(UUID id, ArrivalState state) {}
