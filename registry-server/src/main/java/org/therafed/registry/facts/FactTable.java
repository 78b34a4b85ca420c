package org.therafed.registry.facts;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.therafed.profiles.projection.AdministrationFact;
import org.therafed.profiles.projection.AstctFact;
import org.therafed.profiles.projection.BiomarkerFact;
import org.therafed.profiles.projection.CellInfusionFact;
import org.therafed.profiles.projection.CellProductFact;
import org.therafed.profiles.projection.CompanionFact;
import org.therafed.profiles.projection.CostFact;
import org.therafed.profiles.projection.CourseFact;
import org.therafed.profiles.projection.CoverageFact;
import org.therafed.profiles.projection.CycleFact;
import org.therafed.profiles.projection.DeathCauseFact;
import org.therafed.profiles.projection.DecisionFact;
import org.therafed.profiles.projection.DoseFact;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.ImagingFact;
import org.therafed.profiles.projection.LesionFact;
import org.therafed.profiles.projection.MeasurementFact;
import org.therafed.profiles.projection.PatientFact;
import org.therafed.profiles.projection.ProcedureFact;
import org.therafed.profiles.projection.QualityOfLifeFact;
import org.therafed.profiles.projection.ResponseFact;
import org.therafed.profiles.projection.SettlementFact;
import org.therafed.profiles.projection.SurvivalFact;
import org.therafed.profiles.projection.ToxicityFact;
import org.therafed.profiles.projection.TransfusionFact;

/** The tables of facts: which fact goes where, from which type of resource it comes. */
public enum FactTable {
  PATIENT(
      PatientFact.class, "Patient", "sex text, birth_year int, aged_90_plus boolean, region text"),
  COURSE(
      CourseFact.class,
      "Procedure",
      "module text, arm text, modality text, started_on date, start_known text, ended_on date, line int, status text,"
          + " index_quarter text, module_version text"),
  CYCLE(CycleFact.class, "Procedure", "course_id text, number int, status text, happened_on date"),
  DECISION(DecisionFact.class, "ServiceRequest", "module text, pathway text, decided_on date"),
  ADMINISTRATION(
      AdministrationFact.class,
      "MedicationAdministration",
      "cycle_id text, administered_at timestamptz, product text, radionuclide text, activity_mbq"
          + " numeric, administered_on date"),
  RESPONSE(
      ResponseFact.class,
      "Observation",
      "criterion text, category text, best boolean, assessed_on date"),
  SURVIVAL(
      SurvivalFact.class, "Observation", "dead boolean, known_on date, follow_up_age_days int"),
  TOXICITY(
      ToxicityFact.class,
      "AdverseEvent",
      "term_code text, term text, grade int, scale text, onset_on date, resolved_on date,"
          + " fatal_outcome boolean"),
  BIOMARKER(
      BiomarkerFact.class,
      "Observation",
      "loinc text, value numeric, unit text, comparator text, taken_on date"),
  DOSE(DoseFact.class, "Observation", "organ text, gray numeric, measured_on date"),
  COST(
      CostFact.class,
      "ChargeItem",
      "course_id text, component text, amount numeric, currency text, price_year int, charged_on"
          + " date"),
  IMAGING(
      ImagingFact.class,
      "ImagingStudy",
      "modalities text, started_at timestamptz, series int, instances int"),
  LESION(LesionFact.class, "BodyStructure", "role text, nodal boolean"),
  MEASUREMENT(
      MeasurementFact.class,
      "Observation",
      "lesion_id text, measure text, value numeric, unit text, measured_on date"),
  PROCEDURE(
      ProcedureFact.class,
      "Procedure",
      "kind text, started_on date, ended_on date, ongoing boolean"),
  DEATH_CAUSE(DeathCauseFact.class, "Observation", "cause text, died_on date"),
  TRANSFUSION(TransfusionFact.class, "MedicationAdministration", "component text, given_on date"),
  ASTCT(
      AstctFact.class,
      "AdverseEvent",
      "celsius numeric, fever_treated boolean, hypotension text, oxygen text, ice_score int,"
          + " consciousness text, seizure text, motor_weakness boolean, oedema text"),
  COMPANION(
      CompanionFact.class,
      "Observation",
      "stratum text, coded text, value numeric, unit text, comparator text, observed_on date"),
  CELL_PRODUCT(
      CellProductFact.class,
      "BiologicallyDerivedProduct",
      "material text, source text, parents text, collected_on date, dose numeric, dose_unit text,"
          + " viability_percent numeric, vector_copies numeric, transduction_percent numeric"),
  CELL_INFUSION(
      CellInfusionFact.class, "MedicationAdministration", "cell_product_id text, given_on date"),
  SETTLEMENT(
      SettlementFact.class,
      "ExplanationOfBenefit",
      "group_system text, payment_group text, total numeric, benefit numeric, currency text,"
          + " from_on date, to_on date"),
  COVERAGE(CoverageFact.class, "Coverage", "payer_class text, from_on date, to_on date"),
  QUALITY_OF_LIFE(
      QualityOfLifeFact.class,
      "Observation",
      "instrument text, mobility int, self_care int, usual_activities int, pain_discomfort int,"
          + " anxiety_depression int, vas int, utility numeric, value_set text, answered_on date");

  private static final String COMMON = "fact_id text, site text, patient_id text, ";

  private final Class<? extends Fact> fact;
  private final String resourceType;
  private final String columns;

  FactTable(Class<? extends Fact> fact, String resourceType, String columns) {
    this.fact = fact;
    this.resourceType = resourceType;
    this.columns = columns;
  }

  /** The table of a fact. Every kind of fact has one, which {@code FactRowsTest} holds. */
  static FactTable of(Fact fact) {
    return Arrays.stream(values())
        .filter(table -> table.fact.isInstance(fact))
        .findFirst()
        .orElseThrow();
  }

  /** The facts that have a table. */
  static Set<Class<? extends Fact>> facts() {
    return Arrays.stream(values()).map(table -> table.fact).collect(Collectors.toSet());
  }

  /** The tables that a resource of this type can have rows in. */
  public static Set<FactTable> of(String resourceType) {
    return Arrays.stream(values())
        .filter(table -> table.resourceType.equals(resourceType))
        .collect(Collectors.toSet());
  }

  public String table() {
    return "fact_" + name().toLowerCase(java.util.Locale.ROOT);
  }

  /**
   * Writes all rows of the parameter {@code rows}, a JSON array as text, into the cut of the
   * parameter {@code open}.
   */
  public String insertSql() {
    String names =
        Arrays.stream((COMMON + columns).split(", "))
            .map(column -> column.substring(0, column.indexOf(' ')))
            .collect(Collectors.joining(", "));
    return "insert into "
        + table()
        + " ("
        + names
        + ", born) select "
        + names
        + ", cast(:open as int) from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r("
        + COMMON
        + columns
        + ")";
  }

  /**
   * Ends the rows of the resources in the parameter {@code ids}, a JSON array as text, with the cut
   * of the parameter {@code open}: those that are in a frozen cut stay there, and their patients
   * are marked as changed; the others go.
   */
  public String endSql() {
    return "with k as (select jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as id),"
        + " past as (update "
        + table()
        + " f set gone = cast(:open as int) from k where f.fact_id = k.id and f.gone is null and"
        + " f.born < cast(:open as int) returning f.site, f.patient_id), marked as (insert into"
        + " patient_change (cut, site, patient_id) select distinct cast(:open as int), site, patient_id"
        + " from past on conflict do nothing) delete from "
        + table()
        + " f using k where f.fact_id = k.id and f.gone is null and f.born >= cast(:open as int)";
  }
}
