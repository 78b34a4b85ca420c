package org.therafed.runtime.login.oidc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.therafed.runtime.Setting;

/** Reads the settings of sign-in and collects everything that is not sound, without its value. */
final class SignInReader {

  private static final Duration SHORTEST = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration USUAL = Duration.ofHours(8);
  private static final int LONGEST_TEXT = 255;
  private static final int LONGEST_SECRET = 4096;
  private static final Pattern DURATION = Pattern.compile("[0-9]{1,6}[smh]");

  /** RFC 6749, section 3.3: scopes of printable characters without quotes and backslash. */
  private static final Pattern SCOPES =
      Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+( [\\x21\\x23-\\x5B\\x5D-\\x7E]+)*");

  private final Function<Setting, Optional<String>> given;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> roles = new LinkedHashMap<>();
  private SignInSettings settings = SignInSettings.LOCAL;

  private SignInReader(Function<Setting, Optional<String>> given) {
    this.given = setting -> given.apply(setting).map(String::strip).filter(text -> !text.isEmpty());
  }

  static SignInReader read(Function<Setting, Optional<String>> given) {
    SignInReader reader = new SignInReader(given);
    reader.read();
    return reader;
  }

  /** What is wrong; a role that is none of these is. */
  List<String> problems(Set<String> known) {
    List<String> all = new ArrayList<>(problems);
    if (!known.containsAll(roles.values())) {
      all.add(
          problem(
              Setting.OIDC_ROLES,
              "names a role that there is not; value=role pairs with "
                  + String.join(", ", new TreeSet<>(known))
                  + " are needed"));
    }
    return all;
  }

  /** The roles that values lead to. */
  Set<String> rolesNamed() {
    return Set.copyOf(roles.values());
  }

  SignInSettings settings() {
    return settings;
  }

  private void read() {
    boolean local = local();
    Optional<String> issuer = given.apply(Setting.OIDC_ISSUER);
    if (issuer.isEmpty()) {
      need(
          Stream.of(Setting.OIDC_CLIENT_ID, Setting.OIDC_CONSOLE_URL, Setting.OIDC_ROLES)
              .noneMatch(setting -> given.apply(setting).isPresent()),
          Setting.OIDC_ISSUER,
          "is not set and other settings of the provider are; the issuer is needed, or none of"
              + " them");
      need(
          local,
          Setting.LOCAL_ACCOUNTS,
          "is false and no provider is set; nobody could sign in. Set THERAFED_OIDC_ISSUER or leave"
              + " local accounts on");
      settings = new SignInSettings(local, Optional.empty());
      return;
    }
    OidcSettings provider =
        new OidcSettings(
            issuer(issuer.get()),
            text(Setting.OIDC_CLIENT_ID),
            secret(),
            console(),
            given.apply(Setting.OIDC_ROLE_CLAIM).orElse("groups"),
            roles(),
            given.apply(Setting.OIDC_ORGANISATION_CLAIM),
            scopes(),
            authorities(),
            session());
    settings = new SignInSettings(local, Optional.of(provider));
  }

  private boolean local() {
    String value = given.apply(Setting.LOCAL_ACCOUNTS).orElse("true");
    need(
        Set.of("true", "false").contains(value),
        Setting.LOCAL_ACCOUNTS,
        "is neither true nor false");
    return !value.equals("false");
  }

  private String issuer(String value) {
    need(
        address(value).filter(uri -> uri.getRawQuery() == null).isPresent(),
        Setting.OIDC_ISSUER,
        "is not an https address without query and fragment (http on this machine's loopback"
            + " alone); the issuer as the provider states it is needed");
    return value;
  }

  private String text(Setting setting) {
    String value = given.apply(setting).orElse("");
    need(
        !value.isEmpty() && value.length() <= LONGEST_TEXT,
        setting,
        "is not set or longer than 255 characters; what the provider knows this application by is"
            + " needed");
    return value;
  }

  private String secret() {
    Optional<String> file = given.apply(Setting.OIDC_CLIENT_SECRET_FILE);
    String secret =
        (file.isPresent()
                ? file.map(SignInReader::inFile)
                : given.apply(Setting.OIDC_CLIENT_SECRET))
            .orElse("");
    if (secret.isEmpty() || secret.length() > LONGEST_SECRET) {
      problems.add(
          Setting.OIDC_CLIENT_SECRET.environmentVariable()
              + "(_FILE) is not set, longer than 4096 characters, or names no readable file; the"
              + " client secret of this application at the provider is needed.");
    }
    return secret;
  }

  private static String inFile(String name) {
    try {
      Path file = Path.of(name);
      return Files.size(file) > LONGEST_SECRET ? "" : Files.readString(file).strip();
    } catch (IOException | InvalidPathException e) {
      return "";
    }
  }

  private URI console() {
    Optional<URI> console =
        given
            .apply(Setting.OIDC_CONSOLE_URL)
            .flatMap(SignInReader::address)
            .filter(uri -> uri.getRawQuery() == null)
            .filter(uri -> uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
    need(
        console.isPresent(),
        Setting.OIDC_CONSOLE_URL,
        "is not set or not an https address without path (http on this machine's loopback alone);"
            + " the address by which browsers reach this application is needed");
    return console.orElse(URI.create("https://none.invalid"));
  }

  private Map<String, String> roles() {
    for (String pair : given.apply(Setting.OIDC_ROLES).orElse("").split(",", -1)) {
      int sign = pair.lastIndexOf('=');
      String value = sign < 0 ? "" : pair.substring(0, sign).strip();
      String role = pair.substring(sign + 1).strip();
      if (value.isEmpty() || role.isEmpty() || roles.putIfAbsent(value, role) != null) {
        problems.add(
            problem(
                Setting.OIDC_ROLES,
                "is not set or no list of value=role pairs with each value once; who may use this"
                    + " application is needed, such as registry-admins=admin"));
        break;
      }
    }
    return roles;
  }

  private String scopes() {
    String scopes = given.apply(Setting.OIDC_SCOPES).orElse("openid profile");
    need(
        SCOPES.matcher(scopes).matches()
            && scopes.length() <= LONGEST_TEXT
            && List.of(scopes.split(" ", -1)).contains("openid"),
        Setting.OIDC_SCOPES,
        "is no list of scopes, separated by spaces, with openid among them");
    return scopes;
  }

  private Optional<Path> authorities() {
    Optional<String> name = given.apply(Setting.OIDC_AUTHORITIES_FILE);
    name.ifPresent(
        file ->
            need(
                Authorities.areReadable(file),
                Setting.OIDC_AUTHORITIES_FILE,
                "does not name a readable file with certificates in PEM"));
    return name.filter(Authorities::areReadable).map(Path::of);
  }

  private Duration session() {
    Optional<String> value = given.apply(Setting.OIDC_SESSION);
    Optional<Duration> session =
        value
            .flatMap(SignInReader::duration)
            .filter(time -> time.compareTo(SHORTEST) >= 0 && time.compareTo(LONGEST) <= 0);
    need(
        value.isEmpty() || session.isPresent(),
        Setting.OIDC_SESSION,
        "is not between 5m and 24h; a number with s, m or h is needed");
    return session.orElse(USUAL);
  }

  private static Optional<Duration> duration(String text) {
    try {
      return DURATION.matcher(text).matches()
          ? Optional.of(Duration.parse("PT" + text.toUpperCase(Locale.ROOT)))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** An address with a host, https or on loopback, without user and fragment. */
  static Optional<URI> address(String text) {
    try {
      URI uri = new URI(text);
      boolean sound =
          uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null
              && ("https".equals(uri.getScheme())
                  || ("http".equals(uri.getScheme()) && isLoopback(uri.getHost())));
      return sound ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return (host.equals("localhost") || host.matches("[0-9.]+|\\[[0-9a-fA-F:.]+]"))
          && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private void need(boolean holds, Setting setting, String problem) {
    if (!holds) {
      problems.add(problem(setting, problem));
    }
  }

  private static String problem(Setting setting, String problem) {
    return setting.environmentVariable() + " " + problem + ".";
  }
}
