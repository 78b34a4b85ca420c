package org.therafed.registry.audit;

import java.time.Instant;
import java.util.List;

/**
 * What somebody asked of the registry and what became of it. No query of a refused request is in
 * it, for that may hold anything.
 *
 * @param at when it was answered
 * @param method HTTP method
 * @param route path template
 * @param actor who asked
 * @param address network address of the client
 * @param status HTTP status of the answer
 * @param asked path and query of a request that was answered; empty if refused
 * @param grants names of the row-level grants and projects by which it was allowed; empty if by
 *     none
 * @param unrecorded refusals of unknown callers since the last recorded one, see {@link
 *     RefusalLimit}
 */
record AuditedAct(
    Instant at,
    String method,
    String route,
    Actor actor,
    String address,
    int status,
    String asked,
    List<String> grants,
    long unrecorded) {

  /**
   * Who asked.
   *
   * @param kind a site by its token, a person by log-in, or nobody who was known
   * @param name site id or account name; of an unknown one the account whose password it did not
   *     know, if there is such
   */
  record Actor(Kind kind, String name) {
    static final Actor UNKNOWN = new Actor(Kind.UNKNOWN, "");

    enum Kind {
      SITE,
      PERSON,
      UNKNOWN
    }
  }

  AuditedAct {
    grants = List.copyOf(grants);
  }

  boolean refused() {
    return status >= 400;
  }
}
