package org.therafed.simulator.command;

import org.therafed.simulator.cohort.Cohort;
import org.therafed.simulator.record.FederationRecords;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What to generate. */
final class CohortOptions {
  static final String DEFAULT_SEED = "177";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = DEFAULT_SEED,
      description = "The same seed gives the same records (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--patients",
      paramLabel = "N",
      defaultValue = "" + Cohort.DEFAULT_SIZE,
      description = {
        "Consented patients, "
            + Cohort.SMALLEST
            + " to "
            + Cohort.LARGEST
            + " (default: ${DEFAULT-VALUE}). Six more have not consented."
      })
  private int patients;

  long seed() {
    return seed;
  }

  int patients() {
    if (patients < Cohort.SMALLEST || patients > Cohort.LARGEST) {
      throw new ParameterException(
          spec.commandLine(),
          "--patients "
              + patients
              + " is not possible; "
              + Cohort.SMALLEST
              + " to "
              + Cohort.LARGEST
              + " are.");
    }
    return patients;
  }

  FederationRecords generate() {
    return FederationRecords.of(Cohort.generate(seed, patients()));
  }
}
