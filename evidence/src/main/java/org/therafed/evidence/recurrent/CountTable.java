package org.therafed.evidence.recurrent;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * The sufficient statistic of event rates: persons by arm, exposure and number of events. Exact
 * integers, so merging is exact; its size is the number of distinct (exposure, events), which whole
 * days or months keep small. Persons and events are also kept by site.
 */
@PartialFormat(kind = "count-table", version = 1)
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE)
public final class CountTable implements Partial<CountTable> {
  private static final CountTable EMPTY = new CountTable(new TreeMap<>(), new TreeMap<>());

  /**
   * One site's share.
   *
   * @param n persons
   * @param events events of all of them, which may be more than persons
   */
  public record SiteEvents(long n, long events) {
    public SiteEvents {
      if (n < 0 || events < 0) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(events + " events of " + n);
      }
    }
  }

  private final SortedMap<String, ExposureCells> arms;
  private final SortedMap<String, SiteEvents> bySite;

  @JsonCreator
  CountTable(
      @JsonProperty("arms") Map<String, ExposureCells> arms,
      @JsonProperty("bySite") Map<String, SiteEvents> bySite) {
    arms.keySet().forEach(arm -> RecurrentRow.label(arm, "arm"));
    this.arms = Collections.unmodifiableSortedMap(new TreeMap<>(arms));
    this.bySite = Sites.copy(bySite);
    long persons = this.arms.values().stream().mapToLong(ExposureCells::n).sum();
    long all = this.arms.values().stream().mapToLong(ExposureCells::allEvents).sum();
    if (persons != n() || all != events()) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with(persons + " persons, " + n() + " at the sites");
    }
  }

  /** The table of no rows. */
  public static CountTable empty() {
    return EMPTY;
  }

  SortedMap<String, ExposureCells> arms() {
    return arms;
  }

  /** Persons and events by site label. */
  public SortedMap<String, SiteEvents> bySite() {
    return bySite;
  }

  /** Persons at all sites. */
  public long n() {
    return bySite.values().stream().mapToLong(SiteEvents::n).sum();
  }

  /** Events at all sites. */
  public long events() {
    return bySite.values().stream().mapToLong(SiteEvents::events).sum();
  }

  @Override
  public CountTable merge(CountTable other) {
    return new CountTable(
        Sites.merge(arms, other.arms, ExposureCells::merge),
        Sites.merge(
            bySite,
            other.bySite,
            (a, b) -> new SiteEvents(a.n() + b.n(), a.events() + b.events())));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CountTable o && arms.equals(o.arms) && bySite.equals(o.bySite);
  }

  @Override
  public int hashCode() {
    return 31 * arms.hashCode() + bySite.hashCode();
  }

  @Override
  public String toString() {
    return "CountTable[" + arms.size() + " arms, " + n() + " persons]";
  }
}
