package org.therafed.dicom.dose;

import java.util.OptionalDouble;

/**
 * Dose to a target per decay in a source, as a site's source states it.
 *
 * @param nuclide e.g. {@code Lu-177}
 * @param target organ that receives
 * @param source organ that holds the activity
 * @param gyPerMbqHour Gy per MBq.h
 * @param phantom the model of the body
 * @param targetMassG mass of the target in the model, g
 * @param reference where the number was published
 */
public record SValue(
    String nuclide,
    String target,
    String source,
    double gyPerMbqHour,
    String phantom,
    OptionalDouble targetMassG,
    String reference) {}
