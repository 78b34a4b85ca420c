package org.therafed.profiles.identifier;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.regex.Pattern;

/**
 * The keyed name of one record or patient of one site: the first 40 hex digits of HMAC-SHA-256.
 *
 * @param value 40 lower-case hex digits
 */
public record Pseudonym(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}");

  public Pseudonym {
    if (value == null || !FORM.matcher(value).matches()) {
      throw IdentifierCode.PSEUDONYM.with(safe("length", value == null ? 0 : value.length()));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
