package org.therafed.runtime;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A setting that is needed before Quarkus, and with it the configuration system, is up: a system
 * property such as {@code therafed.data-dir}, else the environment variable of the same name in
 * capitals, {@code THERAFED_DATA_DIR}. Blank means absent.
 */
public record Setting(String property) {

  /** Folder of everything the application keeps: database, keys, received files. */
  public static final Setting DATA_DIR = new Setting("therafed.data-dir");

  /** {@code postgresql://host:port/database} of an external server; absent means embedded. */
  public static final Setting DB_URL = new Setting("therafed.db-url");

  public static final Setting DB_USER = new Setting("therafed.db-user");
  public static final Setting DB_PASSWORD = new Setting("therafed.db-password");

  /**
   * Folder of the embedded server's programs, shared by applications; absent means each its own.
   */
  public static final Setting POSTGRES_DIR = new Setting("therafed.postgres-dir");

  /** Base address of an OTLP/HTTP collector; absent means that no span leaves the process. */
  public static final Setting OTLP_ENDPOINT = new Setting("therafed.otlp-endpoint");

  /** Address to listen on for HTTP; absent means loopback. */
  public static final Setting HTTP_HOST = new Setting("therafed.http-host");

  /** Port to listen on for HTTP; absent means the application's own. */
  public static final Setting HTTP_PORT = new Setting("therafed.http-port");

  /** Folder of therapy modules beside those of the program; absent means none. */
  public static final Setting MODULES_DIR = new Setting("therafed.modules-dir");

  /** Folder of the packages that a registry hands to its gateways; absent means none. */
  public static final Setting PACKAGES_DIR = new Setting("therafed.packages-dir");

  /** {@code true}: a proxy in front ends TLS, so that plain HTTP beyond loopback is meant. */
  public static final Setting BEHIND_PROXY = new Setting("therafed.behind-proxy");

  /** {@code true}: the application ends when its standard input closes. */
  public static final Setting EXIT_WITH_PARENT = new Setting("therafed.exit-with-parent");

  /** {@code false}: people sign in by the provider alone. */
  public static final Setting LOCAL_ACCOUNTS = new Setting("therafed.local-accounts");

  /** Issuer of the OpenID Connect provider by which people sign in; absent: none. */
  public static final Setting OIDC_ISSUER = new Setting("therafed.oidc-issuer");

  public static final Setting OIDC_CLIENT_ID = new Setting("therafed.oidc-client-id");
  public static final Setting OIDC_CLIENT_SECRET = new Setting("therafed.oidc-client-secret");
  public static final Setting OIDC_CLIENT_SECRET_FILE =
      new Setting("therafed.oidc-client-secret-file");

  /** Address by which browsers reach the application. */
  public static final Setting OIDC_CONSOLE_URL = new Setting("therafed.oidc-console-url");

  /** Claim that says what a person is. */
  public static final Setting OIDC_ROLE_CLAIM = new Setting("therafed.oidc-role-claim");

  /** {@code value=role} pairs, separated by commas. */
  public static final Setting OIDC_ROLES = new Setting("therafed.oidc-roles");

  public static final Setting OIDC_ORGANISATION_CLAIM =
      new Setting("therafed.oidc-organisation-claim");
  public static final Setting OIDC_SCOPES = new Setting("therafed.oidc-scopes");

  /** Certificates that the provider's must be signed by, PEM; absent: those of Java. */
  public static final Setting OIDC_AUTHORITIES_FILE = new Setting("therafed.oidc-authorities-file");

  /** How long one sign-in by the provider holds at most. */
  public static final Setting OIDC_SESSION = new Setting("therafed.oidc-session");

  /** The environment, of which {@link KnownSettings} looks at the names. */
  static Map<String, String> environment() {
    return System.getenv();
  }

  /** Names of the settings that every application has, as properties. */
  public static Set<String> common() {
    return Stream.of(
            DATA_DIR,
            DB_URL,
            DB_USER,
            DB_PASSWORD,
            POSTGRES_DIR,
            OTLP_ENDPOINT,
            HTTP_HOST,
            HTTP_PORT,
            MODULES_DIR,
            BEHIND_PROXY,
            EXIT_WITH_PARENT,
            LOCAL_ACCOUNTS,
            OIDC_ISSUER,
            OIDC_CLIENT_ID,
            OIDC_CLIENT_SECRET,
            OIDC_CLIENT_SECRET_FILE,
            OIDC_CONSOLE_URL,
            OIDC_ROLE_CLAIM,
            OIDC_ROLES,
            OIDC_ORGANISATION_CLAIM,
            OIDC_SCOPES,
            OIDC_AUTHORITIES_FILE,
            OIDC_SESSION)
        .map(Setting::property)
        .collect(Collectors.toUnmodifiableSet());
  }

  public String environmentVariable() {
    return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  public Optional<String> value() {
    return Optional.ofNullable(System.getProperty(property))
        .or(() -> Optional.ofNullable(System.getenv(environmentVariable())))
        .filter(value -> !value.isBlank());
  }
}
