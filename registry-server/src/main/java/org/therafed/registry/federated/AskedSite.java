package org.therafed.registry.federated;

import java.time.Instant;
import java.util.List;

/**
 * A site of a question.
 *
 * @param state {@code asked}, {@code joined}, {@code masked}, {@code open}, {@code revealed},
 *     {@code refused} or {@code silent}
 * @param attempt the latest that it takes part in
 * @param code why it refused; else null
 * @param jwk the key by which it joined; else null
 * @param joined what it signed then; else null
 * @param content its sums, masked or open; else null
 * @param secret of its own mask; else null
 * @param leaveOut handles of its people who are counted elsewhere
 */
record AskedSite(
    String site,
    String state,
    int attempt,
    String code,
    String jwk,
    String joined,
    String content,
    String secret,
    List<String> leaveOut,
    Instant changedAt) {

  static final String ASKED = "asked";
  static final String JOINED = "joined";
  static final String MASKED = "masked";
  static final String OPEN = "open";
  static final String REVEALED = "revealed";
  static final String REFUSED = "refused";
  static final String SILENT = "silent";

  boolean is(String wanted) {
    return state.equals(wanted);
  }
}
