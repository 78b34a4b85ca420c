package org.therafed.profiles.identifier;

import static org.therafed.profiles.outcome.Fault.safe;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What lets the registry see that two hospitals speak of one person: encrypted to the registry,
 * opened nowhere else.
 *
 * @param value base64
 */
public record LinkageToken(String value) {

  /**
   * The token's format. A token of another one cannot be opened, so that a token made by other
   * rules for national ids is refused and never links anybody. {@code
   * docs/adr/2611-linkage-token-v2.md}.
   */
  public static final String FORMAT = "therafed-linkage-v2";

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9+/]{1,2046}={0,2}");

  public LinkageToken {
    if (value == null || !FORM.matcher(value).matches()) {
      throw IdentifierCode.LINKAGE_TOKEN.with(safe("length", value == null ? 0 : value.length()));
    }
  }

  /** Binds a ciphertext to its purpose and format; what encryption and decryption are given. */
  public static byte[] context() {
    return FORMAT.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "LinkageToken[…]";
  }
}
