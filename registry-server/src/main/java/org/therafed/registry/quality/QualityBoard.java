package org.therafed.registry.quality;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.registry.findings.Findings;

/** The boards: all sites for administrators, its own beside the federation for a site. */
@ApplicationScoped
public class QualityBoard {

  /** A site of which nothing was heard for longer is silent: gateways ask every few minutes. */
  private static final int SILENT_DAYS = 31;

  /** A median of fewer sites would come close to naming one. */
  private static final int LEAST_SITES = 5;

  private static final double MEDIAN_STEP = 0.05;

  private final QualityCounts counts;
  private final Findings findings;

  QualityBoard(QualityCounts counts, Findings findings) {
    this.counts = counts;
    this.findings = findings;
  }

  /** Every site, as it may be shown to others. */
  public Uni<Quality.Board> all() {
    return board(
        "",
        (all, seen) ->
            all.stream()
                .map(
                    one ->
                        quality(
                            one,
                            seen,
                            dimension ->
                                conformed(dimension)
                                    ? Shown.own(one.all(dimension))
                                    : Shown.toOthers(one.all(dimension), one.courses()),
                            dimension -> null))
                .toList());
  }

  /** A site's own, with the median of the federation, and nothing of any other site. */
  public Uni<Quality.Board> of(String site) {
    return board(
        site,
        (all, seen) ->
            QualityCounts.of(all, site).stream()
                .map(
                    one ->
                        quality(
                            one,
                            seen,
                            dimension -> Shown.own(one.all(dimension)),
                            dimension -> median(all, one.module(), dimension)))
                .toList());
  }

  private interface Selection {
    List<Quality> of(Collection<Measured> all, Map<String, LocalDate> seen);
  }

  private interface PerDimension<T> {
    T of(Dimension dimension);
  }

  private Uni<Quality.Board> board(String site, Selection selection) {
    return findings
        .refresh(site)
        .flatMap(done -> counts.all())
        .flatMap(
            all ->
                counts
                    .lastSeen()
                    .flatMap(
                        seen ->
                            counts
                                .awaiting(site)
                                .flatMap(
                                    awaiting ->
                                        counts
                                            .uncounted()
                                            .map(
                                                left ->
                                                    new Quality.Board(
                                                        awaiting,
                                                        left,
                                                        selection.of(all, seen))))));
  }

  private Quality quality(
      Measured one,
      Map<String, LocalDate> seen,
      PerDimension<Shown> shown,
      PerDimension<Double> median) {
    Map<String, Quality.Value> values = new LinkedHashMap<>();
    for (Dimension dimension : Dimension.values()) {
      Optional<Drift.Alert> drift = one.drift(dimension);
      values.put(
          dimension.label(),
          new Quality.Value(
              shown.of(dimension),
              median.of(dimension),
              drift.map(Drift.Alert::direction).orElse(null),
              drift.map(Drift.Alert::since).orElse(null)));
    }
    LocalDate last = seen.get(one.site());
    return new Quality(
        one.site(),
        one.module(),
        last == null ? null : last.toString(),
        last == null || last.isBefore(counts.today().minusDays(SILENT_DAYS)),
        values);
  }

  /** Transfers are no people: how many were refused is told to who operates the registry. */
  private static boolean conformed(Dimension dimension) {
    return dimension == Dimension.CONFORMANCE;
  }

  /** Over the sites with 11 courses or more of the module, its own among them; null if too few. */
  static Double median(Collection<Measured> all, String module, Dimension dimension) {
    double[] shares =
        all.stream()
            .filter(one -> one.module().equals(module))
            .filter(one -> one.courses() >= Drift.LEAST_WHOLE)
            .map(one -> one.all(dimension))
            .filter(tally -> tally.whole() >= Drift.LEAST_WHOLE)
            .mapToDouble(Tally::share)
            .sorted()
            .toArray();
    if (shares.length < LEAST_SITES) {
      return null;
    }
    int middle = shares.length / 2;
    double median =
        shares.length % 2 == 1 ? shares[middle] : (shares[middle - 1] + shares[middle]) / 2;
    return Shown.percent(Math.round(median / MEDIAN_STEP) * MEDIAN_STEP);
  }

  /** The dimensions, in the order of columns. */
  public static List<String> dimensions() {
    return Arrays.stream(Dimension.values()).map(Dimension::label).toList();
  }
}
