package org.therafed.dicom.quantity;

/**
 * No SUV can be given.
 *
 * @param reason the kind, stable
 * @param text found, needed and remedy, with numbers and tags; no identifier and no date
 */
public record SuvRefused(SuvRefusal reason, String text) implements SuvResult {}
