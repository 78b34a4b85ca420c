package org.therafed.registry.fault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.therafed.profiles.outcome.Fault;

/**
 * A refusal of the token endpoint.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749, section 5.2</a>
 */
final class TokenErrorJson {

  private TokenErrorJson() {}

  /** {@code error} as the RFC has it; the rest says the same to people, and {@code code} to us. */
  static String of(Fault fault, int status) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("error", error(fault, status));
    // The RFC allows printable ASCII without quotation marks and backslashes.
    body.put("error_description", fault.getMessage().replaceAll("[^\\x20-\\x7E]|[\"\\\\]", "'"));
    body.put("error_description_zh", fault.reason().textZh());
    body.put("code", fault.code().code());
    body.put("instance", "urn:therafed:instance:" + fault.instance());
    return body.toString();
  }

  private static String error(Fault fault, int status) {
    if (fault.code() == RegistryCode.TOKEN_GRANT) {
      return "unsupported_grant_type";
    }
    if (fault.code() == RegistryCode.TOKEN_SCOPE) {
      return "invalid_scope";
    }
    return switch (status) {
      case 401 -> "invalid_client";
      // Not the RFC's for this endpoint, which has none for it; many servers say so.
      case 429, 503 -> "temporarily_unavailable";
      case 500 -> "server_error";
      default -> "invalid_request";
    };
  }
}
