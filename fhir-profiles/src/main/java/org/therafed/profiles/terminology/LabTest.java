package org.therafed.profiles.terminology;

import static org.therafed.profiles.outcome.Fault.safe;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * A laboratory test the registry takes.
 *
 * @param loinc LOINC code, or a code of the local system {@code lab-test} where no LOINC code is
 *     certain, or a therapy module's own, which holds a point
 * @param display LOINC long name as found in HL7 implementation guides
 * @param unit canonical UCUM unit, in which facts carry it
 * @param plausibleMin smallest possible value in {@code unit}, inclusive; wide: only the impossible
 *     is outside
 * @param plausibleMax largest possible value in {@code unit}, inclusive
 * @param molarMass g/mol, where hospitals also report amounts of substance; of a ratio that of the
 *     denominator, e.g. creatinine; null otherwise
 */
public record LabTest(
    String loinc,
    String display,
    String unit,
    BigDecimal plausibleMin,
    BigDecimal plausibleMax,
    BigDecimal molarMass) {

  private static final String MASS_PER_AMOUNT = "g/mol";

  /** As a coding of LOINC, of the local system, or of that of the therapy modules. */
  public Coding coding() {
    String ours = loinc.indexOf('.') < 0 ? Systems.LAB_TEST : Systems.MODULE_TEST;
    return new Coding(local() ? ours : Systems.LOINC, loinc, display);
  }

  /** Whether the code is local; LOINC codes are digits, a hyphen and a check digit. */
  public boolean local() {
    return !LoincCode.hasForm(loinc);
  }

  /** The code with its system, for messages, e.g. {@code LOINC 2857-1}. */
  public String shown() {
    return (local() ? "test " : "LOINC ") + loinc;
  }

  /** Whether a value in this unit can be converted to the canonical unit. */
  public boolean accepts(String ucum) {
    return Ucum.convertible(ucum, unit)
        || glycated(ucum)
        || bridge(ucum) != null
        || ownFactor(ucum).isPresent();
  }

  /**
   * The UCUM library's factor: of a test that a therapy module brings, from any unit of UCUM of its
   * dimension; of an enzyme, from katal (1 U is 1 umol/min, 1 kat is 1 mol/s).
   */
  private Optional<BigDecimal> ownFactor(String ucum) {
    return LabCatalog.standard().coded(loinc).isEmpty() || isEnzyme(ucum)
        ? Ucum.factor(ucum, unit)
        : Optional.empty();
  }

  /** Whether the unit is one of katal, and the test's counts U, not [IU], which is no enzyme's. */
  private boolean isEnzyme(String ucum) {
    return Ucum.convertible(ucum, "ukat/L")
        && Ucum.convertible(unit, "U/L")
        && !unit.contains("[IU]");
  }

  /**
   * A value in the canonical unit, to 16 significant digits.
   *
   * @param value in {@code ucum}
   * @param ucum UCUM code
   * @throws org.therafed.profiles.outcome.Fault FP-UNIT-001 or FP-UNIT-002 if the unit does not fit
   */
  public BigDecimal toCanonical(BigDecimal value, String ucum) {
    Optional<BigDecimal> own = Ucum.convertible(ucum, unit) ? Optional.empty() : ownFactor(ucum);
    if (own.isPresent()) {
      return value.multiply(own.get(), MathContext.DECIMAL64);
    }
    if (!Ucum.isKnown(ucum) || Ucum.convertible(ucum, unit)) {
      return Ucum.convert(value, ucum, unit);
    }
    if (glycated(ucum)) {
      return GlycatedHaemoglobin.percent(value);
    }
    String bridge = bridge(ucum);
    if (bridge == null) {
      throw TerminologyCode.INCOMPATIBLE_UNITS.with(safe("from", ucum), safe("to", unit));
    }
    if (bridge.equals(MASS_PER_AMOUNT)) {
      // Of a ratio it is the denominator that comes as an amount: 1 mg/mmol = 1000/M mg/g.
      BigDecimal gramsPerMole = Ucum.convert(value, ucum, MASS_PER_AMOUNT);
      return Ucum.convert(gramsPerMole.divide(molarMass, MathContext.DECIMAL64), "g/g", unit);
    }
    if (bridge.equals("mol/L")) {
      BigDecimal molesPerLitre = Ucum.convert(value, ucum, "mol/L");
      return Ucum.convert(molesPerLitre.multiply(molarMass, MathContext.DECIMAL64), "g/L", unit);
    }
    BigDecimal gramsPerLitre = Ucum.convert(value, ucum, "g/L");
    return Ucum.convert(gramsPerLitre.divide(molarMass, MathContext.DECIMAL64), "mol/L", unit);
  }

  /**
   * A canonical value in another unit, to 16 significant digits: the inverse of {@link
   * #toCanonical}.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-UNIT-001 or FP-UNIT-002 if the unit does not fit
   */
  public BigDecimal fromCanonical(BigDecimal canonical, String ucum) {
    return glycated(ucum)
        ? GlycatedHaemoglobin.millimolesPerMole(canonical)
        : canonical.divide(toCanonical(BigDecimal.ONE, ucum), MathContext.DECIMAL64);
  }

  private boolean glycated(String ucum) {
    return loinc.equals(GlycatedHaemoglobin.LOINC)
        && GlycatedHaemoglobin.MILLIMOLES_PER_MOLE.equals(ucum);
  }

  /** Whether a canonical value is possible at all. */
  public boolean plausible(BigDecimal canonical) {
    return canonical.compareTo(plausibleMin) >= 0 && canonical.compareTo(plausibleMax) <= 0;
  }

  private String bridge(String ucum) {
    if (molarMass == null) {
      return null;
    }
    if (Ucum.convertible(ucum, MASS_PER_AMOUNT) && Ucum.convertible(unit, "g/g")) {
      return MASS_PER_AMOUNT;
    }
    if (Ucum.convertible(ucum, "mol/L") && Ucum.convertible(unit, "g/L")) {
      return "mol/L";
    }
    return Ucum.convertible(ucum, "g/L") && Ucum.convertible(unit, "mol/L") ? "g/L" : null;
  }
}
