package org.therafed.gateway.intake.fhir;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms in which a reference names a Patient. */
final class PatientReference {

  private static final Pattern VERSION = Pattern.compile("/_history(/.*)?$");
  private static final Pattern TAIL = Pattern.compile("(?:^|/)(Patient/[A-Za-z0-9.-]{1,64})$");

  private PatientReference() {}

  /** The reference to whatever version is current: a person is the same in all of them. */
  static String unversioned(String reference) {
    return VERSION.matcher(reference).replaceFirst("");
  }

  /**
   * {@code Patient/id} at the end of an unversioned reference, whichever server it names. It may be
   * another hospital's Patient: good enough to stop a person's records, never to let them go.
   */
  static Optional<String> tail(String reference) {
    Matcher matcher = TAIL.matcher(reference);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
