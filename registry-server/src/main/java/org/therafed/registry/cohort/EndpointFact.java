package org.therafed.registry.cohort;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.projection.AdministrationFact;
import org.therafed.profiles.projection.AstctFact;
import org.therafed.profiles.projection.BiomarkerFact;
import org.therafed.profiles.projection.CostFact;
import org.therafed.profiles.projection.CourseFact;
import org.therafed.profiles.projection.DatePrecision;
import org.therafed.profiles.projection.DeathCauseFact;
import org.therafed.profiles.projection.DoseFact;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.LesionFact;
import org.therafed.profiles.projection.MeasurementFact;
import org.therafed.profiles.projection.ProcedureFact;
import org.therafed.profiles.projection.ResponseFact;
import org.therafed.profiles.projection.SurvivalFact;
import org.therafed.profiles.projection.ToxicityFact;
import org.therafed.profiles.projection.TransfusionFact;

/**
 * The facts that endpoint rules read, with their tables. A question reads only those that its rule
 * needs: an arm may have 10⁵ persons.
 */
// The readers are pure functions, which the checker cannot know.
@SuppressWarnings("ImmutableEnumChecker")
enum EndpointFact {
  /** Vital status, and one further row a person for the last sign of life of any kind. */
  SURVIVAL("", "", r -> new SurvivalFact("", "", (Boolean) r[1], date(r[2]), null)),
  /** Deaths alone, where no other sign of life is asked for. */
  DEATH(
      "fact_survival",
      "f.dead, f.known_on",
      r -> new SurvivalFact("", "", (Boolean) r[1], date(r[2]), null)),
  RESPONSE(
      "fact_response",
      "f.fact_id, f.criterion, f.category, f.best, f.assessed_on",
      r -> new ResponseFact(text(r[1]), "", text(r[2]), text(r[3]), (Boolean) r[4], date(r[5]))),
  BIOMARKER(
      "fact_biomarker",
      "f.fact_id, f.loinc, f.value, f.unit, f.comparator, f.taken_on",
      r ->
          new BiomarkerFact(
              text(r[1]), "", text(r[2]), number(r[3]), text(r[4]), text(r[5]), date(r[6]))),
  TOXICITY("fact_toxicity", EndpointFact.EVENT, EndpointFact::toxicity),
  /** The events of which the person died, where no others are asked for. */
  FATAL_EVENT("fact_toxicity", EndpointFact.EVENT, EndpointFact::toxicity),
  ASTCT(
      "fact_astct",
      "f.fact_id, f.celsius, f.fever_treated, f.hypotension, f.oxygen, f.ice_score,"
          + " f.consciousness, f.seizure, f.motor_weakness, f.oedema",
      EndpointFact::astct),
  LESION(
      "fact_lesion",
      "f.fact_id, f.role, f.nodal",
      r -> new LesionFact(text(r[1]), "", text(r[2]), (Boolean) r[3])),
  MEASUREMENT(
      "fact_measurement",
      "f.fact_id, f.lesion_id, f.measure, f.value, f.unit, f.measured_on",
      r ->
          new MeasurementFact(
              text(r[1]), "", text(r[2]), text(r[3]), number(r[4]), text(r[5]), date(r[6]))),
  DOSE(
      "fact_dose",
      "f.fact_id, f.organ, f.gray, f.measured_on",
      r -> new DoseFact(text(r[1]), "", text(r[2]), number(r[3]), date(r[4]))),
  /** On the day of the hospital that gave it. */
  ADMINISTRATION(
      "fact_administration",
      "f.fact_id, f.cycle_id, f.administered_on, f.product, f.activity_mbq",
      r ->
          new AdministrationFact(
              text(r[1]),
              "",
              text(r[2]),
              date(r[3]).atStartOfDay().atOffset(ZoneOffset.UTC),
              text(r[4]),
              null,
              number(r[5]))),
  COST(
      "fact_cost",
      "f.fact_id, f.course_id, f.component, f.amount, f.currency, f.price_year, f.charged_on",
      r ->
          new CostFact(
              text(r[1]),
              "",
              text(r[2]),
              text(r[3]),
              number(r[4]),
              text(r[5]),
              r[6] == null ? null : whole(r[6]),
              date(r[7]))),
  TRANSFUSION(
      "fact_transfusion",
      "f.fact_id, f.component, f.given_on",
      r -> new TransfusionFact(text(r[1]), "", text(r[2]), date(r[3]))),
  PROCEDURE(
      "fact_procedure",
      "f.fact_id, f.kind, f.started_on, f.ended_on, f.ongoing",
      r -> new ProcedureFact(text(r[1]), "", text(r[2]), date(r[3]), date(r[4]), (Boolean) r[5])),
  DEATH_CAUSE(
      "fact_death_cause",
      "f.fact_id, f.cause, f.died_on",
      r -> new DeathCauseFact(text(r[1]), "", text(r[2]), date(r[3]))),
  /** Courses of any module that were begun: what may be the next treatment. */
  COURSE(
      "fact_course",
      "f.fact_id, f.module, f.arm, f.started_on, f.start_known",
      r ->
          new CourseFact(
              text(r[1]),
              "",
              text(r[2]),
              text(r[3]),
              null,
              date(r[4]),
              precision(r[5]),
              null,
              null,
              null,
              null,
              null));

  private static final String EVENT =
      "f.fact_id, f.term_code, f.term, f.grade, f.scale, f.onset_on, f.resolved_on,"
          + " f.fatal_outcome";

  private final String table;
  private final String columns;
  private final Function<Object[], Fact> reader;

  EndpointFact(String table, String columns, Function<Object[], Fact> reader) {
    this.table = table;
    this.columns = columns;
    this.reader = reader;
  }

  /** Table and alias, as a join names them. */
  String table() {
    return table;
  }

  /** The columns after the person. */
  String columns() {
    return columns;
  }

  /** A row as fact. */
  Fact read(Object[] row) {
    return reader.apply(row);
  }

  /** What an endpoint reads: its rule with its parts, and where its anchor is an infusion, that. */
  static Set<EndpointFact> of(TherapyModule module, TherapyModule.Endpoint endpoint) {
    Set<EndpointFact> needed = ofRule(module, endpoint);
    if (module.kind().isOfCells()) {
      needed.add(ADMINISTRATION);
      needed.add(COURSE);
    }
    boolean asksForDeath = needed.contains(SURVIVAL) || needed.contains(DEATH);
    if (asksForDeath && !needed.contains(TOXICITY)) {
      needed.add(FATAL_EVENT);
    }
    return needed;
  }

  private static Set<EndpointFact> ofRule(TherapyModule module, TherapyModule.Endpoint endpoint) {
    return switch (endpoint.kind()) {
      case PERCENT_CHANGE -> withNext(module, endpoint, false, EnumSet.of(BIOMARKER));
      case THRESHOLD_CONFIRMED -> EnumSet.of(BIOMARKER);
      // Dialysis that goes on lasts as long as the person has been seen.
      case SLOPE ->
          endpoint.texts("until").isEmpty()
              ? EnumSet.of(BIOMARKER)
              : EnumSet.of(BIOMARKER, PROCEDURE, SURVIVAL);
      case BEST_OF ->
          withNext(module, endpoint, true, withEarly(endpoint, EnumSet.of(RESPONSE, DEATH)));
      case SUM_OF_DIAMETERS ->
          withNext(module, endpoint, true, withEarly(endpoint, EnumSet.of(LESION, MEASUREMENT)));
      case CUMULATIVE_DOSE_LIMIT -> EnumSet.of(DOSE, ADMINISTRATION);
      case GRADE_LOOKUP -> EnumSet.of(TOXICITY, ASTCT, SURVIVAL);
      case SUSTAINED_THRESHOLD -> EnumSet.of(BIOMARKER, TRANSFUSION, ADMINISTRATION, SURVIVAL);
      case TIME_TO_EVENT -> ofTime(module, endpoint);
      case COST_SUM -> EnumSet.of(COST, PROCEDURE, SURVIVAL);
      case COMPOSITE -> {
        Set<EndpointFact> all = EnumSet.noneOf(EndpointFact.class);
        for (String part : endpoint.texts("of")) {
          all.addAll(ofRule(module, module.endpoint(part).orElseThrow()));
        }
        yield all;
      }
    };
  }

  /** And what says that a person failed before the first assessment, where the rule asks. */
  private static Set<EndpointFact> withEarly(
      TherapyModule.Endpoint endpoint, Set<EndpointFact> needed) {
    if (endpoint.text("earlyFailure").isPresent()) {
      needed.addAll(EnumSet.of(RESPONSE, DEATH, COURSE));
    }
    return needed;
  }

  /**
   * And what says that another therapy began: courses, and what they gave where a module has
   * several products, so that a change of product can be told.
   *
   * @param otherwise whether the next therapy matters where the module does not say
   */
  private static Set<EndpointFact> withNext(
      TherapyModule module,
      TherapyModule.Endpoint endpoint,
      boolean otherwise,
      Set<EndpointFact> needed) {
    boolean matters =
        endpoint
            .text(TherapyModule.Endpoint.NEXT_THERAPY)
            .map(said -> !said.equals("ignored"))
            .orElse(otherwise);
    if (matters) {
      needed.add(COURSE);
      if (module.products().size() > 1) {
        needed.add(ADMINISTRATION);
      }
    }
    return needed;
  }

  private static Set<EndpointFact> ofTime(TherapyModule module, TherapyModule.Endpoint endpoint) {
    Set<EndpointFact> needed = EnumSet.of(SURVIVAL);
    switch (endpoint.text("event").orElse("")) {
      case "progression", "progression-or-death" -> needed.add(RESPONSE);
      // Whether the window is over says the last day on which the person was seen.
      case TherapyModule.Endpoint.EVENT_FREE -> needed.add(RESPONSE);
      case "next-treatment-or-death" -> needed.add(COURSE);
      case "adverse-event" -> needed.add(TOXICITY);
      case "procedure" -> needed.add(PROCEDURE);
      case "death-of-cause" -> needed.add(DEATH_CAUSE);
      default -> {
        // Death needs vital status alone.
      }
    }
    if (!endpoint.texts("responders").isEmpty()) {
      needed.add(RESPONSE);
    }
    return needed.contains(RESPONSE) ? withNext(module, endpoint, true, needed) : needed;
  }

  private static Fact toxicity(Object[] r) {
    return new ToxicityFact(
        text(r[1]),
        "",
        text(r[2]),
        text(r[3]),
        whole(r[4]),
        text(r[5]),
        date(r[6]),
        date(r[7]),
        (Boolean) r[8]);
  }

  private static Fact astct(Object[] r) {
    return new AstctFact(
        text(r[1]),
        "",
        number(r[2]),
        (Boolean) r[3],
        text(r[4]),
        text(r[5]),
        r[6] == null ? null : whole(r[6]),
        text(r[7]),
        text(r[8]),
        (Boolean) r[9],
        text(r[10]));
  }

  private static String text(Object value) {
    return (String) value;
  }

  private static BigDecimal number(Object value) {
    return (BigDecimal) value;
  }

  private static int whole(Object value) {
    return ((Number) value).intValue();
  }

  /** Of a row that says nothing, such as that of a decision, the day is known. */
  static DatePrecision precision(Object value) {
    return value == null ? DatePrecision.DAY : DatePrecision.valueOf((String) value);
  }

  static LocalDate date(Object value) {
    return value instanceof java.sql.Date date ? date.toLocalDate() : (LocalDate) value;
  }
}
