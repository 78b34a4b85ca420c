package org.therafed.profiles.identifier;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.regex.Pattern;

/**
 * A hospital of the federation, as it was onboarded.
 *
 * @param value 1 to 40 of a-z, 0-9 and hyphen
 */
public record SiteId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  public SiteId {
    if (value == null || !FORM.matcher(value).matches()) {
      throw IdentifierCode.SITE_ID.with(safe("length", value == null ? 0 : value.length()));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
