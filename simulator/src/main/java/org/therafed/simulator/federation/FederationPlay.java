package org.therafed.simulator.federation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.therafed.simulator.channel.ChannelException;
import org.therafed.simulator.channel.SitePlayer;
import org.therafed.simulator.record.FederationRecords;
import org.therafed.simulator.record.SiteRecords;

/** Sends the records of all hospitals at the same time. */
final class FederationPlay {
  private final List<RunningGateway> gateways;
  private final PlayProgress progress;

  FederationPlay(List<RunningGateway> gateways, PlayProgress progress) {
    this.gateways = gateways;
    this.progress = progress;
  }

  Map<String, List<String>> play(FederationRecords records) {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            gateways.size(),
            task -> {
              Thread thread = new Thread(task, "play");
              thread.setDaemon(true);
              return thread;
            });
    try {
      Map<String, Future<List<String>>> running = new LinkedHashMap<>();
      for (RunningGateway gateway : gateways) {
        String site = gateway.hospital().id();
        SiteRecords own = of(records, site);
        SitePlayer player = new SitePlayer(gateway.client(), n -> progress.sent(site, n));
        running.put(site, threads.submit(() -> player.play(own)));
      }
      Map<String, List<String>> surprises = new LinkedHashMap<>();
      running.forEach((site, future) -> surprises.put(site, result(site, future)));
      return surprises;
    } finally {
      threads.shutdownNow();
    }
  }

  private static SiteRecords of(FederationRecords records, String site) {
    return records.sites().stream()
        .filter(each -> each.hospital().id().equals(site))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> result(String site, Future<List<String>> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ChannelException channel) {
        throw new FederationException(site + ": " + channel.getMessage(), channel);
      }
      throw new FederationException(site + ": sending failed.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FederationException("Interrupted while sending.", e);
    }
  }
}
