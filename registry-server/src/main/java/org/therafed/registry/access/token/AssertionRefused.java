package org.therafed.registry.access.token;

/**
 * A request for a token that was refused before any route saw it, as an event.
 *
 * @param address network address of the client
 * @param status HTTP status of the answer
 */
public record AssertionRefused(String address, int status) {}
