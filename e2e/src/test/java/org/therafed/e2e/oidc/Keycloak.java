package org.therafed.e2e.oidc;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.therafed.e2e.fixture.Waiting;
import org.therafed.simulator.channel.Http;
import org.therafed.simulator.process.FreePorts;
import org.therafed.simulator.process.ManagedProcess;
import org.therafed.simulator.process.ProcessSupervisor;

/** A Keycloak of its own in development mode, on loopback, with one imported realm. */
final class Keycloak implements AutoCloseable {

  /** What every person of the realm types. */
  static final String PASSWORD = "only-for-these-tests";

  /** What every client of the realm proves itself with. */
  static final String SECRET = "a-client-secret-for-these-tests";

  private static final String REALM = "hospital";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ProcessSupervisor supervisor = new ProcessSupervisor();
  private final int port = FreePorts.find(1).get(0);
  private final Path home;
  private final ObjectNode realm = JSON.createObjectNode();

  /**
   * One that is not started yet.
   *
   * @param home the unpacked distribution
   */
  Keycloak(Path home) {
    this.home = home;
    realm.put("realm", REALM).put("enabled", true).put("sslRequired", "none");
    realm.putArray("clients");
    realm.putArray("users");
    realm.putArray("groups");
  }

  String issuer() {
    return "http://127.0.0.1:" + port + "/realms/" + REALM;
  }

  /** Adds an application: confidential, code flow alone, PKCE demanded, groups in the ID token. */
  Keycloak client(String id, URI console) {
    ObjectNode client = ((ArrayNode) realm.get("clients")).addObject();
    client
        .put("clientId", id)
        .put("secret", SECRET)
        .put("publicClient", false)
        .put("standardFlowEnabled", true)
        .put("directAccessGrantsEnabled", false);
    client.putArray("redirectUris").add(console.resolve("/login/oidc/callback").toString());
    client
        .putObject("attributes")
        .put("pkce.code.challenge.method", "S256")
        .put("post.logout.redirect.uris", console.resolve("/login").toString());
    ObjectNode mapper = client.putArray("protocolMappers").addObject();
    mapper
        .put("name", "groups")
        .put("protocol", "openid-connect")
        .put("protocolMapper", "oidc-group-membership-mapper")
        .putObject("config")
        .put("claim.name", "groups")
        .put("full.path", "false")
        .put("id.token.claim", "true");
    return this;
  }

  /** Adds somebody. */
  Keycloak person(String name, String... groups) {
    ObjectNode user = ((ArrayNode) realm.get("users")).addObject();
    user.put("username", name)
        .put("enabled", true)
        .put("emailVerified", true)
        .put("email", name + "@example.org")
        .put("firstName", "F")
        .put("lastName", "L");
    user.putArray("credentials").addObject().put("type", "password").put("value", PASSWORD);
    ArrayNode member = user.putArray("groups");
    for (String group : groups) {
      member.add("/" + group);
      if (realm.get("groups").findValuesAsText("name").stream().noneMatch(group::equals)) {
        ((ArrayNode) realm.get("groups")).addObject().put("name", group);
      }
    }
    return this;
  }

  /** Starts it and waits until the realm is there. */
  void start(Path folder) {
    try {
      Path imports = Files.createDirectories(home.resolve("data").resolve("import"));
      Files.writeString(imports.resolve(REALM + "-realm.json"), realm.toString());
      List<String> command =
          List.of(
              "/bin/sh",
              home.resolve("bin").resolve("kc.sh").toString(),
              "start-dev",
              "--import-realm",
              "--db=dev-mem",
              "--http-host=127.0.0.1",
              "--http-port=" + port);
      Map<String, String> environment =
          Map.of(
              "JAVA_HOME", System.getProperty("java.home"),
              "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m",
              "KC_CACHE", "local");
      ManagedProcess process =
          supervisor.start(
              "keycloak", command, environment, folder, folder.resolve("keycloak.log"));
      Http nobody = new Http(Map.of());
      URI statement = URI.create(issuer() + "/.well-known/openid-configuration");
      Waiting.until("Keycloak is ready")
          .ignoreExceptions()
          .until(
              () -> {
                if (!process.isAlive()) {
                  throw new AssertionError(String.join("\n", process.lastLines()));
                }
                return nobody.get(statement).ok();
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    supervisor.close();
  }
}
