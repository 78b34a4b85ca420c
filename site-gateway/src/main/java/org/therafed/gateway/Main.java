package org.therafed.gateway;

import io.quarkus.runtime.annotations.QuarkusMain;
import org.therafed.gateway.site.GivenSettings;
import org.therafed.runtime.Application;
import org.therafed.runtime.ApplicationRuntime;

/** Starts the gateway on its data folder and database. */
@QuarkusMain
public class Main {

  private static final int HTTP_PORT = 8081;

  /** Runs until told to stop. */
  public static void main(String... args) {
    ApplicationRuntime.start(
        Application.of("gateway", HTTP_PORT).checkedBy(GivenSettings::problems), args);
  }
}
