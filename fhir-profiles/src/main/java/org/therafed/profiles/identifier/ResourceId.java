package org.therafed.profiles.identifier;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.regex.Pattern;

/**
 * The logical id of a resource (FHIR R4 <code>id</code>).
 *
 * @param value 1 to 64 of A-Z, a-z, 0-9, hyphen and dot
 */
public record ResourceId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

  public ResourceId {
    if (value == null || !FORM.matcher(value).matches()) {
      throw IdentifierCode.RESOURCE_ID.with(safe("length", value == null ? 0 : value.length()));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
