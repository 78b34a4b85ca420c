package org.therafed.dicom.cli;

import picocli.CommandLine.Model.CommandSpec;

/** Application entity titles as arguments, PS3.5 Table 6.2-1. */
final class AeOption {
  private static final int LONGEST = 16;

  private AeOption() {}

  static void check(CommandSpec spec, String option, String title) {
    boolean legible =
        !title.isBlank()
            && title.length() <= LONGEST
            && title.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != '\\');
    if (!legible) {
      throw DicomCli.wrong(
          spec, "the value of " + option + " does not fit: 1 to 16 printable characters");
    }
  }
}
