package org.therafed.evidence.survival;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.PersonTime;
import org.therafed.evidence.partial.Sites;

/**
 * The sufficient statistic of Kaplan–Meier and its kin: at each time how many had the event, were
 * censored, and entered. Times are days, exact and strictly increasing; all arrays have one length.
 * Persons and events are also kept by site.
 *
 * <p>Distinct doubles stay distinct here, so that merging is exact and associative; only {@link
 * RiskSets} takes times within rounding (1e-10 relative) for one.
 */
@PartialFormat(kind = "event-table", version = 1)
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE)
public final class EventTable implements Partial<EventTable> {

  /** Times closer than this, relative, are one time. */
  public static final double SAME_TIME = 1e-10;

  private static final EventTable EMPTY =
      new EventTable(new double[0], new long[0], new long[0], new long[0], new TreeMap<>());

  /**
   * One site's share.
   *
   * @param n persons
   * @param events events among them
   */
  public record SiteCount(long n, long events) {
    public SiteCount {
      if (n < 0 || events < 0 || events > n) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(events + " events of " + n);
      }
    }

    SiteCount plus(SiteCount other) {
      return new SiteCount(n + other.n, events + other.events);
    }
  }

  private final double[] times;
  private final long[] events;
  private final long[] censored;
  private final long[] entered;
  private final SortedMap<String, SiteCount> bySite;

  @JsonCreator
  EventTable(
      @JsonProperty("times") double[] times,
      @JsonProperty("events") long[] events,
      @JsonProperty("censored") long[] censored,
      @JsonProperty("entered") long[] entered,
      @JsonProperty("bySite") Map<String, SiteCount> bySite) {
    this.times = times;
    this.events = events;
    this.censored = censored;
    this.entered = entered;
    this.bySite = Sites.copy(bySite);
    check();
  }

  /** The table of no rows. */
  public static EventTable empty() {
    return EMPTY;
  }

  private void check() {
    int length = times.length;
    if (events.length != length || censored.length != length || entered.length != length) {
      throw EvidenceCode.PARTIAL_UNREADABLE.with("an event table with columns of unequal length");
    }
    long in = 0;
    long out = 0;
    long died = 0;
    for (int i = 0; i < length; i++) {
      // On a grid the last time moves up to a step of it later than the person's own.
      PersonTime.check(times[i] > PersonTime.LONGEST_DAYS ? times[i] / 2 : times[i]);
      if (i > 0 && times[i] <= times[i - 1]) {
        throw EvidenceCode.PARTIAL_UNREADABLE.with("an event table whose times do not increase");
      }
      if (events[i] < 0 || censored[i] < 0 || entered[i] < 0) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with("less than 0");
      }
      // A later entry counts only after its time; an entry at the origin counts at once.
      if (times[i] == 0) {
        in += entered[i];
      }
      out += events[i] + censored[i];
      died += events[i];
      if (out > in) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(out + " ended of " + in + " entered");
      }
      if (times[i] > 0) {
        in += entered[i];
      }
    }
    long persons = bySite.values().stream().mapToLong(SiteCount::n).sum();
    long siteEvents = bySite.values().stream().mapToLong(SiteCount::events).sum();
    if (in != out || persons != in || siteEvents != died) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with(
          in + " entered, " + out + " ended, " + persons + " at the sites");
    }
  }

  /** How many distinct times there are. */
  public int size() {
    return times.length;
  }

  /** Days, the i-th time from 0. */
  public double time(int i) {
    return times[i];
  }

  /** Events at the i-th time. */
  public long eventsAt(int i) {
    return events[i];
  }

  /** Censored at the i-th time, after the events there. */
  public long censoredAt(int i) {
    return censored[i];
  }

  /** Entered at the i-th time: at risk after it, or from it on if it is 0. */
  public long enteredAt(int i) {
    return entered[i];
  }

  /** Persons and events by site label. */
  public SortedMap<String, SiteCount> bySite() {
    return bySite;
  }

  /** Persons at all sites. */
  public long n() {
    return Arrays.stream(entered).sum();
  }

  /** Events at all sites. */
  public long events() {
    return Arrays.stream(events).sum();
  }

  /** The same people with censoring as the event: the table of reverse Kaplan–Meier. */
  public EventTable reversed() {
    TreeMap<String, SiteCount> sites = new TreeMap<>();
    bySite.forEach((site, c) -> sites.put(site, new SiteCount(c.n(), c.n() - c.events())));
    return new EventTable(times, censored, events, entered, sites);
  }

  @Override
  public EventTable merge(EventTable other) {
    if (times.length == 0) {
      return other;
    }
    if (other.times.length == 0) {
      return this;
    }
    int room = times.length + other.times.length;
    double[] t = new double[room];
    long[] d = new long[room];
    long[] c = new long[room];
    long[] e = new long[room];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < times.length || j < other.times.length) {
      boolean mine = j == other.times.length || (i < times.length && times[i] <= other.times[j]);
      boolean theirs = i == times.length || (j < other.times.length && other.times[j] <= times[i]);
      if (mine) {
        t[size] = times[i];
        d[size] += events[i];
        c[size] += censored[i];
        e[size] += entered[i];
        i++;
      }
      if (theirs) {
        t[size] = other.times[j];
        d[size] += other.events[j];
        c[size] += other.censored[j];
        e[size] += other.entered[j];
        j++;
      }
      size++;
    }
    return new EventTable(
        Arrays.copyOf(t, size),
        Arrays.copyOf(d, size),
        Arrays.copyOf(c, size),
        Arrays.copyOf(e, size),
        Sites.merge(bySite, other.bySite, SiteCount::plus));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventTable o
        && Arrays.equals(times, o.times)
        && Arrays.equals(events, o.events)
        && Arrays.equals(censored, o.censored)
        && Arrays.equals(entered, o.entered)
        && bySite.equals(o.bySite);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(times) + bySite.hashCode();
  }

  @Override
  public String toString() {
    return "EventTable[" + times.length + " times, " + n() + " persons]";
  }
}
