package org.therafed.simulator.federation;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.therafed.simulator.channel.Counts;
import org.therafed.simulator.cohort.Hospital;
import org.therafed.simulator.process.FreePorts;
import org.therafed.simulator.process.ManagedProcess;
import org.therafed.simulator.process.ProcessSupervisor;
import org.therafed.simulator.record.FederationRecords;

/**
 * One registry and a gateway for each hospital, as processes of their own with embedded databases,
 * reachable on the loopback address only. Closing it ends them all.
 */
public final class Federation implements AutoCloseable {
  /** The registry's one account. */
  public static final String ADMIN = "admin";

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
  private static final int START_ATTEMPTS = 4;

  /** What an application says when its port is in use, and when it serves HTTP. */
  private static final String PORT_TAKEN = "RT-START-001";

  private static final String LISTENING = "Listening on: ";

  private final FederationOptions options;
  private final ProcessSupervisor supervisor;
  private final List<RunningGateway> gateways = new ArrayList<>();
  private final FederationSecrets secrets;
  private ManagedProcess registryProcess;
  private RegistryClient registry;

  private Federation(FederationOptions options, ProcessSupervisor supervisor) {
    this.options = options;
    this.supervisor = supervisor;
    this.secrets = FederationSecrets.in(options.folder(), options.seed());
  }

  /**
   * Starts everything, waits until it is ready, and registers the gateways with the registry.
   *
   * @throws FederationException if an application does not come up; the message has its last lines
   *     of output
   */
  public static Federation start(FederationOptions options) {
    return start(options, new ProcessSupervisor());
  }

  /**
   * As {@link #start(FederationOptions)}.
   *
   * @param supervisor keeps the processes; closed with the federation, also where that does not
   *     come up
   */
  public static Federation start(FederationOptions options, ProcessSupervisor supervisor) {
    options.installation().checked();
    options.makeFolder();
    Federation federation = new Federation(options, supervisor);
    try {
      federation.comeUp();
      federation.register();
      return federation;
    } catch (RuntimeException e) {
      federation.close();
      throw e;
    }
  }

  /** Somebody may take a port between its choice and its use: then all start again on others. */
  private void comeUp() {
    for (int attempt = 1; ; attempt++) {
      launch();
      try {
        awaitReady();
        return;
      } catch (FederationException e) {
        if (attempt == START_ATTEMPTS || !chosenPortWasTaken()) {
          throw e;
        }
        supervisor.endProcesses();
        gateways.clear();
      }
    }
  }

  private boolean chosenPortWasTaken() {
    return supervisor.processes().stream()
        .filter(process -> process != registryProcess || options.registryPort().isEmpty())
        .anyMatch(process -> !process.isAlive() && process.hasSaid(PORT_TAKEN));
  }

  private void launch() {
    Launcher launcher = new Launcher(options, secrets, supervisor);
    Iterator<Integer> ports = FreePorts.find(1 + 2 * options.hospitals().size()).iterator();
    int free = ports.next();
    int port = options.registryPort().orElse(free);
    URI base = URI.create("http://127.0.0.1:" + port);
    registry = new RegistryClient(base, ADMIN, secrets.adminPassword());
    registryProcess = launcher.registry(port);
    for (Hospital hospital : options.hospitals()) {
      gateways.add(launcher.gateway(hospital, base, ports.next(), ports.next()));
    }
  }

  private void awaitReady() {
    waitUntil(registryProcess, registry::isReady);
    for (RunningGateway gateway : gateways) {
      waitUntil(gateway.process(), gateway.client()::isReady);
    }
  }

  private void waitUntil(ManagedProcess process, BooleanSupplier ready) {
    long deadline = System.nanoTime() + options.startWithin().toNanos();
    // Before it says so itself, whoever answers on its port may be somebody else.
    while (!process.hasSaid(LISTENING) || !ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw notReady(process, "has ended instead of starting");
      }
      if (System.nanoTime() > deadline) {
        throw notReady(process, "is not ready after " + options.startWithin().toSeconds() + " s");
      }
      pause();
    }
  }

  private static FederationException notReady(ManagedProcess process, String what) {
    return new FederationException(
        process.name()
            + " "
            + what
            + ". The end of its log "
            + process.log()
            + ":\n"
            + String.join("\n", process.lastLines()));
  }

  private static void pause() {
    LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new FederationException("Interrupted while waiting for the applications.");
    }
  }

  private void register() {
    for (RunningGateway gateway : gateways) {
      var identity = gateway.client().identity();
      registry.register(
          identity.path("site").asText(gateway.hospital().id()),
          gateway.hospital().name(),
          identity.path("jwk"));
    }
  }

  /** The registry, as its admin. */
  public RegistryClient registry() {
    return registry;
  }

  /** The registry's process. */
  public ManagedProcess registryProcess() {
    return registryProcess;
  }

  /** The gateways, in the order of the hospitals. */
  public List<RunningGateway> gateways() {
    return List.copyOf(gateways);
  }

  /** Password of {@link #ADMIN}. */
  public String adminPassword() {
    return secrets.adminPassword();
  }

  /**
   * Sends the records of each hospital to its gateway, all hospitals at the same time, and returns
   * when every gateway has answered.
   *
   * @param progress told what has been sent
   * @return per site what the gateways answered that they should not have; empty lists when all is
   *     well
   * @throws FederationException if a gateway cannot be reached
   */
  public Map<String, List<String>> play(FederationRecords records, PlayProgress progress) {
    return new FederationPlay(gateways, progress).play(records);
  }

  /**
   * Waits until no gateway has anything queued and each has counted as many arrivals as were sent.
   * What a gateway counts as sent has the registry's receipt.
   *
   * @param within longest wait
   * @param records what was sent
   * @param progress told the counts again and again
   * @return the final counts by site
   * @throws FederationException if it takes longer, or an application has ended
   */
  public Map<String, Counts> awaitDelivered(
      Duration within, FederationRecords records, PlayProgress progress) {
    long deadline = System.nanoTime() + within.toNanos();
    while (true) {
      Map<String, Counts> counts = counts();
      progress.delivered(counts);
      boolean done = true;
      for (RunningGateway gateway : gateways) {
        String site = gateway.hospital().id();
        Counts now = counts.get(site);
        done &= now.queued() == 0 && now.received() >= expected(records, site);
      }
      if (done) {
        return counts;
      }
      checkAlive();
      if (System.nanoTime() > deadline) {
        throw new FederationException(
            "After " + within.toSeconds() + " s the gateways still count " + counts + ".");
      }
      pause();
    }
  }

  private static long expected(FederationRecords records, String site) {
    return records.sites().stream()
        .filter(each -> each.hospital().id().equals(site))
        .mapToLong(each -> each.records().count())
        .sum();
  }

  /** The gateways' counts by site, now. */
  public Map<String, Counts> counts() {
    Map<String, Counts> counts = new LinkedHashMap<>();
    gateways.forEach(g -> counts.put(g.hospital().id(), g.client().counts()));
    return counts;
  }

  private void checkAlive() {
    for (ManagedProcess process : supervisor.processes()) {
      if (!process.isAlive()) {
        throw notReady(process, "has ended");
      }
    }
  }

  /** Waits at most this long for an application to end by itself. */
  public Optional<ManagedProcess> awaitAnyEnd(Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<ManagedProcess> ended =
          supervisor.processes().stream().filter(p -> !p.isAlive()).findFirst();
      if (ended.isPresent()) {
        return ended;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      if (Thread.currentThread().isInterrupted()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The folder of an application's data, by its name: {@code registry} or a site's id. */
  public Path dataDir(String application) {
    return options.folder().resolve(application);
  }

  /** Ends every process. */
  @Override
  public void close() {
    supervisor.close();
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "Federation[" + options.folder() + "]";
  }
}
