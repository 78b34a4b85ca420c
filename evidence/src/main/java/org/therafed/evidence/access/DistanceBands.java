package org.therafed.evidence.access;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;

/**
 * Eligible persons and the share treated by band of travel distance, [edge, next edge) in km; the
 * first band begins at 0, the last has no end. Unknown distances are a band of their own.
 *
 * @param level confidence level of the intervals
 * @param edges inner edges, above 0 and increasing, such as 25, 50, 100
 */
public record DistanceBands(double level, List<Double> edges)
    implements Estimator<DistanceRow, CountPartial, DistanceResult> {

  private static final Method METHOD =
      new Method(
          "Treated share by travel distance, Clopper–Pearson and Wilson intervals",
          "Clopper & Pearson 1934, Biometrika 26:404; Wilson 1927, J Am Stat Assoc 22:209");
  private static final String UNKNOWN = "unknown";

  public DistanceBands {
    Levels.check(level);
    edges = List.copyOf(edges);
    double last = 0;
    for (double edge : edges) {
      if (!(edge > last && Double.isFinite(edge))) {
        throw EvidenceCode.BANDS_IMPOSSIBLE.with("an edge of " + edge);
      }
      last = edge;
    }
  }

  private String question() {
    return "distance bands: " + edges;
  }

  @Override
  public CountPartial empty() {
    return new CountPartial(question(), new TreeMap<>());
  }

  @Override
  public Accumulator<DistanceRow, CountPartial> accumulator() {
    CountPartial.Counter counter = new CountPartial.Counter(question());
    double[] inner = edges.stream().mapToDouble(Double::doubleValue).toArray();
    return new Accumulator<>() {
      @Override
      public void add(DistanceRow row) {
        String band = UNKNOWN;
        if (row.kilometres().isPresent()) {
          int i = 0;
          while (i < inner.length && row.kilometres().getAsDouble() >= inner[i]) {
            i++;
          }
          band = Integer.toString(i);
        }
        counter.count(row.site(), band, row.treated());
      }

      @Override
      public CountPartial partial() {
        return counter.partial();
      }
    };
  }

  @Override
  public Finding<DistanceResult> finish(CountPartial partial) {
    SortedMap<String, CountPartial.Cell> cells = empty().merge(partial).pooled();
    CountPartial.Cell all =
        cells.values().stream().reduce(CountPartial.Cell.NONE, CountPartial.Cell::plus);
    if (all.n() == 0) {
      return new NoData<>(METHOD);
    }
    List<DistanceResult.Band> bands = new ArrayList<>();
    for (int i = 0; i <= edges.size(); i++) {
      bands.add(
          band(
              (i == 0 ? 0 : edges.get(i - 1)) + (i < edges.size() ? "–" + edges.get(i) : "+"),
              cells.get(Integer.toString(i))));
    }
    CountPartial.Cell unknown = cells.get(UNKNOWN);
    List<String> warnings =
        unknown != null && unknown.n() > 0.1 * all.n()
            ? List.of("More than 10 % of distances are unknown.")
            : List.of();
    return new Estimated<>(
        new DistanceResult(
            new Basis(
                all.n(),
                all.treated(),
                partial.sites(),
                "eligible persons; proportion by km",
                METHOD,
                List.of(),
                warnings),
            bands,
            band(UNKNOWN, unknown)));
  }

  private DistanceResult.Band band(String name, CountPartial.Cell cell) {
    CountPartial.Cell counts = cell == null ? CountPartial.Cell.NONE : cell;
    return new DistanceResult.Band(name, counts.n(), Share.of(counts.treated(), counts.n(), level));
  }
}
