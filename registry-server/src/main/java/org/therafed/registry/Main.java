package org.therafed.registry;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Map;
import org.therafed.registry.access.SessionKey;
import org.therafed.runtime.ApplicationRuntime;

/** The registry server: one per federation. */
@QuarkusMain
public final class Main {

  private Main() {}

  public static void main(String... args) {
    ApplicationRuntime.start(
        "registry",
        folder ->
            Map.of("quarkus.http.auth.session.encryption-key", SessionKey.keptIn(folder).value()),
        args);
  }
}
