package org.therafed.profiles.module;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.Product;
import org.therafed.profiles.terminology.ProductKind;
import org.therafed.profiles.terminology.Radionuclide;
import org.therafed.profiles.terminology.Ucum;

/**
 * What a dose of a product can be at all. Activities: the bounds that the therapy modules name, by
 * weight times 3 to 300 kg. Other doses: within a factor of 20 of what the modules plan, since what
 * is sought are slips of unit (a thousand) and key (often a hundred); what is planned by weight and
 * given as a whole, or the other way, by 3 to 300 kg. A dose in a unit in which no module plans the
 * product has wide bounds by the product's kind (our choice: no patient is outside).
 */
public final class DoseBounds {

  private static final MathContext PRECISION = MathContext.DECIMAL64;
  private static final BigDecimal LIGHT = BigDecimal.valueOf(3);
  private static final BigDecimal HEAVY = BigDecimal.valueOf(300);
  private static final BigDecimal SLIP = BigDecimal.valueOf(20);

  /** Rubidium-82 needs 2 GBq; a breath of a tracer in a child, some MBq. */
  private static final Range TRACER = range("1", "4000", "MBq");

  /** From kilobecquerels of an alpha emitter to a large dose of radioiodine. */
  private static final Range THERAPY = range("0.05", "20000", "MBq");

  private static final List<Range> BY_KIND =
      List.of(
          range("0.0001", "50000", "mg"),
          range("0.000001", "1000", "mg/kg"),
          range("0.001", "1000000", "10*6"),
          range("0.0001", "10000", "10*6/kg"),
          range("1", "10000", "mL"));

  /** An interval in a unit; an open one is without its ends. */
  private record Range(BigDecimal least, BigDecimal most, String unit, boolean open) {
    boolean holds(BigDecimal amount, String of) {
      BigDecimal value = Ucum.convert(amount, of, unit);
      int end = open ? 1 : 0;
      return value.compareTo(least) >= end && most.compareTo(value) >= end;
    }

    Phrase shown() {
      String low = plain(least);
      String high = plain(most);
      return new Phrase(low + " and " + high + " " + unit, low + " 至 " + high + " " + unit);
    }

    private static String plain(BigDecimal number) {
      return number.stripTrailingZeros().toPlainString();
    }
  }

  private final ProductKind kind;
  private final Optional<Radionuclide> nuclide;
  private final List<Range> ranges = new ArrayList<>();
  private Integer maxCycles;
  private boolean endless;

  private DoseBounds(ProductKind kind, Optional<Radionuclide> nuclide) {
    this.kind = kind;
    this.nuclide = nuclide;
  }

  /**
   * The wide bounds of a radiopharmaceutical that no table has by name, such as {@code
   * other-radiopharmaceutical}.
   *
   * @param nuclide empty: not known, then the bounds of a therapy
   */
  public static DoseBounds ofRadiopharmaceutical(Optional<Radionuclide> nuclide) {
    return new DoseBounds(ProductKind.RADIOLIGAND, nuclide);
  }

  /** The bounds that the modules with a product give for it. */
  public static DoseBounds of(Product product, ModuleCatalog modules) {
    DoseBounds bounds = new DoseBounds(product.kind(), product.radionuclide());
    for (TherapyModule module : modules.all()) {
      module.doses().stream()
          .filter(dose -> same(dose.product(), product.coding()))
          .forEach(bounds::add);
      if (module.products().stream().anyMatch(code -> same(code, product.coding()))) {
        bounds.schedule(module.schedule());
      }
    }
    return bounds;
  }

  private static boolean same(Coding a, Coding b) {
    return a.system().equals(b.system()) && a.code().equals(b.code());
  }

  private void schedule(TherapyModule.Schedule schedule) {
    if (schedule == null) {
      endless = true;
    } else {
      maxCycles = Math.max(schedule.maxCycles(), maxCycles == null ? 0 : maxCycles);
    }
  }

  private void add(Dose dose) {
    if (dose instanceof Dose.Activity planned) {
      within(planned.planned().possibleMin(), planned.planned().possibleMax(), "MBq");
    } else if (dose instanceof Dose.ActivityPerWeight planned) {
      within(planned.possibleMin().multiply(LIGHT), planned.possibleMax().multiply(HEAVY), "kBq");
    } else if (dose instanceof Dose.AbsorbedDose planned && planned.possibleMax() != null) {
      within(planned.possibleMin(), planned.possibleMax(), "MBq");
    } else if (dose instanceof Dose.MassPerWeight planned) {
      BigDecimal level = planned.milligramPerKilogram();
      around(level, level, "mg/kg");
      within(level.multiply(LIGHT), level.multiply(HEAVY), "mg");
    } else if (dose instanceof Dose.Cells planned) {
      cells(planned.min(), planned.max() == null ? planned.min() : planned.max(), planned.unit());
    } else if (dose instanceof Dose.Titration planned) {
      planned.steps().forEach(step -> around(step.amount(), step.amount(), planned.unit()));
    } else if (dose instanceof Dose.Fixed planned) {
      around(planned.amount(), planned.amount(), planned.unit());
    } else if (dose instanceof Dose.Adjusted planned) {
      around(planned.min(), planned.max(), planned.unit());
    }
  }

  /** Cells are planned in all or by weight, and given as either. */
  private void cells(BigDecimal least, BigDecimal most, String unit) {
    around(least, most, unit);
    if (unit.equals("10*6/kg")) {
      within(least.multiply(LIGHT), most.multiply(HEAVY), "10*6");
    } else {
      within(least.divide(HEAVY, PRECISION), most.divide(LIGHT, PRECISION), "10*6/kg");
    }
  }

  private void within(BigDecimal least, BigDecimal most, String unit) {
    ranges.add(new Range(least, most, unit, false));
  }

  private void around(BigDecimal least, BigDecimal most, String unit) {
    ranges.add(new Range(least.divide(SLIP, PRECISION), most.multiply(SLIP), unit, true));
  }

  private static Range range(String least, String most, String unit) {
    return new Range(new BigDecimal(least), new BigDecimal(most), unit, false);
  }

  /** What a product of this kind can be given in at all. */
  private List<Range> byKind() {
    if (!kind.equals(ProductKind.RADIOLIGAND)) {
      return BY_KIND;
    }
    boolean therapy = nuclide.map(Radionuclide::therapeutic).orElse(true);
    return List.of(therapy ? THERAPY : TRACER);
  }

  private static List<Range> in(String unit, List<Range> ranges) {
    return ranges.stream().filter(range -> Ucum.convertible(unit, range.unit())).toList();
  }

  /** The bounds in words, if there are any in this unit and none holds the amount. */
  public Optional<Phrase> outside(BigDecimal amount, String unit) {
    List<Range> planned = in(unit, ranges);
    List<Range> fitting = planned.isEmpty() ? in(unit, byKind()) : planned;
    if (fitting.isEmpty() || fitting.stream().anyMatch(range -> range.holds(amount, unit))) {
      return Optional.empty();
    }
    List<Phrase> shown = fitting.stream().map(Range::shown).distinct().toList();
    return Optional.of(
        new Phrase(
            String.join(" or ", shown.stream().map(Phrase::en).toList()),
            String.join(" 或 ", shown.stream().map(Phrase::zh).toList())));
  }

  /** The most cycles of any module with the product; empty if one of them has no cycles. */
  public Optional<Integer> maxCycles() {
    return endless ? Optional.empty() : Optional.ofNullable(maxCycles);
  }
}
