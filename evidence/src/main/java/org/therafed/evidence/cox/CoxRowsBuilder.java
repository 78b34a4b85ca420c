package org.therafed.evidence.cox;

import java.util.Arrays;
import java.util.List;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.EvidenceCode;

/** Collects rows into columns that grow. One thread at a time. */
public final class CoxRowsBuilder implements Accumulator<CoxRow, CoxRows> {
  private static final int ROOM = 64;

  private final int width;
  private final Labels labels = new Labels(List.of());
  private int size;
  private int[] site = new int[ROOM];
  private int[] stratum = new int[ROOM];
  private int[] cluster = new int[ROOM];
  private double[] entry = new double[ROOM];
  private double[] time = new double[ROOM];
  private byte[] event = new byte[ROOM];
  private double[] weight = new double[ROOM];
  private double[] offset = new double[ROOM];
  private double[] covariates;

  /**
   * An empty collector.
   *
   * @param width how many covariates each row must have
   */
  public CoxRowsBuilder(int width) {
    this.width = width;
    this.covariates = new double[ROOM * width];
  }

  @Override
  public void add(CoxRow row) {
    if (row.width() != width) {
      throw EvidenceCode.COVARIATE_IMPOSSIBLE.with(row.width() + " of " + width);
    }
    if (row.weight() == 0) {
      return;
    }
    if (size == time.length) {
      grow();
    }
    site[size] = labels.place(row.site());
    stratum[size] = labels.place(row.stratum());
    cluster[size] = labels.place(row.cluster());
    entry[size] = row.entryDays();
    time[size] = row.timeDays();
    event[size] = (byte) (row.event() ? 1 : 0);
    weight[size] = row.weight();
    offset[size] = row.offset();
    row.copyCovariates(covariates, size * width);
    size++;
  }

  private void grow() {
    int room = size * 2;
    site = Arrays.copyOf(site, room);
    stratum = Arrays.copyOf(stratum, room);
    cluster = Arrays.copyOf(cluster, room);
    entry = Arrays.copyOf(entry, room);
    time = Arrays.copyOf(time, room);
    event = Arrays.copyOf(event, room);
    weight = Arrays.copyOf(weight, room);
    offset = Arrays.copyOf(offset, room);
    covariates = Arrays.copyOf(covariates, room * width);
  }

  @Override
  public CoxRows partial() {
    return new CoxRows(
        labels.list(),
        width,
        Arrays.copyOf(site, size),
        Arrays.copyOf(stratum, size),
        Arrays.copyOf(cluster, size),
        Arrays.copyOf(entry, size),
        Arrays.copyOf(time, size),
        Arrays.copyOf(event, size),
        Arrays.copyOf(weight, size),
        Arrays.copyOf(offset, size),
        Arrays.copyOf(covariates, size * width));
  }
}
