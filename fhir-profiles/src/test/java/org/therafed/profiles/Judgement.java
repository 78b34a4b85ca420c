package org.therafed.profiles;

import org.therafed.profiles.publish.Publication;
import org.therafed.profiles.validation.RecordValidator;

/** The validator of gateway and registry, compiled once for all tests. */
public final class Judgement {
  /** As both applications make it, on the day of the examples. */
  public static final RecordValidator RECORDS =
      new RecordValidator(Publication.definitions(), Examples.CLOCK);

  private Judgement() {}
}
