package org.therafed.evidence.cox;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * The rows of a Cox fit in columns. The partial likelihood has no smaller sufficient statistic, so
 * this partial is as large as its rows and is itself personal data: it may cross only where rows
 * may. Between sites that share aggregates the site-stratified fit goes by rounds instead.
 *
 * <p>Equality looks at the rows as a bag: order does not matter.
 */
@PartialFormat(kind = "cox-rows", version = 1)
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE)
public final class CoxRows implements Partial<CoxRows> {
  /** Labels of sites, strata and clusters; the columns below hold their places. */
  final List<String> labels;

  final int width;
  final int[] site;
  final int[] stratum;
  final int[] cluster;
  final double[] entry;
  final double[] time;
  final byte[] event;
  final double[] weight;
  final double[] offset;
  final double[] covariates;

  @JsonCreator
  CoxRows(
      @JsonProperty("labels") List<String> labels,
      @JsonProperty("width") int width,
      @JsonProperty("site") int[] site,
      @JsonProperty("stratum") int[] stratum,
      @JsonProperty("cluster") int[] cluster,
      @JsonProperty("entry") double[] entry,
      @JsonProperty("time") double[] time,
      @JsonProperty("event") byte[] event,
      @JsonProperty("weight") double[] weight,
      @JsonProperty("offset") double[] offset,
      @JsonProperty("covariates") double[] covariates) {
    this.labels = List.copyOf(labels);
    this.width = width;
    this.site = site;
    this.stratum = stratum;
    this.cluster = cluster;
    this.entry = entry;
    this.time = time;
    this.event = event;
    this.weight = weight;
    this.offset = offset;
    this.covariates = covariates;
    int n = time.length;
    if (site.length != n
        || stratum.length != n
        || cluster.length != n
        || entry.length != n
        || event.length != n
        || weight.length != n
        || offset.length != n
        || width < 0
        || covariates.length != (long) n * width
        || !within(site)
        || !within(stratum)
        || !within(cluster)) {
      throw EvidenceCode.PARTIAL_UNREADABLE.with("columns of unequal length");
    }
    checkValues();
  }

  private void checkValues() {
    // A sum over the column is not finite exactly if one of its values is not, or if they are so
    // large that no fit could use them.
    double all = 0;
    for (double each : covariates) {
      all += Math.abs(each);
    }
    for (int i = 0; i < time.length; i++) {
      all += Math.abs(offset[i]);
      boolean possible =
          weight[i] > 0
              && weight[i] < Double.POSITIVE_INFINITY
              && time[i] >= 0
              && time[i] < Double.POSITIVE_INFINITY
              && (entry[i] == 0 || (entry[i] > 0 && entry[i] < time[i]))
              && (event[i] == 0 || event[i] == 1);
      if (!possible) {
        throw EvidenceCode.PARTIAL_UNREADABLE.with("of impossible rows");
      }
    }
    if (!Double.isFinite(all)) {
      throw EvidenceCode.COVARIATE_IMPOSSIBLE.with("a size beyond doubles");
    }
  }

  private boolean within(int[] places) {
    for (int place : places) {
      if (place < 0 || place >= labels.size()) {
        return false;
      }
    }
    return true;
  }

  /** How many rows. */
  public int size() {
    return time.length;
  }

  /** Rows and events by site. */
  public SortedMap<String, long[]> bySite() {
    long[][] counts = new long[labels.size()][2];
    for (int i = 0; i < time.length; i++) {
      counts[site[i]][0]++;
      counts[site[i]][1] += event[i];
    }
    TreeMap<String, long[]> bySite = new TreeMap<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i][0] > 0) {
        bySite.put(Sites.check(labels.get(i)), counts[i]);
      }
    }
    return bySite;
  }

  @Override
  public CoxRows merge(CoxRows other) {
    if (other.size() == 0) {
      return this;
    }
    if (size() == 0) {
      return other;
    }
    if (width != other.width) {
      throw EvidenceCode.ROUND_SHAPE.with(width + " and " + other.width + " covariates");
    }
    Labels all = new Labels(labels);
    int[] to = other.labels.stream().mapToInt(all::place).toArray();
    return new CoxRows(
        all.list(),
        width,
        append(site, other.site, to),
        append(stratum, other.stratum, to),
        append(cluster, other.cluster, to),
        append(entry, other.entry),
        append(time, other.time),
        append(event, other.event),
        append(weight, other.weight),
        append(offset, other.offset),
        append(covariates, other.covariates));
  }

  private static int[] append(int[] one, int[] other, int[] to) {
    int[] both = Arrays.copyOf(one, one.length + other.length);
    for (int i = 0; i < other.length; i++) {
      both[one.length + i] = to[other[i]];
    }
    return both;
  }

  private static double[] append(double[] one, double[] other) {
    double[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static byte[] append(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private Map<List<Object>, Integer> bag() {
    Map<List<Object>, Integer> bag = new java.util.HashMap<>();
    for (int i = 0; i < time.length; i++) {
      Object[] row = new Object[8 + width];
      row[0] = labels.get(site[i]);
      row[1] = labels.get(stratum[i]);
      row[2] = labels.get(cluster[i]);
      row[3] = entry[i];
      row[4] = time[i];
      row[5] = event[i];
      row[6] = weight[i];
      row[7] = offset[i];
      for (int k = 0; k < width; k++) {
        row[8 + k] = covariates[i * width + k];
      }
      bag.merge(List.of(row), 1, Integer::sum);
    }
    return bag;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CoxRows o && size() == o.size() && bag().equals(o.bag());
  }

  @Override
  public int hashCode() {
    Set<Double> times = new HashSet<>();
    for (double each : time) {
      times.add(each);
    }
    return times.hashCode();
  }

  @Override
  public String toString() {
    return "CoxRows[" + time.length + "]";
  }
}
