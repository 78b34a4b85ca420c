package org.therafed.e2e.crash;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.therafed.simulator.channel.ChannelException;
import org.therafed.simulator.channel.GatewayClient;
import org.therafed.simulator.channel.SitePlayer;
import org.therafed.simulator.cohort.Hospital;
import org.therafed.simulator.record.Delivery;
import org.therafed.simulator.record.SiteRecords;

/**
 * A hospital's system as it must be: whatever was not answered it sends again, as soon as somebody
 * listens.
 */
final class Sender {

  private final Hospital hospital;
  private final GatewayClient gateway;
  private final Runnable awaitGateway;
  private final AtomicInteger repeated = new AtomicInteger();

  /**
   * A sender.
   *
   * @param awaitGateway returns when the gateway listens again
   */
  Sender(Hospital hospital, GatewayClient gateway, Runnable awaitGateway) {
    this.hospital = hospital;
    this.gateway = gateway;
    this.awaitGateway = awaitGateway;
  }

  void send(List<Delivery> deliveries) {
    deliveries.forEach(this::send);
  }

  private void send(Delivery delivery) {
    while (true) {
      try {
        SitePlayer player = new SitePlayer(gateway, records -> {});
        player.play(new SiteRecords(hospital, List.of(delivery)));
        return;
      } catch (ChannelException unanswered) {
        repeated.incrementAndGet();
        awaitGateway.run();
      }
    }
  }

  /** How many uploads had to be sent again. */
  int repeated() {
    return repeated.get();
  }
}
