package org.therafed.registry.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private final Turns turns = new Turns(2);
  private final List<UniEmitter<? super String>> running = new ArrayList<>();

  @Test
  void workBeyondTheNumberWaitsInOrder() {
    var first = start();
    var second = start();
    var third = start();
    var fourth = start();
    assertThat(running).hasSize(2);
    running.get(1).complete("second");
    second.assertCompleted().assertItem("second");
    assertThat(running).hasSize(3);
    running.get(2).complete("third");
    third.assertItem("third");
    running.get(0).complete("first");
    running.get(3).complete("fourth");
    first.assertItem("first");
    fourth.assertItem("fourth");
  }

  @Test
  void failedWorkPassesItsTurnOn() {
    var first = start();
    var second = start();
    var third = start();
    running.get(0).fail(new IllegalStateException("broken"));
    first.assertFailed();
    running.get(2).complete("third");
    third.assertItem("third");
    running.get(1).complete("second");
    second.assertItem("second");
    turns
        .inTurn(Runnable::run, () -> Uni.createFrom().<String>failure(new IllegalStateException()))
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create())
        .assertFailed();
    start();
    start();
    assertThat(running).hasSize(5);
  }

  private UniAssertSubscriber<String> start() {
    return turns
        .inTurn(
            Runnable::run, () -> Uni.createFrom().<String>emitter(emitter -> running.add(emitter)))
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create());
  }
}
