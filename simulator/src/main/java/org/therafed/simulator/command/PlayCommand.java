package org.therafed.simulator.command;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.therafed.simulator.channel.Counts;
import org.therafed.simulator.channel.GatewayAddress;
import org.therafed.simulator.channel.GatewayClient;
import org.therafed.simulator.channel.SitePlayer;
import org.therafed.simulator.federation.FederationException;
import org.therafed.simulator.folder.FolderReader;
import org.therafed.simulator.record.SiteRecords;
import org.therafed.simulator.report.CountTable;
import org.therafed.simulator.report.OutcomeComparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A site's acceptance test: sends one hospital's records to a running gateway. */
@Command(
    name = "play",
    description = {
      "Sends one hospital's synthetic records to a running gateway by CSV, FHIR and C-STORE, "
          + "waits for their outcomes and compares them, record for record, with what they must "
          + "be. Meant for a gateway that has received nothing of the same records before."
    },
    mixinStandardHelpOptions = true)
final class PlayCommand implements Callable<Integer> {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  @Spec private CommandSpec spec;
  @Mixin private CohortOptions cohort;

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..1",
      description = "One site's folder as 'generate' writes it; without it, --site is needed.")
  private Path folder;

  @Option(
      names = "--site",
      paramLabel = "ID",
      description = "Generates the records of this site: site-a, site-b or site-c.")
  private String site;

  @Option(
      names = "--gateway",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8081",
      description = "The gateway's HTTP address (default: ${DEFAULT-VALUE}).")
  private URI gateway;

  @Option(
      names = "--dicom",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:11112",
      description = "The gateway's DICOM listener (default: ${DEFAULT-VALUE}).")
  private String dicom;

  @Option(
      names = "--ae-title",
      paramLabel = "TITLE",
      defaultValue = GatewayAddress.DEFAULT_AE_TITLE,
      description = "The gateway's AE title (default: ${DEFAULT-VALUE}).")
  private String aeTitle;

  @Option(
      names = "--token-variable",
      paramLabel = "NAME",
      description = "Environment variable with the gateway's intake token, if it asks for one.")
  private String tokenVariable;

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "Longest wait for the outcomes (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Override
  public Integer call() {
    SiteRecords records = records();
    GatewayClient client = new GatewayClient(address());
    long before = client.lastSequence();
    Counts earlier = client.counts();
    PrintWriter out = spec.commandLine().getOut();
    out.println("Sending " + records.records().count() + " records to " + gateway + " …");
    out.flush();
    List<String> differences = new ArrayList<>(new SitePlayer(client, n -> {}).play(records));
    Counts counts = await(client, earlier.received() + records.records().count());
    differences.addAll(OutcomeComparison.differences(records, client.arrivalsAfter(before)));
    new CountTable(Map.of(records.hospital().id(), counts)).lines().forEach(out::println);
    out.println(
        differences.isEmpty() ? "Every record became what it had to." : "Not as it must be:");
    differences.forEach(difference -> out.println("  " + difference));
    out.flush();
    return differences.isEmpty() ? 0 : Simulator.FAILED;
  }

  private SiteRecords records() {
    if ((folder == null) == (site == null)) {
      throw wrong("Either a FOLDER or --site is needed, and not both.");
    }
    if (folder != null) {
      return FolderReader.read(folder);
    }
    return cohort.generate().sites().stream()
        .filter(each -> each.hospital().id().equals(site))
        .findFirst()
        .orElseThrow(() -> wrong("--site " + site + " is none of site-a, site-b, site-c."));
  }

  private GatewayAddress address() {
    boolean http = "http".equals(gateway.getScheme()) || "https".equals(gateway.getScheme());
    if (!http || gateway.getHost() == null) {
      throw wrong("--gateway must be an address such as http://127.0.0.1:8081.");
    }
    int colon = dicom.lastIndexOf(':');
    if (colon < 1 || !dicom.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw wrong("--dicom must be HOST:PORT, such as 127.0.0.1:11112.");
    }
    int port = Integer.parseInt(dicom.substring(colon + 1));
    return new GatewayAddress(gateway, dicom.substring(0, colon), port, aeTitle, token());
  }

  private Optional<String> token() {
    if (tokenVariable == null) {
      return Optional.empty();
    }
    String token = System.getenv(tokenVariable);
    if (token == null || token.isBlank()) {
      throw wrong("The environment variable " + tokenVariable + " holds no token.");
    }
    return Optional.of(token);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Counts await(GatewayClient client, long received) {
    long deadline = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (true) {
      Counts counts = client.counts();
      if (counts.queued() == 0 && counts.received() >= received) {
        return counts;
      }
      if (System.nanoTime() > deadline) {
        throw new FederationException(
            "After "
                + seconds
                + " s the gateway still counts "
                + counts
                + ". Without a reachable registry (THERAFED_REGISTRY_URL) records stay queued.");
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }
}
