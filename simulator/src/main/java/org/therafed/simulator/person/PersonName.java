package org.therafed.simulator.person;

/**
 * One person's name as two systems write it.
 *
 * @param written as the hospital's table has it, e.g. {@code 王伟} or {@code Rossi^Marco}
 * @param dicom value of PN, with the ideographic component group where there is one
 * @param characterSet Specific Character Set (0008,0005) that holds {@code dicom}
 */
public record PersonName(String written, String dicom, String characterSet) {}
