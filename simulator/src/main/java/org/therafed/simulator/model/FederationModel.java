package org.therafed.simulator.model;

import java.time.LocalDate;
import java.util.List;
import org.therafed.profiles.terminology.CostComponent;

/**
 * The model of the demonstration: ¹⁷⁷Lu-PSMA-617 in metastatic castration-resistant prostate cancer
 * beside standard care and eligible patients who were not treated. The figures are near those of
 * the VISION trial (Sartor et al., N Engl J Med 2021;385:1091) and invented where it is silent;
 * {@code docs/model.md} lists them with their formulas.
 */
public final class FederationModel {
  /** Therapy module of every indication. */
  public static final String MODULE = "rlt-psma";

  /** Product of every therapeutic administration. */
  public static final String PRODUCT = "177Lu-PSMA-617";

  /** Days in a month, as the registry prints them. */
  public static final double MONTH_DAYS = 30.4375;

  /** Nobody dies before this day: eligibility asks for a life expectancy of two months. */
  public static final double GUARANTEE_DAYS = 60;

  /** Planned activity of a cycle, GBq, and how far one may lie from it. */
  public static final double PLANNED_GBQ = 7.4;

  /** Relative half-width of the administered activity around the plan. */
  public static final double ACTIVITY_SPREAD = 0.05;

  /** Currency and price year of every charge. */
  public static final String CURRENCY = "CNY";

  public static final int PRICE_YEAR = 2025;

  /** Index dates lie in [FIRST_INDEX, LAST_INDEX], uniformly. */
  public static final LocalDate FIRST_INDEX = LocalDate.of(2023, 7, 3);

  public static final LocalDate LAST_INDEX = LocalDate.of(2025, 12, 19);

  /** The day the hospitals wrote their records: nothing in the federation is later. */
  public static final LocalDate GENERATED_ON = LocalDate.of(2026, 9, 30);

  /** Last contact lies uniformly up to this many days before {@link #GENERATED_ON}. */
  public static final int LAST_CONTACT_DAYS = 45;

  private static final double WEIBULL_SHAPE = 1.3;

  private static final ArmModel TREATED =
      new ArmModel(
          Arm.TREATED,
          survival(15.3),
          List.of(0.06, 0.43, 0.32, 0.19),
          0.56,
          List.of(0.05, 0.10, 0.10, 0.15, 0.15, 0.45),
          List.of(
              TermRisk.of("Fatigue", 0.23, 0.14, 0.06),
              TermRisk.of("Dry mouth", 0.28, 0.11),
              TermRisk.of("Nausea", 0.22, 0.117, 0.013),
              TermRisk.of("Anemia", 0.09, 0.10, 0.12, 0.01),
              TermRisk.of("Anorexia", 0.13, 0.062, 0.018),
              TermRisk.of("Constipation", 0.13, 0.06, 0.01),
              TermRisk.of("Platelet count decreased", 0.06, 0.033, 0.05, 0.029),
              TermRisk.of("Lymphocyte count decreased", 0.02, 0.042, 0.07, 0.008),
              TermRisk.of("White blood cell decreased", 0.05, 0.05, 0.02, 0.005),
              TermRisk.of("Neutrophil count decreased", 0.02, 0.031, 0.024, 0.01)),
          List.of(
              new ComponentCost(CostComponent.DRUG, 68_000, 0.10, true, true),
              new ComponentCost(CostComponent.ADMINISTRATION, 3_000, 0.20, true, false),
              new ComponentCost(CostComponent.IMAGING, 16_000, 0.30, false, true),
              new ComponentCost(CostComponent.HOSPITAL, 22_000, 0.60, false, false),
              new ComponentCost(CostComponent.SUPPORTIVE, 9_000, 0.80, false, true),
              new ComponentCost(CostComponent.LABORATORY, 4_500, 0.30, false, false)));

  private static final ArmModel STANDARD_CARE =
      new ArmModel(
          Arm.STANDARD_CARE,
          survival(11.3),
          List.of(0.01, 0.09, 0.45, 0.45),
          0.12,
          List.of(),
          List.of(
              TermRisk.of("Fatigue", 0.14, 0.075, 0.015),
              TermRisk.of("Nausea", 0.11, 0.055, 0.005),
              TermRisk.of("Anemia", 0.04, 0.042, 0.043, 0.005),
              TermRisk.of("Anorexia", 0.09, 0.05, 0.005),
              TermRisk.of("Constipation", 0.07, 0.035, 0.005)),
          List.of(
              new ComponentCost(CostComponent.DRUG, 96_000, 0.40, false, true),
              new ComponentCost(CostComponent.ADMINISTRATION, 4_000, 0.30, false, false),
              new ComponentCost(CostComponent.IMAGING, 11_000, 0.30, false, true),
              new ComponentCost(CostComponent.HOSPITAL, 30_000, 0.60, false, false),
              new ComponentCost(CostComponent.SUPPORTIVE, 14_000, 0.80, false, true),
              new ComponentCost(CostComponent.LABORATORY, 3_500, 0.30, false, false)));

  private static final ArmModel UNTREATED =
      new ArmModel(
          Arm.UNTREATED,
          survival(9.0),
          List.of(0.0, 0.0, 0.4, 0.6),
          0,
          List.of(),
          List.of(),
          List.of());

  private FederationModel() {}

  private static ShiftedWeibull survival(double medianMonths) {
    return ShiftedWeibull.withMedian(GUARANTEE_DAYS, WEIBULL_SHAPE, medianMonths * MONTH_DAYS);
  }

  /** The model of one arm. */
  public static ArmModel of(Arm arm) {
    return switch (arm) {
      case TREATED -> TREATED;
      case STANDARD_CARE -> STANDARD_CARE;
      case UNTREATED -> UNTREATED;
    };
  }
}
