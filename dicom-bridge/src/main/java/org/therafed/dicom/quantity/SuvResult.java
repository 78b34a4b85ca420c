package org.therafed.dicom.quantity;

/** A factor, or the reason why there is none. */
public sealed interface SuvResult permits SuvFactor, SuvRefused {}
