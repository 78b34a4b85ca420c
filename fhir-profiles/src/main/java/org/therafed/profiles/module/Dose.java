package org.therafed.profiles.module;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.terminology.Coding;

/** How one product of a module is dosed. */
public sealed interface Dose {
  /** The product. */
  Coding product();

  /** The name of the rule in a module, e.g. {@code mass-per-weight}. */
  String rule();

  /** The diagnoses, by code, that it is for; empty for all of the module. */
  default List<String> indications() {
    return List.of();
  }

  /** How often it is given in one cycle at the most; empty where a cycle does not bound it. */
  default Optional<Integer> mostInCycle() {
    return Optional.of(1);
  }

  /** A unit of what is given at once, UCUM. */
  String unit();

  /** A fixed activity. */
  record Activity(Coding product, TherapyModule.PlannedActivity planned) implements Dose {
    @Override
    public String unit() {
      return "MBq";
    }

    @Override
    public String rule() {
      return "activity";
    }
  }

  /**
   * An activity by body weight.
   *
   * @param kilobecquerelPerKilogram as planned, kBq/kg
   * @param tolerancePercent what still counts as planned
   * @param possibleMin below is a slip of unit or key, kBq/kg
   * @param possibleMax above is a slip of unit or key, kBq/kg
   */
  record ActivityPerWeight(
      Coding product,
      BigDecimal kilobecquerelPerKilogram,
      BigDecimal tolerancePercent,
      BigDecimal possibleMin,
      BigDecimal possibleMax)
      implements Dose {
    @Override
    public String unit() {
      return "MBq";
    }

    @Override
    public String rule() {
      return "activity-per-weight";
    }
  }

  /**
   * A planned absorbed dose, from which the activity follows.
   *
   * @param organ where it is to be absorbed
   * @param minGray least, Gy
   * @param maxGray most, Gy; null where there is no bound
   * @param possibleMin an activity below is a slip of unit or key, MBq; null where none is named
   * @param possibleMax an activity above is a slip of unit or key, MBq; null where none is named
   */
  record AbsorbedDose(
      Coding product,
      Coding organ,
      BigDecimal minGray,
      BigDecimal maxGray,
      BigDecimal possibleMin,
      BigDecimal possibleMax)
      implements Dose {
    @Override
    public String unit() {
      return "MBq";
    }

    @Override
    public String rule() {
      return "absorbed-dose";
    }
  }

  /**
   * A mass by body weight on days of a cycle.
   *
   * @param milligramPerKilogram starting dose, mg/kg
   * @param reductions reduced levels, mg/kg, descending
   * @param daysOfCycle from 1
   * @param tolerancePercent what still counts as planned
   * @param intervalDays from cycle to cycle of this product; null where it is the module's
   * @param indications the diagnoses, by code, that the row is for; empty for all of the module
   */
  record MassPerWeight(
      Coding product,
      BigDecimal milligramPerKilogram,
      List<BigDecimal> reductions,
      List<Integer> daysOfCycle,
      BigDecimal tolerancePercent,
      Integer intervalDays,
      List<String> indications)
      implements Dose {
    public MassPerWeight {
      indications = List.copyOf(indications);
      reductions = List.copyOf(reductions);
      daysOfCycle = List.copyOf(daysOfCycle);
    }

    @Override
    public Optional<Integer> mostInCycle() {
      return Optional.of(daysOfCycle.size());
    }

    @Override
    public String unit() {
      return "mg";
    }

    @Override
    public String rule() {
      return "mass-per-weight";
    }
  }

  /**
   * A number of cells.
   *
   * @param unit {@code 10*6} or {@code 10*6/kg}
   * @param min least, in {@code unit}
   * @param max most, in {@code unit}; null where there is no bound
   * @param splitDoses infusions that one treatment may be given in, from 1
   */
  record Cells(Coding product, String unit, BigDecimal min, BigDecimal max, int splitDoses)
      implements Dose {
    @Override
    public Optional<Integer> mostInCycle() {
      return Optional.of(splitDoses);
    }

    @Override
    public String rule() {
      return "cells";
    }

    /** Whether a number of cells in {@code unit} is within the range. */
    public boolean asPlanned(BigDecimal cells) {
      return cells.compareTo(min) >= 0 && (max == null || cells.compareTo(max) <= 0);
    }
  }

  /**
   * Steps from a starting dose.
   *
   * @param unit UCUM
   * @param everyDays days from dose to dose; 1 for daily
   * @param steps in order
   */
  record Titration(Coding product, String unit, int everyDays, List<Step> steps) implements Dose {
    public Titration {
      steps = List.copyOf(steps);
    }

    @Override
    public Optional<Integer> mostInCycle() {
      return Optional.empty();
    }

    @Override
    public String rule() {
      return "titration";
    }
  }

  /**
   * One step of a titration.
   *
   * @param amount each time
   * @param days how long; 0 for as long as needed
   */
  record Step(BigDecimal amount, int days) {}

  /**
   * The same amount throughout.
   *
   * @param amount each time
   * @param unit UCUM
   * @param timesPerDay how often
   * @param days how long; 0 for as long as needed
   */
  record Fixed(Coding product, BigDecimal amount, String unit, int timesPerDay, int days)
      implements Dose {
    @Override
    public Optional<Integer> mostInCycle() {
      return Optional.empty();
    }

    @Override
    public String rule() {
      return "fixed";
    }
  }

  /**
   * An amount that is adjusted to the person, e.g. to a trough, within what labels give.
   *
   * @param unit UCUM
   * @param min least each time
   * @param max most each time
   * @param timesPerDay how often
   */
  record Adjusted(Coding product, String unit, BigDecimal min, BigDecimal max, int timesPerDay)
      implements Dose {
    @Override
    public Optional<Integer> mostInCycle() {
      return Optional.empty();
    }

    @Override
    public String rule() {
      return "adjusted";
    }
  }
}
