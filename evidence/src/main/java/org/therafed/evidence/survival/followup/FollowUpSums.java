package org.therafed.evidence.survival.followup;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.SortedMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * Follow-up by site as counts and sums of days.
 *
 * @param staleAfterDays the declared limit that {@link SiteSums#stale} counts by
 * @param bySite sums by site label
 */
@PartialFormat(kind = "follow-up", version = 1)
public record FollowUpSums(
    @JsonProperty("staleAfterDays") double staleAfterDays,
    @JsonProperty("bySite") SortedMap<String, SiteSums> bySite)
    implements Partial<FollowUpSums> {

  /**
   * One site.
   *
   * @param n persons
   * @param events persons with the event
   * @param stale persons without it who were last seen longer before the data cut than declared
   * @param lateIndex persons whose index date follows their cohort entry
   * @param observedDays sum of days observed
   * @param potentialDays sum of days to the event, or to the data cut without one
   */
  public record SiteSums(
      @JsonProperty("n") long n,
      @JsonProperty("events") long events,
      @JsonProperty("stale") long stale,
      @JsonProperty("lateIndex") long lateIndex,
      @JsonProperty("observedDays") double observedDays,
      @JsonProperty("potentialDays") double potentialDays) {
    public SiteSums {
      if (n < 1
          || events < 0
          || stale < 0
          || events + stale > n
          || lateIndex < 0
          || lateIndex > n) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(events + " and " + stale + " of " + n);
      }
      // Sums taken in another order may differ in the last digits.
      if (!(observedDays >= 0 && observedDays <= potentialDays * (1 + 1e-9))
          || !Double.isFinite(potentialDays)) {
        throw EvidenceCode.FOLLOW_UP_IMPOSSIBLE.with(observedDays + " of " + potentialDays);
      }
    }

    SiteSums plus(SiteSums other) {
      return new SiteSums(
          n + other.n,
          events + other.events,
          stale + other.stale,
          lateIndex + other.lateIndex,
          observedDays + other.observedDays,
          potentialDays + other.potentialDays);
    }
  }

  public FollowUpSums {
    if (!(staleAfterDays > 0 && Double.isFinite(staleAfterDays))) {
      throw EvidenceCode.FOLLOW_UP_IMPOSSIBLE.with("a limit of " + staleAfterDays);
    }
    bySite = Sites.copy(bySite);
  }

  @Override
  public FollowUpSums merge(FollowUpSums other) {
    if (staleAfterDays != other.staleAfterDays) {
      throw EvidenceCode.FOLLOW_UP_IMPOSSIBLE.with(
          "limits of " + staleAfterDays + " and " + other.staleAfterDays);
    }
    return new FollowUpSums(staleAfterDays, Sites.merge(bySite, other.bySite, SiteSums::plus));
  }
}
