package org.therafed.dicom.cli;

import picocli.CommandLine.Model.CommandSpec;

/** TCP ports as arguments. */
final class Ports {
  private static final int HIGHEST = 65_535;

  private Ports() {}

  static void check(CommandSpec spec, int port, int least) {
    if (port < least || port > HIGHEST) {
      throw DicomCli.wrong(
          spec, "the value of PORT does not fit: a whole number from " + least + " to " + HIGHEST);
    }
  }
}
