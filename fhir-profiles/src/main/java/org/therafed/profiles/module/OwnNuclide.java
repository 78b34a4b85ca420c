package org.therafed.profiles.module;

import org.therafed.profiles.terminology.Radionuclide;

/**
 * A nuclide that a module brings.
 *
 * @param nuclide as records name it; the code begins with the module's id and a point
 * @param source where its half-life comes from
 */
public record OwnNuclide(Radionuclide nuclide, String source) {}
