package org.therafed.simulator.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.therafed.simulator.channel.Counts;
import org.therafed.simulator.federation.Federation;
import org.therafed.simulator.federation.FederationException;
import org.therafed.simulator.federation.FederationOptions;
import org.therafed.simulator.federation.Installation;
import org.therafed.simulator.model.FederationModel;
import org.therafed.simulator.process.FreePorts;
import org.therafed.simulator.process.ManagedProcess;
import org.therafed.simulator.process.ProcessSupervisor;
import org.therafed.simulator.record.FederationRecords;
import org.therafed.simulator.report.DemoReport;
import org.therafed.simulator.report.ProgressDisplay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole show. */
@Command(
    name = "demo",
    description = {
      "Starts one registry and three gateways as processes of their own, sends a synthetic "
          + "federation through their real interfaces, and shows the evidence beside the truth."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final Duration DELIVERY = Duration.ofMinutes(10);

  @Spec private CommandSpec spec;
  @Mixin private CohortOptions cohort;

  @Option(
      names = "--once",
      description = "Ends after the report: 0 if everything is as it must be, else 1.")
  private boolean once;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the registry's console (default: a free one).")
  private Integer port;

  @Option(
      names = "--data-dir",
      paramLabel = "FOLDER",
      description = "Keeps data and logs here (default: a temporary folder, deleted at the end).")
  private Path dataDir;

  @Option(names = "--live", hidden = true, description = "The output is a terminal.")
  private boolean live;

  @Option(names = "--registry-jar", hidden = true, description = "Another registry to run.")
  private Path registryJar;

  @Option(names = "--gateway-jar", hidden = true, description = "Another gateway to run.")
  private Path gatewayJar;

  // UTF-8 whatever the locale says: half of the names are Chinese.
  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  @Override
  public Integer call() {
    long begun = System.nanoTime();
    checkArguments();
    checkClock();
    say("Generating the federation of seed %d …", cohort.seed());
    FederationRecords records = cohort.generate();
    say(
        "  %d patients at %d hospitals, %d records",
        records.cohort().everybody().count(), records.sites().size(), records.count());
    try (DemoFolder folder = DemoFolder.open(dataDir);
        ProcessSupervisor processes = new ProcessSupervisor()) {
      folder.endsAfter(processes);
      say("Starting one registry and three gateways in %s …", folder.path());
      long starting = System.nanoTime();
      try (Federation federation = Federation.start(options(folder), processes)) {
        say("  ready after %s", since(starting));
        DemoReport report = deliver(federation, records);
        print(report);
        say("The whole run took %s.", since(begun));
        if (!report.allWell()) {
          folder.keep();
        }
        if (!once) {
          stayUp(federation);
        }
        return report.allWell() ? 0 : Simulator.FAILED;
      } catch (RuntimeException e) {
        if (folder.isEnding()) {
          return Simulator.FAILED;
        }
        folder.keep();
        throw e;
      }
    }
  }

  private void checkArguments() {
    cohort.patients();
    if (port != null && (port < 1 || port > 65_535)) {
      throw new ParameterException(
          spec.commandLine(), "--port " + port + " is none; 1 to 65535 are possible.");
    }
    if (port != null && !FreePorts.isFree(port)) {
      throw new ParameterException(
          spec.commandLine(), "Port " + port + " is in use; choose another --port.");
    }
  }

  /** The gateways refuse what lies in the future. */
  private static void checkClock() {
    LocalDate today = LocalDate.now(Clock.systemUTC());
    if (today.isBefore(FederationModel.GENERATED_ON)) {
      throw new FederationException(
          "This machine's clock says "
              + today
              + "; the records end on "
              + FederationModel.GENERATED_ON
              + " and would be refused as lying in the future. Set the clock.");
    }
  }

  private FederationOptions options(DemoFolder folder) {
    Installation here =
        registryJar != null && gatewayJar != null
            ? new Installation(registryJar, gatewayJar)
            : Installation.here();
    FederationOptions options = FederationOptions.in(folder.path(), here, cohort.seed());
    return port == null ? options : options.withRegistryPort(port);
  }

  private DemoReport deliver(Federation federation, FederationRecords records) {
    say("Sending everything by CSV, FHIR and C-STORE …");
    long sending = System.nanoTime();
    ProgressDisplay progress = new ProgressDisplay(out, live, records);
    Map<String, List<String>> surprises = federation.play(records, progress);
    Map<String, Counts> counts = federation.awaitDelivered(DELIVERY, records, progress);
    progress.done();
    say("  everything has its outcome after %s", since(sending));
    say("Questions are answered on the data cut %s.", federation.registry().freeze());
    return DemoReport.of(federation, records, counts, surprises);
  }

  private void print(DemoReport report) {
    say("");
    say("What became of the records");
    report.counts().forEach(out::println);
    say("");
    say("The evidence as the registry publishes it, beside the model's truth");
    report.evidence().forEach(out::println);
    if (report.allWell()) {
      say("Every record became what it had to, and every truth lies in its interval.");
    } else {
      say("NOT as it must be:");
      report.differences().forEach(difference -> say("  %s", difference));
    }
  }

  private void stayUp(Federation federation) {
    say("");
    say("Console:   %s/console", federation.registry().base());
    federation
        .gateways()
        .forEach(gateway -> say("Hospital:  %s", gateway.client().address().at("/console")));
    say("Log in as: %s   password: %s", Federation.ADMIN, federation.adminPassword());
    say("Ctrl-C ends everything.");
    Optional<ManagedProcess> ended = Optional.empty();
    while (ended.isEmpty()) {
      ended = federation.awaitAnyEnd(Duration.ofHours(1));
    }
    throw new FederationException(
        ended.get().name()
            + " has ended by itself. The end of its log:\n"
            + String.join("\n", ended.get().lastLines()));
  }

  private void say(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
    out.flush();
  }

  private static String since(long start) {
    return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9);
  }
}
