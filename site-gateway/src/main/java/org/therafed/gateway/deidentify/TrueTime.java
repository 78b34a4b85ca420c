package org.therafed.gateway.deidentify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.FhirTime;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.projection.FollowUpAge;

/**
 * What evidence needs of true time, coarse and in fields of its own, because all dates are shifted:
 * the calendar quarter of the index date, the price year, the age of the follow-up.
 */
final class TrueTime {

  private static final String INDEX_QUARTER = Canonical.extension("index-quarter");
  private static final String PRICE_YEAR = Canonical.extension("price-year");
  private static final String FOLLOW_UP_AGE = Canonical.extension("follow-up-age");

  private TrueTime() {}

  static void add(ObjectNode source, ObjectNode out, Profile profile, LocalDate today) {
    switch (profile) {
      case TREATMENT_COURSE ->
          time(source, "performedPeriod.start", "performedDateTime")
              .ifPresent(t -> quarter(out, t));
      case DECISION -> time(source, "authoredOn").ifPresent(t -> quarter(out, t));
      case COST -> {
        if (!holds(source, PRICE_YEAR)) {
          time(source, "occurrenceDateTime", "occurrencePeriod.start")
              .ifPresent(t -> extension(out, PRICE_YEAR).put("valueInteger", t.date().getYear()));
        }
      }
      case VITAL_STATUS ->
          time(source, "effectiveDateTime")
              .filter(t -> t.length() == 10)
              .ifPresent(
                  t ->
                      extension(out, FOLLOW_UP_AGE)
                          .put(
                              "valueInteger",
                              FollowUpAge.band(ChronoUnit.DAYS.between(t.date(), today))));
      default -> {}
    }
  }

  /** Whether an extension is computed here, so that what a sender wrote there does not count. */
  static boolean computedHere(String url) {
    return INDEX_QUARTER.equals(url) || FOLLOW_UP_AGE.equals(url);
  }

  private static boolean holds(ObjectNode resource, String url) {
    for (JsonNode extension : resource.path("extension")) {
      if (url.equals(extension.path("url").textValue())) {
        return true;
      }
    }
    return false;
  }

  private static void quarter(ObjectNode out, FhirTime time) {
    // A year alone has no quarter.
    if (time.length() >= 7) {
      int quarter = (time.date().getMonthValue() + 2) / 3;
      extension(out, INDEX_QUARTER).put("valueString", time.date().getYear() + "-Q" + quarter);
    }
  }

  private static ObjectNode extension(ObjectNode out, String url) {
    return out.withArray("extension").addObject().put("url", url);
  }

  private static Optional<FhirTime> time(ObjectNode source, String... paths) {
    for (String path : paths) {
      JsonNode node = source;
      for (String step : path.split("\\.", -1)) {
        node = node.path(step);
      }
      Optional<FhirTime> time = FhirTime.parse(node.textValue());
      if (time.isPresent()) {
        return time;
      }
    }
    return Optional.empty();
  }
}
