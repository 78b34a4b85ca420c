package org.therafed.profiles.projection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.profiles.module.ModuleReader;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;

/** One person's facts, written in days from the anchor. */
final class Person {
  static final LocalDate INDEX = LocalDate.of(2025, 2, 17);
  static final TherapyModule MODULE = module();

  /** All rules of the module, and a dose limit with a composite of it, by endpoint. */
  static final Map<String, EndpointRule> RULES = rules();

  private final List<Fact> facts = new ArrayList<>();
  private Anchor anchor = Anchor.of(INDEX);

  private static TherapyModule module() {
    try (InputStream yaml = Person.class.getResourceAsStream("/projection/every-rule.yaml")) {
      return ModuleReader.read("every-rule.yaml", yaml.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, EndpointRule> rules() {
    Map<String, EndpointRule> rules = new TreeMap<>();
    MODULE.endpoints().forEach(e -> rules.put(e.id(), EndpointRule.of(MODULE, e)));
    EndpointRule kidney =
        EndpointRule.overKnownDays(
            MODULE,
            endpoint(
                "kidney-dose",
                RuleKind.CUMULATIVE_DOSE_LIMIT,
                Map.of("organ", "64033007", "gray", 23)));
    rules.put("kidney-dose", new KnownDayRule(kidney));
    rules.put(
        "alive-any",
        new KnownDayRule(
            new CompositeRule(
                List.of(
                    EndpointRule.overKnownDays(MODULE, MODULE.endpoint("os").orElseThrow()),
                    kidney),
                CompositeRule.Operator.ANY)));
    return rules;
  }

  static TherapyModule.Endpoint endpoint(String id, RuleKind kind, Map<String, Object> parameters) {
    return new TherapyModule.Endpoint(
        id, "EFS", new TherapyModule.Title("a", "a"), kind, parameters);
  }

  static LocalDate day(int day) {
    return INDEX.plusDays(day);
  }

  List<Fact> facts() {
    return facts;
  }

  Anchor anchor() {
    return anchor;
  }

  Person from(Anchor other) {
    this.anchor = other;
    return this;
  }

  Person add(Fact fact) {
    facts.add(fact);
    return this;
  }

  private String id() {
    return "f" + facts.size();
  }

  /** Values written as {@code day:value}, e.g. {@code -7:100 28:<40}. */
  Person values(String biomarker, String text) {
    TherapyModule.Biomarker test = MODULE.biomarker(biomarker).orElseThrow();
    for (String item : text.isBlank() ? new String[0] : text.split(" ", -1)) {
      String[] parts = item.split(":", -1);
      String comparator = parts[1].replaceAll("[0-9.]", "");
      add(
          new BiomarkerFact(
              id(),
              "p",
              test.loinc(),
              new BigDecimal(parts[1].replaceAll("[<>=]", "")),
              test.unit(),
              comparator.isEmpty() ? null : comparator,
              day(Integer.parseInt(parts[0]))));
    }
    return this;
  }

  Person response(String criterion, String category, int day) {
    return add(new ResponseFact(id(), "p", criterion, category, false, day(day)));
  }

  Person alive(int day) {
    return add(new SurvivalFact(id(), "p", false, day(day), null));
  }

  Person dead(int day) {
    return add(new SurvivalFact(id(), "p", true, day(day), null));
  }

  Person event(String id, String term, int grade, String scale, int day) {
    return add(
        new ToxicityFact(id, "p", "code of " + term, term, grade, scale, day(day), null, false));
  }

  Person dose(String organ, String gray, int day) {
    return add(new DoseFact(id(), "p", organ, new BigDecimal(gray), day(day)));
  }

  /** An event of which the person died, on a day or on one that is not known. */
  Person fatal(String term, int onset, Integer end) {
    LocalDate ended = end == null ? null : day(end);
    return add(new ToxicityFact(id(), "p", "c", term, 3, "CTCAE-5.0", day(onset), ended, true));
  }

  Person course(String id, String module, String arm, int day) {
    return course(id, module, arm, day(day), DatePrecision.DAY);
  }

  Person course(String id, String module, String arm, LocalDate start, DatePrecision known) {
    return add(
        new CourseFact(
            id,
            "p",
            module,
            arm,
            "radioligand",
            start,
            known,
            null,
            null,
            "completed",
            null,
            null));
  }

  Person administration(String product, String cycle, int day) {
    return add(
        new AdministrationFact(
            id(),
            "p",
            cycle,
            day(day).atTime(LocalTime.NOON).atOffset(ZoneOffset.ofHours(8)),
            product,
            null,
            cycle == null ? null : new BigDecimal("7400")));
  }

  Person transfusion(String component, int day) {
    return add(new TransfusionFact(id(), "p", component, day(day)));
  }

  Person lesion(String id, String role, boolean nodal) {
    return add(new LesionFact(id, "p", role, nodal));
  }

  /** Sizes in mm written as {@code lesion=mm}, of one day. */
  Person sizes(int day, String text) {
    for (String item : text.split(" ", -1)) {
      String[] parts = item.split("=", -1);
      add(
          new MeasurementFact(
              id(), "p", parts[0], "size", new BigDecimal(parts[1]), "mm", day(day)));
    }
    return this;
  }

  EndpointOutcome outcome(String endpoint) {
    return outcome(endpoint, facts);
  }

  EndpointOutcome outcome(String endpoint, List<Fact> known) {
    return RULES.get(endpoint).evaluate(PersonFacts.of(MODULE, anchor, known));
  }

  static EndpointOutcome yes(int day) {
    return EndpointOutcome.Responder.yes(day);
  }

  static EndpointOutcome no() {
    return EndpointOutcome.Responder.no(OutcomeReason.NOT_MET);
  }

  static EndpointOutcome no(OutcomeReason reason) {
    return EndpointOutcome.Responder.no(reason);
  }

  static EndpointOutcome unknown(OutcomeReason reason) {
    return new EndpointOutcome.NotEvaluable(reason);
  }

  static EndpointOutcome time(long days, boolean event, OutcomeReason reason) {
    return new EndpointOutcome.Time(days, event, reason);
  }
}
