package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.therafed.profiles.module.TherapyModule;

/**
 * What the start of another therapy means for an endpoint of the course before it: parameter {@code
 * nextTherapy} of the rule. RECIST 1.1 (Eisenhauer et al. 2009, doi 10.1016/j.ejca.2008.10.026,
 * section 4.4.1) takes the best response until progression, and what is seen under further therapy
 * is that therapy's; times to progression end there as censored (FDA, Clinical Trial Endpoints for
 * the Approval of Cancer Drugs and Biologics, 2018).
 */
public enum NextTherapy {
  /** What is seen later does not count; a time is censored with what was seen until then. */
  ENDS,
  /** It changes nothing: what is seen later counts too (treatment policy of ICH E9(R1)). */
  IGNORED,
  /** It is an event by itself, as of event-free survival in trials of lymphoma. */
  EVENT;

  /** The parameter of an endpoint; what the rule takes where the module says nothing. */
  static NextTherapy of(TherapyModule.Endpoint endpoint, NextTherapy otherwise) {
    Optional<String> said = endpoint.text(TherapyModule.Endpoint.NEXT_THERAPY);
    return said.flatMap(
            label ->
                Stream.of(values())
                    .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(label))
                    .findFirst())
        .orElse(otherwise);
  }

  /**
   * The day from which on another therapy is given; empty where there is none, or it is ignored.
   */
  Optional<LocalDate> startedOn(PersonFacts facts) {
    return this == IGNORED ? Optional.empty() : OtherTherapy.startedOn(facts);
  }
}
