package org.therafed.profiles.coherence;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.therafed.profiles.profile.FhirTime;

/**
 * The days on which something may have been: one day, or all of a month or year where no more is
 * said. Comparisons are certain ones: what may be in order is in order.
 */
record Days(LocalDate first, LocalDate last) {

  /** The days of a FHIR date, dateTime or instant; empty where it is none. */
  static Optional<Days> of(JsonNode value) {
    return FhirTime.parse(value.textValue())
        .map(
            time ->
                switch (time.length()) {
                  case 4 -> new Days(time.date(), LocalDate.of(time.date().getYear(), 12, 31));
                  case 7 -> new Days(time.date(), YearMonth.from(time.date()).atEndOfMonth());
                  default -> new Days(time.date(), time.date());
                });
  }

  boolean isOneDay() {
    return first.equals(last);
  }

  boolean isBefore(Days other) {
    return last.isBefore(other.first);
  }

  boolean isAfter(Days other) {
    return other.isBefore(this);
  }

  /** Neither before nor after for certain. */
  boolean mayBe(Days other) {
    return !isBefore(other) && !isAfter(other);
  }
}
