package org.therafed.gateway;

import io.quarkus.runtime.annotations.QuarkusMain;
import org.therafed.runtime.ApplicationRuntime;

/** Starts the gateway on its data folder and database. */
@QuarkusMain
public class Main {

  /** Runs until told to stop. */
  public static void main(String... args) {
    ApplicationRuntime.start("gateway", args);
  }
}
