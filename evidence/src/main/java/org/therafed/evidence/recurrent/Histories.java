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
import org.therafed.evidence.survival.EventTable.SiteCount;

/**
 * The sufficient statistic of the mean cumulative function: each person's stretches at risk, by
 * group and token. Merging joins the rows that one person has at several sites, so that the person,
 * not the site, is the unit of the variance.
 *
 * <p>Unlike other partials it is as large as the rows and holds one entry per person: it is for
 * linked records, within a registry or a site, and never for the transfer of aggregates. Rows and
 * events are also kept by site.
 */
@PartialFormat(kind = "recurrent-histories", version = 1)
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE)
public final class Histories implements Partial<Histories> {
  private static final Histories EMPTY = new Histories(new TreeMap<>(), new TreeMap<>());

  private final SortedMap<String, SortedMap<String, History>> persons;
  private final SortedMap<String, SiteCount> rowsBySite;

  @JsonCreator
  Histories(
      @JsonProperty("persons") Map<String, ? extends Map<String, History>> persons,
      @JsonProperty("rowsBySite") Map<String, SiteCount> rowsBySite) {
    TreeMap<String, SortedMap<String, History>> copy = new TreeMap<>();
    long rows = 0;
    long events = 0;
    for (Map.Entry<String, ? extends Map<String, History>> group : persons.entrySet()) {
      RecurrentRow.label(group.getKey(), "group");
      for (Map.Entry<String, History> person : group.getValue().entrySet()) {
        RecurrentRow.label(person.getKey(), "person");
        rows += person.getValue().size();
        events += person.getValue().eventCount();
      }
      copy.put(group.getKey(), Collections.unmodifiableSortedMap(new TreeMap<>(group.getValue())));
    }
    this.persons = Collections.unmodifiableSortedMap(copy);
    this.rowsBySite = Sites.copy(rowsBySite);
    long siteRows = this.rowsBySite.values().stream().mapToLong(SiteCount::n).sum();
    long siteEvents = this.rowsBySite.values().stream().mapToLong(SiteCount::events).sum();
    if (rows != siteRows || events != siteEvents) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with(rows + " rows, " + siteRows + " at the sites");
    }
  }

  /** The histories of no rows. */
  public static Histories empty() {
    return EMPTY;
  }

  SortedMap<String, SortedMap<String, History>> persons() {
    return persons;
  }

  /** Rows and events by site label. */
  public SortedMap<String, SiteCount> rowsBySite() {
    return rowsBySite;
  }

  /** Distinct persons. */
  public long n() {
    return persons.values().stream().flatMap(g -> g.keySet().stream()).distinct().count();
  }

  /** Events of all persons. */
  public long events() {
    return rowsBySite.values().stream().mapToLong(SiteCount::events).sum();
  }

  @Override
  public Histories merge(Histories other) {
    TreeMap<String, SortedMap<String, History>> merged = new TreeMap<>(persons);
    other.persons.forEach(
        (group, each) -> merged.merge(group, each, (a, b) -> Sites.merge(a, b, History::merge)));
    return new Histories(
        merged,
        Sites.merge(
            rowsBySite,
            other.rowsBySite,
            (a, b) -> new SiteCount(a.n() + b.n(), a.events() + b.events())));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Histories o
        && persons.equals(o.persons)
        && rowsBySite.equals(o.rowsBySite);
  }

  @Override
  public int hashCode() {
    return 31 * persons.hashCode() + rowsBySite.hashCode();
  }

  @Override
  public String toString() {
    return "Histories[" + n() + " persons]";
  }
}
