package org.therafed.simulator.federation;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the built applications are.
 *
 * @param registry runnable jar of the registry server
 * @param gateway runnable jar of the site gateway
 */
public record Installation(Path registry, Path gateway) {
  private static final String RUNNABLE = "target/quarkus-app/quarkus-run.jar";

  /** The applications of a checkout. */
  public static Installation in(Path checkout) {
    return new Installation(
        checkout.resolve("registry-server").resolve(RUNNABLE),
        checkout.resolve("site-gateway").resolve(RUNNABLE));
  }

  /** The applications of the checkout in which this class was built. */
  public static Installation here() {
    try {
      Path code =
          Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path folder = code; folder != null; folder = folder.getParent()) {
        if (Files.exists(folder.resolve("registry-server").resolve("pom.xml"))) {
          return in(folder);
        }
      }
    } catch (URISyntaxException e) {
      throw new FederationException("The place of the simulator's own jar has no path.", e);
    }
    throw new FederationException(
        "The simulator does not run from a checkout. Name the applications' jars by"
            + " --registry-jar and --gateway-jar.");
  }

  /** Fails where a jar is missing, saying how to build it. */
  public Installation checked() {
    for (Path jar : new Path[] {registry, gateway}) {
      if (!Files.isRegularFile(jar)) {
        throw new FederationException(
            jar + " is not built. Run ./mvnw -DskipTests package, or start by ./demo.");
      }
    }
    return this;
  }
}
