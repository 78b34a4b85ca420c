package org.therafed.profiles.module;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.Product;
import org.therafed.profiles.terminology.Ucum;

/**
 * What a dose of a product can be at all, from the doses that the therapy modules plan. Activities:
 * the bounds that the modules name, by weight times 3 to 300 kg. Other doses: a thousandth to a
 * thousandfold of what is planned, since what is sought are slips of unit and key. A product
 * without planned dose, or a planned dose without bounds, bounds nothing.
 */
public final class DoseBounds {

  private static final BigDecimal LIGHT = BigDecimal.valueOf(3);
  private static final BigDecimal HEAVY = BigDecimal.valueOf(300);
  private static final int SLIP = 3;

  /** An interval in a unit. */
  private record Range(BigDecimal least, BigDecimal most, String unit) {
    boolean holds(BigDecimal amount, String of) {
      BigDecimal value = Ucum.convert(amount, of, unit);
      return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
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

  private final List<Range> ranges = new ArrayList<>();
  private Integer maxCycles;
  private boolean endless;

  private DoseBounds() {}

  /** The bounds that the modules with a product give for it. */
  public static DoseBounds of(Product product, ModuleCatalog modules) {
    DoseBounds bounds = new DoseBounds();
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
      ranges.add(
          new Range(planned.planned().possibleMin(), planned.planned().possibleMax(), "MBq"));
    } else if (dose instanceof Dose.ActivityPerWeight planned) {
      ranges.add(
          new Range(
              planned.possibleMin().multiply(LIGHT), planned.possibleMax().multiply(HEAVY), "kBq"));
    } else if (dose instanceof Dose.MassPerWeight planned) {
      BigDecimal level = planned.milligramPerKilogram();
      around(level, level, "mg/kg");
      around(level.multiply(LIGHT), level.multiply(HEAVY), "mg");
    } else if (dose instanceof Dose.Cells planned) {
      around(planned.min(), planned.max() == null ? planned.min() : planned.max(), planned.unit());
    } else if (dose instanceof Dose.Titration planned) {
      planned.steps().forEach(step -> around(step.amount(), step.amount(), planned.unit()));
    } else if (dose instanceof Dose.Fixed planned) {
      around(planned.amount(), planned.amount(), planned.unit());
    }
  }

  private void around(BigDecimal least, BigDecimal most, String unit) {
    ranges.add(new Range(least.movePointLeft(SLIP), most.movePointRight(SLIP), unit));
  }

  /** The bounds in words, if there are any in this unit and none holds the amount. */
  public Optional<Phrase> outside(BigDecimal amount, String unit) {
    List<Range> fitting =
        ranges.stream().filter(range -> Ucum.convertible(unit, range.unit())).toList();
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
