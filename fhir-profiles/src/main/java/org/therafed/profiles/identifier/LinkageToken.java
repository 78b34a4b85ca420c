package org.therafed.profiles.identifier;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.regex.Pattern;

/**
 * What lets the registry see that two hospitals speak of one person: encrypted to the registry,
 * opened nowhere else.
 *
 * @param value base64
 */
public record LinkageToken(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9+/]{1,2046}={0,2}");

  public LinkageToken {
    if (value == null || !FORM.matcher(value).matches()) {
      throw IdentifierCode.LINKAGE_TOKEN.with(safe("length", value == null ? 0 : value.length()));
    }
  }

  @Override
  public String toString() {
    return "LinkageToken[…]";
  }
}
