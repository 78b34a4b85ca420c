package org.therafed.registry.access;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;

/**
 * What an access token is for, in the scopes of SMART: {@code system/*.cruds} is all that a site
 * may do. A type by itself can be read ({@code system/Patient.rs}); a transfer is a transaction
 * over any types and needs {@code system/*.cud}. It is always about the site's own records.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART
 *     App Launch, scopes</a>
 */
public final class SiteScope {

  private static final String ANY = "*";
  private static final int LONGEST = 1000;
  private static final String ALL_LETTERS = "cruds";
  private static final Pattern FORM =
      Pattern.compile("system/(\\*|[A-Z][A-Za-z]{1,60})\\.(read|write|\\*|c?r?u?d?s?)");

  /** All that a site may do; what a request is for that the site signed itself. */
  public static final SiteScope ALL = parse("system/*.cruds");

  private final SortedMap<String, String> letters;

  private SiteScope(SortedMap<String, String> letters) {
    this.letters = letters;
  }

  /**
   * The scopes of a request, as far as a site may have them.
   *
   * @param text separated by spaces, of version 1 ({@code system/*.read}) or 2
   * @throws Fault RG-TOKEN-003 where one is of another kind or nothing of them can be had
   */
  public static SiteScope parse(String text) {
    if (text.length() > LONGEST) {
      throw RegistryCode.TOKEN_SCOPE.with();
    }
    SortedMap<String, String> granted = new TreeMap<>();
    for (String scope : text.strip().split(" +", -1)) {
      Matcher parts = FORM.matcher(scope);
      if (!parts.matches()) {
        throw RegistryCode.TOKEN_SCOPE.with();
      }
      String type = parts.group(1);
      String may = type.equals(ANY) ? ALL_LETTERS : "rs";
      String have = granted.getOrDefault(type, "") + ofVersion2(parts.group(2));
      String both = inOrder(letter -> have.indexOf(letter) >= 0 && may.indexOf(letter) >= 0);
      if (!both.isEmpty()) {
        granted.put(type, both);
      }
    }
    if (granted.isEmpty()) {
      throw RegistryCode.TOKEN_SCOPE.with();
    }
    return new SiteScope(granted);
  }

  private static String ofVersion2(String permission) {
    return switch (permission) {
      case "read" -> "rs";
      case "write" -> "cud";
      case ANY -> ALL_LETTERS;
      default -> permission;
    };
  }

  private static String inOrder(java.util.function.IntPredicate kept) {
    return ALL_LETTERS
        .chars()
        .filter(kept)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  /** The scopes, separated by spaces: what the answer to a token request says. */
  public String text() {
    return letters.entrySet().stream()
        .map(entry -> "system/" + entry.getKey() + "." + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  /**
   * Refuses what the token is not for. Routes of the federation's own protocol need no scope: the
   * site's identity is enough there.
   *
   * @param method HTTP method
   * @param route path template
   * @param type FHIR type in the path; may be null
   * @throws Fault RG-ACCESS-005
   */
  void require(String method, String route, String type) {
    boolean permitted =
        switch (method + " " + route) {
          case "POST /fhir" -> permits("cud", ANY);
          case "GET /fhir/{type}", "POST /fhir/{type}/_search", "GET /fhir/{type}/_history" ->
              permits("s", type);
          case "GET /fhir/{type}/{id}",
              "GET /fhir/{type}/{id}/_history",
              "GET /fhir/{type}/{id}/_history/{version}" ->
              permits("r", type);
          case "GET /fhir/Patient/{id}/$everything" -> permits("rs", ANY);
          default -> true;
        };
    if (!permitted) {
      throw RegistryCode.SCOPE_TOO_NARROW.with();
    }
  }

  private boolean permits(String needed, String type) {
    String have = letters.getOrDefault(ANY, "") + (type == null ? "" : of(letters, type));
    return needed.chars().allMatch(letter -> have.indexOf(letter) >= 0);
  }

  private static String of(Map<String, String> letters, String type) {
    return letters.getOrDefault(type, "");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SiteScope scope && letters.equals(scope.letters);
  }

  @Override
  public int hashCode() {
    return letters.hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
