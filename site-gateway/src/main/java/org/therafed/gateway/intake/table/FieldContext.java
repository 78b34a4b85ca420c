package org.therafed.gateway.intake.table;

import java.time.Instant;
import java.time.ZoneId;
import org.therafed.profiles.module.ModuleCatalog;

/**
 * What a field's check needs beside the field.
 *
 * @param zone of times that carry none
 * @param modules the therapy modules that are known now
 */
record FieldContext(Instant now, ZoneId zone, ModuleCatalog modules) {}
