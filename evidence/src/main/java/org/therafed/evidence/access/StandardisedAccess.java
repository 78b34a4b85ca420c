package org.therafed.evidence.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
import org.therafed.evidence.partial.Sites;

/**
 * Treated share by one dimension (region, say), and the ratio of the treated to those expected if
 * the reference rates of the strata (sex by age band, say) applied: indirect standardisation, O/E
 * with E = Σ n·rate over the strata of the group.
 *
 * <p>Limits treat O as Poisson and E as known: exact (Garwood) or Byar's. Where treatment is common
 * the binomial varies less and they are too wide. Without given rates, those of all rows together
 * are the reference: a group that is most of them is pulled towards 1. Ratios of two groups are not
 * to be compared with each other unless their strata are alike.
 *
 * @param level confidence level
 * @param dimension what the shares are by
 * @param strata dimensions held constant, none or more
 * @param reference treated share by stratum, its values joined as {@link #stratum} joins them;
 *     empty to take all rows as the reference
 * @param limits which limits of the ratio
 */
public record StandardisedAccess(
    double level,
    String dimension,
    List<String> strata,
    SortedMap<String, Double> reference,
    Limits limits)
    implements Estimator<AccessRow, CountPartial, AccessResult> {

  private static final Method METHOD =
      new Method(
          "Treated share by group, indirectly standardised ratio",
          "Breslow & Day 1987, IARC Sci Publ 82, ch. 2; Garwood 1936, Biometrika 28:437; Clopper &"
              + " Pearson 1934, Biometrika 26:404");

  /** Which limits of a standardised ratio. */
  public enum Limits {
    /** Garwood's. */
    EXACT,
    /** Byar's closed form. */
    BYAR
  }

  public StandardisedAccess {
    Levels.check(level);
    strata = List.copyOf(strata);
    reference = Sites.copy(reference);
    java.util.Objects.requireNonNull(limits, "limits");
    boolean repeated = new HashSet<>(strata).size() < strata.size() || strata.contains(dimension);
    if (dimension.isBlank() || repeated) {
      throw EvidenceCode.GROUP_MISSING.with("a dimension that is blank or used twice");
    }
    for (double rate : reference.values()) {
      if (!(rate >= 0 && rate <= 1)) {
        throw EvidenceCode.PROBABILITY_OUT_OF_RANGE.with(rate);
      }
    }
  }

  /** The name of a stratum from its values, in the order of the strata. */
  public static String stratum(String... values) {
    return CountPartial.key(List.of(values));
  }

  private String question() {
    List<String> names = new ArrayList<>(List.of(dimension));
    names.addAll(strata);
    return "treated share: " + CountPartial.key(names);
  }

  @Override
  public CountPartial empty() {
    return new CountPartial(question(), new TreeMap<>());
  }

  @Override
  public Accumulator<AccessRow, CountPartial> accumulator() {
    CountPartial.Counter counter = new CountPartial.Counter(question());
    return new Accumulator<>() {
      @Override
      public void add(AccessRow row) {
        List<String> values = new ArrayList<>();
        values.add(value(row, dimension));
        strata.forEach(s -> values.add(value(row, s)));
        counter.count(row.site(), CountPartial.key(values), row.treated());
      }

      @Override
      public CountPartial partial() {
        return counter.partial();
      }
    };
  }

  private static String value(AccessRow row, String name) {
    String value = row.values().get(name);
    if (value == null || value.isBlank()) {
      throw EvidenceCode.GROUP_MISSING.with(name);
    }
    return value;
  }

  @Override
  public Finding<AccessResult> finish(CountPartial partial) {
    SortedMap<String, CountPartial.Cell> cells = empty().merge(partial).pooled();
    CountPartial.Cell all =
        cells.values().stream().reduce(CountPartial.Cell.NONE, CountPartial.Cell::plus);
    if (all.n() == 0) {
      return new NoData<>(METHOD);
    }
    TreeMap<String, CountPartial.Cell> byStratum = new TreeMap<>();
    TreeMap<String, TreeMap<String, CountPartial.Cell>> byGroup = new TreeMap<>();
    cells.forEach(
        (key, cell) -> {
          List<String> names = CountPartial.names(key);
          String stratum = CountPartial.key(names.subList(1, names.size()));
          byStratum.merge(stratum, cell, CountPartial.Cell::plus);
          byGroup.computeIfAbsent(names.get(0), g -> new TreeMap<>()).put(stratum, cell);
        });
    List<String> warnings = new ArrayList<>();
    boolean internal = reference.isEmpty();
    if (internal) {
      warnings.add("The reference is all rows together: ratios of large groups are close to 1.");
    }
    if (all.treated() > 0.2 * all.n()) {
      warnings.add("More than 20 % were treated: Poisson limits of the ratios are too wide.");
    }
    TreeMap<String, AccessResult.Group> groups = new TreeMap<>();
    byGroup.forEach((name, strataOf) -> groups.put(name, group(strataOf, byStratum)));
    return new Estimated<>(
        new AccessResult(
            new Basis(
                all.n(),
                all.treated(),
                partial.sites(),
                "eligible persons; proportion, ratio to expected",
                METHOD,
                List.of(),
                warnings),
            dimension,
            internal,
            groups));
  }

  private AccessResult.Group group(
      Map<String, CountPartial.Cell> strataOf, Map<String, CountPartial.Cell> byStratum) {
    CountPartial.Cell all =
        strataOf.values().stream().reduce(CountPartial.Cell.NONE, CountPartial.Cell::plus);
    double expected = 0;
    long unknown = 0;
    for (Map.Entry<String, CountPartial.Cell> stratum : strataOf.entrySet()) {
      CountPartial.Cell whole = byStratum.get(stratum.getKey());
      Double rate =
          reference.isEmpty()
              ? (Double) ((double) whole.treated() / whole.n())
              : reference.get(stratum.getKey());
      if (rate == null) {
        unknown += stratum.getValue().n();
      } else {
        expected += stratum.getValue().n() * rate;
      }
    }
    // Persons without a reference rate would count above the line only.
    return new AccessResult.Group(
        all.n(),
        all.treated(),
        Share.of(all.treated(), all.n(), level),
        expected,
        unknown,
        unknown > 0
            ? java.util.Optional.empty()
            : AccessResult.Ratio.of(all.treated(), expected, level, limits));
  }
}
