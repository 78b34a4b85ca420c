package org.therafed.gateway.intake.table;

import java.time.Instant;
import java.time.ZoneId;

/**
 * What a field's check needs of time.
 *
 * @param zone of times that carry none
 */
record FieldContext(Instant now, ZoneId zone) {}
