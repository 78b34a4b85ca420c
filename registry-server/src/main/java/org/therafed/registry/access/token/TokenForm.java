package org.therafed.registry.access.token;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.registry.fault.RegistryCode;

/**
 * The form that asks for a token.
 *
 * @param assertion as it came; {@link ClientAssertion} reads it
 * @param scope as it came
 * @param clientId empty where it names none
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4.2">RFC 6749, section 4.4.2</a>
 */
record TokenForm(String assertion, String scope, String clientId) {

  /** Bytes of a form: an assertion of 8192 characters, and the rest. */
  static final int LARGEST = 12 << 10;

  private static final String GRANT = "client_credentials";
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final int MOST_FIELDS = 20;
  private static final Set<String> ONCE =
      Set.of("grant_type", "client_assertion_type", "client_assertion", "scope", "client_id");

  /**
   * Reads a form; fields that it does not know are passed over, as RFC 6749 asks.
   *
   * @throws Fault RG-TOKEN-001, RG-TOKEN-002 for another grant, RG-TOKEN-003 without a scope
   */
  static TokenForm read(byte[] body) {
    if (body == null || body.length > LARGEST) {
      throw unreadable("the form is missing or larger than 12 KiB", "缺少表单，或其大于 12 KiB");
    }
    Map<String, String> fields = fields(new String(body, StandardCharsets.UTF_8));
    String grant = fields.getOrDefault("grant_type", "");
    if (grant.isEmpty()) {
      throw unreadable("grant_type is missing", "缺少 grant_type");
    }
    if (!grant.equals(GRANT)) {
      throw RegistryCode.TOKEN_GRANT.with();
    }
    if (!TYPE.equals(fields.get("client_assertion_type"))) {
      throw unreadable(
          "client_assertion_type is not that of a JWT", "client_assertion_type 不是 JWT 的类型");
    }
    String assertion = fields.getOrDefault("client_assertion", "");
    if (assertion.isEmpty()) {
      throw unreadable("client_assertion is missing", "缺少 client_assertion");
    }
    String scope = fields.getOrDefault("scope", "");
    if (scope.isBlank()) {
      throw RegistryCode.TOKEN_SCOPE.with();
    }
    return new TokenForm(assertion, scope, fields.getOrDefault("client_id", ""));
  }

  private static Map<String, String> fields(String form) {
    String[] pairs = form.split("&", -1);
    if (pairs.length > MOST_FIELDS) {
      throw unreadable("the form has more than 20 fields", "表单的字段多于 20 个");
    }
    Map<String, String> fields = new HashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (ONCE.contains(name) && fields.put(name, value) != null) {
        throw unreadable("a field occurs twice", "有字段出现两次");
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw unreadable("it is not form-urlencoded", "不是 form-urlencoded 格式");
    }
  }

  /** A reason why a form cannot be read. */
  static Fault unreadable(String english, String chinese) {
    return RegistryCode.TOKEN_REQUEST.with(Fault.safe("reason", new Phrase(english, chinese)));
  }

  @Override
  public String toString() {
    return "TokenForm[…]";
  }
}
