package org.therafed.profiles.module;

import java.math.BigDecimal;
import org.therafed.profiles.terminology.Coding;

/**
 * An organ that a radionuclide therapy may harm.
 *
 * @param id its name within the module, e.g. {@code kidney}
 * @param organ SNOMED CT
 * @param title in both languages
 * @param gray cumulative absorbed dose from which to watch, Gy; null where the site sets it
 */
public record OrganLimit(String id, Coding organ, TherapyModule.Title title, BigDecimal gray) {}
