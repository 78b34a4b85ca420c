package org.therafed.evidence.cox;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Rows sorted once for the partial likelihood: by stratum, then from the latest to the earliest
 * time. Times are ranks of distinct times, so ties are exact. Covariates are centred within each
 * stratum, which no quantity of the partial likelihood notices but its rounding does.
 */
final class CoxData {
  /** Times closer than this, relative, are one time. */
  static final double SAME_TIME = 1e-10;

  /** A column that varies less than this within a stratum, relative, is constant there. */
  private static final double CONSTANT = 1e-13;

  final int n;
  final int width;

  /** Strata are the runs {@code [start[s], start[s + 1])}. */
  final int[] start;

  final String[] stratumLabels;

  /** Rank of the end of the interval, and of its beginning (-1 from the origin on). */
  final int[] exit;

  final int[] entry;
  final byte[] event;
  final double[] weight;
  final double[] offset;
  final double[] x;

  /** Means that were taken from x and offset, stratum by stratum; the offset's comes last. */
  final double[][] centre;

  /** Rows by stratum from the latest to the earliest entry; null if nobody entered late. */
  final int[] byEntry;

  /** The times by rank. */
  final double[] times;

  final int[] cluster;
  final int clusters;
  final int events;
  final int sites;
  final double eventWeight;

  CoxData(CoxRows rows, CoxModel model) {
    this.n = rows.size();
    this.width = rows.width;
    this.times = distinct(rows);
    int[] stratumOf = new int[n];
    this.stratumLabels = strata(rows, model.siteStrata(), stratumOf);
    int[] exitOf = new int[n];
    for (int i = 0; i < n; i++) {
      exitOf[i] = rank(rows.time[i]);
    }
    int[] order = sort(exitOf, stratumOf);
    this.start = new int[stratumLabels.length + 1];
    this.exit = new int[n];
    this.entry = new int[n];
    this.event = new byte[n];
    this.weight = new double[n];
    this.offset = new double[n];
    this.x = new double[n * width];
    int dead = 0;
    double deadWeight = 0;
    boolean late = false;
    for (int i = 0; i < n; i++) {
      int from = order[i];
      start[stratumOf[from] + 1]++;
      exit[i] = exitOf[from];
      entry[i] = rows.entry[from] == 0 ? -1 : rank(rows.entry[from]);
      late |= entry[i] >= 0;
      event[i] = rows.event[from];
      dead += event[i];
      weight[i] = rows.weight[from];
      deadWeight += event[i] * weight[i];
      offset[i] = rows.offset[from];
      System.arraycopy(rows.covariates, from * width, x, i * width, width);
    }
    for (int s = 0; s < stratumLabels.length; s++) {
      start[s + 1] += start[s];
    }
    this.events = dead;
    this.eventWeight = deadWeight;
    this.sites = rows.bySite().size();
    this.centre = centre();
    this.byEntry = late ? byEntry() : null;
    this.cluster = new int[n];
    this.clusters = clusters(rows, model, order);
  }

  private double[] distinct(CoxRows rows) {
    int late = 0;
    for (double each : rows.entry) {
      late += each > 0 ? 1 : 0;
    }
    double[] all = Arrays.copyOf(rows.time, n + late);
    int next = n;
    for (double each : rows.entry) {
      if (each > 0) {
        all[next++] = each;
      }
    }
    Arrays.sort(all);
    int size = 0;
    for (double each : all) {
      if (size == 0 || each > all[size - 1] * (1 + SAME_TIME)) {
        all[size++] = each;
      }
    }
    return Arrays.copyOf(all, size);
  }

  /** The rank of a time: that of the last distinct time not after it. */
  int rank(double time) {
    int at = Arrays.binarySearch(times, time);
    return at >= 0 ? at : -at - 2;
  }

  private static String[] strata(CoxRows rows, boolean bySite, int[] stratumOf) {
    Labels labels = new Labels(java.util.List.of());
    if (!bySite) {
      int[] place = new int[rows.labels.size()];
      Arrays.fill(place, -1);
      for (int i = 0; i < stratumOf.length; i++) {
        int label = rows.stratum[i];
        if (place[label] < 0) {
          place[label] = labels.place(rows.labels.get(label));
        }
        stratumOf[i] = place[label];
      }
    } else {
      for (int i = 0; i < stratumOf.length; i++) {
        // A length before the name keeps the pair apart, whatever the labels hold.
        String site = rows.labels.get(rows.site[i]);
        stratumOf[i] = labels.place(site.length() + ":" + site + rows.labels.get(rows.stratum[i]));
      }
    }
    return labels.list().toArray(String[]::new);
  }

  /** Rows by stratum, then from the latest time: two counting sorts. */
  private int[] sort(int[] exitOf, int[] stratumOf) {
    int[] byTime = new int[n];
    for (int i = 0; i < n; i++) {
      byTime[i] = i;
    }
    int[] latest = new int[n];
    for (int i = 0; i < n; i++) {
      latest[i] = times.length - 1 - exitOf[i];
    }
    return stable(stable(byTime, latest, times.length), stratumOf, stratumLabels.length);
  }

  private static int[] stable(int[] rows, int[] key, int keys) {
    int[] from = new int[keys + 1];
    for (int row : rows) {
      from[key[row] + 1]++;
    }
    for (int k = 0; k < keys; k++) {
      from[k + 1] += from[k];
    }
    int[] sorted = new int[rows.length];
    for (int row : rows) {
      sorted[from[key[row]]++] = row;
    }
    return sorted;
  }

  private int[] byEntry() {
    int[] rows = new int[n];
    int[] latest = new int[n];
    int[] stratumOf = new int[n];
    for (int s = 0; s < stratumLabels.length; s++) {
      for (int i = start[s]; i < start[s + 1]; i++) {
        rows[i] = i;
        stratumOf[i] = s;
        latest[i] = times.length - 1 - entry[i];
      }
    }
    return stable(stable(rows, latest, times.length + 1), stratumOf, stratumLabels.length);
  }

  private double[][] centre() {
    double[][] means = new double[stratumLabels.length][width + 1];
    for (int s = 0; s < means.length; s++) {
      int size = start[s + 1] - start[s];
      for (int k = 0; k < width; k++) {
        double sum = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = start[s]; i < start[s + 1]; i++) {
          double value = x[i * width + k];
          sum += value;
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
        double mean = sum / size;
        boolean constant = high - low <= CONSTANT * Math.max(Math.abs(low), Math.abs(high));
        for (int i = start[s]; i < start[s + 1]; i++) {
          x[i * width + k] = constant ? 0 : x[i * width + k] - mean;
        }
        means[s][k] = mean;
      }
      double sum = 0;
      for (int i = start[s]; i < start[s + 1]; i++) {
        sum += offset[i];
      }
      means[s][width] = sum / size;
      for (int i = start[s]; i < start[s + 1]; i++) {
        offset[i] -= means[s][width];
      }
    }
    return means;
  }

  private int clusters(CoxRows rows, CoxModel model, int[] order) {
    Set<Integer> seen = new HashSet<>();
    int[] place = new int[rows.labels.size()];
    Arrays.fill(place, -1);
    int count = 0;
    boolean bySite = model.variance() == CoxModel.Variance.ROBUST_BY_SITE;
    for (int i = 0; i < n; i++) {
      int label = bySite ? rows.site[order[i]] : rows.cluster[order[i]];
      if (!bySite && rows.labels.get(label).isEmpty()) {
        cluster[i] = count++;
      } else {
        if (seen.add(label)) {
          place[label] = count++;
        }
        cluster[i] = place[label];
      }
    }
    return count;
  }
}
