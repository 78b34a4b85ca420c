package org.therafed.dicom.sr;

import java.util.Optional;

/**
 * One number about a region, TID 1419 and TID 300.
 *
 * @param name what was measured, e.g. DCM 126401 SUVbw
 * @param derivation how one number was made of many voxels, e.g. maximum
 * @param method by which rule
 */
public record Measurement(
    Code name, SrNumber number, Optional<Code> derivation, Optional<Code> method) {}
