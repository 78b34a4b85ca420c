package org.therafed.gateway.outbox;

import java.util.Arrays;
import java.util.Locale;

/** What a row of the outbox says. */
public enum TransferKind {
  /** It brings records. */
  RECORDS,
  /** A patient has another pseudonym from now on. */
  REMAP,
  /** What has left of a patient is taken back. */
  RETRACTION;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static TransferKind of(String code) {
    return Arrays.stream(values())
        .filter(kind -> kind.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("A row of the outbox is of no known kind."));
  }
}
