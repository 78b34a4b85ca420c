package org.therafed.profiles.identifier;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.regex.Pattern;

/**
 * The registry's keyed name of one person, the same whichever hospital reports: HMAC-SHA-256 of the
 * decrypted linkage token.
 *
 * @param value 64 lower-case hex digits
 */
public record PersonKey(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public PersonKey {
    if (value == null || !FORM.matcher(value).matches()) {
      throw IdentifierCode.PERSON_KEY.with(safe("length", value == null ? 0 : value.length()));
    }
  }

  @Override
  public String toString() {
    return "PersonKey[…]";
  }
}
