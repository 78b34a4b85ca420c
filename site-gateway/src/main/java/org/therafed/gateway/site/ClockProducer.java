package org.therafed.gateway.site;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;

/** Time is an input; tests bring a clock of their own. */
@Singleton
public class ClockProducer {

  @Produces
  @Singleton
  @DefaultBean
  Clock clock() {
    return ofMachine();
  }

  /** The machine's, for a command that runs without the application. */
  public static Clock ofMachine() {
    return Clock.system(ZoneId.systemDefault());
  }
}
