package org.therafed.simulator.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.therafed.simulator.cohort.Hospital;

/**
 * What to start.
 *
 * @param folder holds every application's data and logs; made where it is missing
 * @param installation the applications' jars
 * @param hospitals one gateway each
 * @param seed of the federation key, for a demonstration only: a real key is random
 * @param registryPort of the registry's HTTP; empty takes a free one
 * @param environment added to every application's environment, and stronger than what the
 *     federation sets itself
 * @param jvmOptions of every application
 * @param startWithin how long the applications may take to be ready
 */
public record FederationOptions(
    Path folder,
    Installation installation,
    List<Hospital> hospitals,
    long seed,
    OptionalInt registryPort,
    Map<String, String> environment,
    List<String> jvmOptions,
    Duration startWithin) {

  /**
   * Four applications share a small machine for a minute or two: the serial collector needs least
   * memory, and the first compiler alone nearly halves the processor time of so short a run.
   */
  public static final List<String> SHORT_RUN =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m");

  public FederationOptions {
    folder = folder.toAbsolutePath().normalize();
    hospitals = List.copyOf(hospitals);
    environment = Map.copyOf(environment);
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** The three hospitals of the demonstration on free ports. */
  public static FederationOptions in(Path folder, Installation installation, long seed) {
    return new FederationOptions(
        folder,
        installation,
        Hospital.FEDERATION,
        seed,
        OptionalInt.empty(),
        Map.of(),
        SHORT_RUN,
        Duration.ofMinutes(4));
  }

  /** The same with the registry on this port. */
  public FederationOptions withRegistryPort(int port) {
    return new FederationOptions(
        folder,
        installation,
        hospitals,
        seed,
        OptionalInt.of(port),
        environment,
        jvmOptions,
        startWithin);
  }

  /** The same with further environment variables. */
  public FederationOptions withEnvironment(Map<String, String> variables) {
    return new FederationOptions(
        folder, installation, hospitals, seed, registryPort, variables, jvmOptions, startWithin);
  }

  /** The same with other options of the Java virtual machine, e.g. for measurements. */
  public FederationOptions withJvmOptions(List<String> wanted) {
    return new FederationOptions(
        folder, installation, hospitals, seed, registryPort, environment, wanted, startWithin);
  }

  /** Makes the folder, for the owner's eyes only. */
  void makeFolder() {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " cannot be made.", e);
    }
  }
}
