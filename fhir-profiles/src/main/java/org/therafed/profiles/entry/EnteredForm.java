package org.therafed.profiles.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.profiles.module.OtherEvent;
import org.therafed.profiles.module.OwnCriterion;
import org.therafed.profiles.module.Stratum;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.publish.module.ModuleBundle;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.CtcaeTerm;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.ProcedureKinds;
import org.therafed.profiles.terminology.Product;
import org.therafed.profiles.terminology.ResponseCriteria;
import org.therafed.profiles.terminology.Systems;

/**
 * Reads a filled form of any therapy module: a QuestionnaireResponse with the groups of the
 * module's Questionnaire becomes the rows by which a table would say the same. What the hospital
 * does not number is named by what it is and its day, never by its place in the form, so that the
 * same form again is the same records.
 */
public final class EnteredForm {

  private static final String NOON = "T12:00:00";

  private final TherapyModule module;
  private final List<EnteredRow> rows = new ArrayList<>();
  private final List<AnswerProblem> problems = new ArrayList<>();
  private String course = "";
  private String line = "";

  private EnteredForm(TherapyModule module) {
    this.module = module;
  }

  /**
   * The records of a form.
   *
   * @param module whose Questionnaire was filled in
   * @param response a QuestionnaireResponse; its subject is not looked at
   */
  public static Entered read(TherapyModule module, JsonNode response) {
    EnteredForm form = new EnteredForm(module);
    AnswerReader answers = new AnswerReader(ModuleBundle.questionnaire(module));
    List<AnswerGroup> groups = answers.read(response);
    form.problems.addAll(answers.problems());
    groups.stream()
        .filter(group -> group.linkId().isEmpty())
        .forEach(group -> form.course = group.text("course-id"));
    groups.stream()
        .filter(group -> group.linkId().equals("course"))
        .forEach(group -> form.line = group.text("line"));
    if (form.problems.isEmpty()) {
      groups.forEach(form::group);
    }
    return new Entered(form.rows, form.problems);
  }

  private void group(AnswerGroup group) {
    boolean ofCourse =
        !List.of("person", "consent", "status", "companion", "laboratory", "lesion", "procedure")
            .contains(group.linkId());
    if (ofCourse && course.isEmpty()) {
      problem(group, "course-id", "The number of the course is needed.", "必须填写疗程编号。");
      return;
    }
    switch (group.linkId()) {
      case "person" ->
          row(group, "patients")
              .put("sex", "sex")
              .put("birth_date", "birth-date")
              .put("region", "region")
              .add();
      case "consent" ->
          row(group, "consents")
              .with("decision", group.text("consent-permits").equals("true") ? "permit" : "deny")
              .put("signed_on", "consent-date")
              .add();
      case "course" -> course(group);
      case "cycle-record" ->
          row(group, "cycles")
              .with("course_id", course)
              .put("cycle", "cycle-number")
              .put("stage", "cycle-stage")
              .put("started_on", "cycle-start")
              .put("ended_on", "cycle-end")
              .put("status", "cycle-status")
              .add();
      case "cells" -> cells(group);
      case "administration" -> administration(group);
      case "transfusion" -> transfusion(group);
      case "laboratory" -> laboratory(group);
      case "response" -> response(group);
      case "lesion" -> lesion(group);
      case "absorbed-dose" ->
          row(group, "absorbed-doses")
              .with("course_id", course)
              .put("cycle", "absorbed-dose-cycle")
              .put("organ", "absorbed-dose-organ")
              .put("gray", "absorbed-dose-gray")
              .put("measured_on", "absorbed-dose-date")
              .put("method", "absorbed-dose-method")
              .add();
      case "procedure" -> procedure(group);
      case "adverse-event" -> adverseEvent(group);
      case "companion" -> companion(group);
      case "cost" -> cost(group);
      case "status" ->
          row(group, "vital-status")
              .with("status", group.text("dead").equals("true") ? "dead" : "alive")
              .put("on", "status-date")
              .put("cause", "cause-of-death")
              .add();
      case "" -> nextTreatment(group);
      default -> throw new IllegalStateException("A group that no record is made of.");
    }
  }

  private void course(AnswerGroup group) {
    Answer diagnosis = group.find("diagnosis").orElseThrow();
    row(group, "indications")
        .with("diagnosis_system", diagnosis.system().equals(Systems.ICD10) ? "ICD-10" : "SNOMED")
        .put("diagnosis_code", "diagnosis")
        .put("diagnosed_on", "diagnosed-on")
        .with("module", module.id())
        .put("decided_on", "decision-date")
        .put("pathway", "pathway")
        .add();
    boolean begun = group.has("start");
    if (!begun && group.text("pathway").equals("eligible-untreated")) {
      return;
    }
    for (String needed : List.of("start", "modality", "course-status")) {
      if (!group.has(needed)) {
        problem(group, needed, "An answer is needed of who is treated.", "接受治疗者必须填写。");
      }
    }
    row(group, "courses")
        .with("course_id", course)
        .with("module", module.id())
        .put("modality", "modality")
        .put("started_on", "start")
        .put("ended_on", "end")
        .put("status", "course-status")
        .put("line", "line")
        .add();
  }

  /** A treatment after the one of the form: a course of standard care that begins on that day. */
  private void nextTreatment(AnswerGroup group) {
    if (group.has("next-treatment")) {
      row(group, "courses")
          .with("course_id", course + "-2")
          .with("module", module.id())
          .with("modality", "standard-care")
          .put("started_on", "next-treatment")
          .with("status", "in-progress")
          .with("line", next(line))
          .add();
    }
  }

  private static String next(String line) {
    return line.isEmpty() ? "" : Integer.toString(Integer.parseInt(line) + 1);
  }

  private void cells(AnswerGroup group) {
    row(group, "cell-products")
        .put("cell_product_id", "cells-id")
        .put("chain_id", "cells-chain")
        .put("material", "cells-material")
        .put("source", "cells-source")
        .put("parent_id", "cells-parent")
        .with("course_id", group.has("cells-cycle") ? course : "")
        .put("cycle", "cells-cycle")
        .put("collected_on", "cells-collected")
        .put("manufactured_on", "cells-made")
        .put("dose", "cells-dose")
        .with("unit", group.find("cells-dose").map(Answer::unit).orElse(""))
        .put("viability_percent", "cells-viability")
        .put("vector_copies", "cells-copies")
        .put("transduction_percent", "cells-transduced")
        .add();
  }

  private void administration(AnswerGroup group) {
    Answer product = group.find("product").orElseThrow();
    String unit = group.find("dose").map(Answer::unit).orElse("");
    Optional<Answer> residual = group.find("residual");
    if (residual.filter(answer -> !answer.unit().equals(unit)).isPresent()) {
      problem(group, "residual", "The unit of the dose is needed.", "单位应与剂量相同。");
    }
    row(group, "administrations")
        .with("course_id", course)
        .put("cycle", "cycle")
        .put("administration_id", "administration-id")
        .put("administered_at", "given-at")
        .with("product", product(product))
        .put("lot", "lot")
        .put("dose", "dose")
        .with("unit", unit)
        .put("measured_at", "measured-at")
        .put("residual_dose", "residual")
        .put("residual_at", "residual-measured-at")
        .put("cell_product_id", "cell-product")
        .add();
  }

  private String product(Answer answer) {
    return module.products().stream()
        .filter(coding -> coding.code().equals(answer.text()))
        .findFirst()
        .flatMap(module::product)
        .map(Product::name)
        .orElse(answer.text());
  }

  private void transfusion(AnswerGroup group) {
    String component = group.text("transfusion-component");
    row(group, "administrations")
        .with("course_id", course)
        .with(
            "administration_id",
            numbered(group, "transfusion-id", component + "-" + group.text("transfusion-date")))
        .with("administered_at", group.text("transfusion-date") + NOON)
        .with("product", component)
        .put("dose", "transfusion-volume")
        .with("unit", "mL")
        .add();
  }

  private void laboratory(AnswerGroup group) {
    String sample = numbered(group, "laboratory-id", "form-" + group.text("laboratory-date"));
    for (TherapyModule.Biomarker biomarker : module.biomarkers()) {
      if (group.has("laboratory-" + biomarker.id())) {
        row(group, "labs")
            .with("sample_id", sample)
            .with("loinc", biomarker.loinc())
            .put("value", "laboratory-" + biomarker.id())
            .with("unit", biomarker.unit())
            .with("taken_at", group.text("laboratory-date") + NOON)
            .add();
      }
    }
  }

  private void response(AnswerGroup group) {
    Answer asked = group.find("response-criterion").orElseThrow();
    Answer category = group.find("response-category").orElseThrow();
    Optional<ResponseCriteria.Criterion> criterion =
        module.ownCriteria().stream()
            .map(OwnCriterion::criterion)
            .filter(one -> isMeant(one.coding(), asked))
            .findFirst()
            .or(() -> ResponseCriteria.standard().coded(asked.system(), asked.text()));
    Optional<ResponseCriteria.Category> found =
        criterion.flatMap(
            one ->
                one.categories().stream().filter(c -> isMeant(c.coding(), category)).findFirst());
    if (found.isEmpty()) {
      problem(
          group, "response-category", "The criterion does not have this category.", "该标准没有此类别。");
      return;
    }
    row(group, "responses")
        .with("course_id", course)
        .put("assessed_on", "response-date")
        .with("criterion", criterion.get().name())
        .with("response", found.get().name())
        .with("best", group.text("response-best"))
        .add();
  }

  private static boolean isMeant(Coding coding, Answer answer) {
    return coding.code().equals(answer.text()) && coding.system().equals(answer.system());
  }

  private void lesion(AnswerGroup group) {
    String site = group.text("lesion-site");
    row(group, "lesions")
        .put("lesion_id", "lesion-id")
        .with("site_system", site.matches("C\\d\\d(\\.\\d)?") ? "ICD-O-3" : "SNOMED")
        .put("site_code", "lesion-site")
        .put("role", "lesion-role")
        .add();
    if (!group.has("lesion-size")) {
      return;
    }
    if (!group.has("lesion-study")) {
      problem(
          group, "lesion-study", "A size is of images: their study is needed.", "直径来自影像，必须填写其检查。");
      return;
    }
    row(group, "measurements")
        .put("lesion_id", "lesion-id")
        .put("study_uid", "lesion-study")
        .with("measure", "size")
        .put("value", "lesion-size")
        .with("unit", "mm")
        .put("measured_on", "lesion-date")
        .add();
  }

  private void procedure(AnswerGroup group) {
    Answer asked = group.find("procedure-kind").orElseThrow();
    String kind =
        ProcedureKinds.standard().kindOf(asked.system(), asked.text()).orElse(asked.text());
    row(group, "procedures")
        .with(
            "procedure_id",
            numbered(group, "procedure-id", kind + "-" + group.text("procedure-start")))
        .with("kind", kind)
        .put("started_on", "procedure-start")
        .put("ended_on", "procedure-end")
        .with("status", group.has("procedure-end") ? "completed" : "in-progress")
        .add();
  }

  private void adverseEvent(AnswerGroup group) {
    Answer term = group.find("adverse-event-term").orElseThrow();
    String name = term(term);
    String grade = grade(group.find("adverse-event-grade").orElseThrow());
    row(group, "adverse-events")
        .with("course_id", course)
        .with(
            "event_id",
            numbered(group, "adverse-event-id", name + "-" + group.text("adverse-event-date")))
        .with("term", name)
        .with("grade", grade)
        .with("scale", scale(group, name))
        .put("onset_on", "adverse-event-date")
        .put("resolved_on", "adverse-event-end")
        .put("related", "adverse-event-related")
        .with("serious", group.yesNo("adverse-event-serious"))
        .put("temperature_cel", "astct-temperature")
        .with("fever_treated", group.yesNo("astct-fever-treated"))
        .put("hypotension", "astct-hypotension")
        .put("oxygen", "astct-oxygen")
        .put("ice_score", "astct-ice-score")
        .put("consciousness", "astct-consciousness")
        .put("seizure", "astct-seizure")
        .with("motor_weakness", group.yesNo("astct-motor-weakness"))
        .put("oedema", "astct-oedema")
        .add();
  }

  private String term(Answer answer) {
    return module.otherEvents().stream()
        .map(OtherEvent::event)
        .map(coding -> coding.code())
        .filter(answer.text()::equals)
        .findFirst()
        .or(() -> CtcaeTerms.standard().coded(answer.text()).map(CtcaeTerm::term))
        .orElse(answer.text());
  }

  private static String grade(Answer answer) {
    for (int grade = 1; grade <= 5; grade++) {
      if (CtcaeTerms.grade(grade).filter(c -> c.code().equals(answer.text())).isPresent()) {
        return Integer.toString(grade);
      }
    }
    return answer.text();
  }

  /** By the components that were answered; none: that of the term. */
  private static String scale(AnswerGroup group, String term) {
    boolean crs = group.has("astct-temperature") || group.has("astct-hypotension");
    boolean icans = group.has("astct-ice-score") || group.has("astct-consciousness");
    if (crs && (!icans || term.equals("Cytokine release syndrome"))) {
      return "ASTCT-CRS";
    }
    return icans ? "ASTCT-ICANS" : "";
  }

  private void companion(AnswerGroup group) {
    if (!group.has("companion-date")) {
      problem(group, "companion-date", "The day is needed.", "必须填写日期。");
    }
    for (Stratum stratum : module.strata()) {
      String item = "companion-" + stratum.id();
      if (!group.has(item)) {
        continue;
      }
      String value =
          switch (stratum.type()) {
            case QUANTITY -> group.text(item);
            case YES_NO -> group.yesNo(item);
            case CODED -> group.text(item).substring(stratum.id().length() + 1);
          };
      row(group, "companion")
          .with("stratum", stratum.id())
          .with("value", value)
          .with("unit", stratum.type() == Stratum.Type.QUANTITY ? stratum.unit() : "")
          .put("observed_on", "companion-date")
          .add();
    }
  }

  private void cost(AnswerGroup group) {
    String component = group.text("cost-component");
    String date = group.text("cost-date");
    row(group, "charges")
        .with("course_id", course)
        .with("charge_id", numbered(group, "cost-id", course + "-" + component + "-" + date))
        .with("component", component)
        .put("amount", "cost-amount")
        .put("currency", "cost-currency")
        .put("charged_on", "cost-date")
        .with("price_year", group.has("cost-year") ? group.text("cost-year") : date.substring(0, 4))
        .add();
  }

  /** The hospital's own number, or what the record is. */
  private static String numbered(AnswerGroup group, String item, String otherwise) {
    return group.has(item) ? group.text(item) : otherwise;
  }

  private void problem(AnswerGroup group, String item, String en, String zh) {
    problems.add(new AnswerProblem(group.place(), item, new Phrase(en, zh)));
  }

  private Making row(AnswerGroup group, String table) {
    return new Making(group, table);
  }

  /** A row that is being made; empty fields are left out. */
  private final class Making {
    private final AnswerGroup group;
    private final String table;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, String> items = new HashMap<>();

    Making(AnswerGroup group, String table) {
      this.group = group;
      this.table = table;
    }

    Making put(String column, String item) {
      items.put(column, item);
      return with(column, group.text(item));
    }

    Making with(String column, String value) {
      if (!value.isEmpty()) {
        fields.put(column, value);
      }
      return this;
    }

    void add() {
      rows.add(new EnteredRow(group.place(), table, fields, items));
    }
  }
}
