package org.therafed.dicom.deidentify;

/**
 * One line of the report; it holds no value.
 *
 * @param path tags of the sequences with item numbers, and of the element
 */
public record ActionTaken(String path, Treatment treatment, Basis basis) {}
