package org.therafed.profiles.publish.module;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.therafed.profiles.module.OtherEvent;
import org.therafed.profiles.module.RequiredElement;
import org.therafed.profiles.module.Stratum;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.Systems;

/**
 * The questionnaire for entry by hand, made of the module: diagnosis, course, administrations,
 * laboratory, adverse events, companion data, end. An item is required where the module asks for it
 * at every course.
 */
final class QuestionnaireWriter {
  private static final String FHIR = "http://hl7.org/fhir/StructureDefinition/";

  private final TherapyModule module;

  QuestionnaireWriter(TherapyModule module) {
    this.module = module;
  }

  Resource questionnaire() {
    Resource questionnaire =
        Resource.canonical(
            "Questionnaire",
            module.id(),
            module,
            new TherapyModule.Title(
                "Data entry: " + module.title().en(), "数据录入：" + module.title().zh()));
    questionnaire.json().putArray("subjectType").add("Patient");
    ArrayNode items = questionnaire.json().putArray("item");
    ObjectNode course = item(items, "course", "group", "Course", "疗程");
    choice(item(items(course), "diagnosis", "choice", "Diagnosis", "诊断"), module.indications());
    required(item(items(course), "decision-date", "date", "Date of the decision", "治疗决策日期"));
    required(item(items(course), "start", "date", "First day", "首日"));
    item(items(course), "end", "date", "Last day", "末日");
    administrations(items);
    laboratory(items);
    adverseEvents(items);
    companion(items);
    ObjectNode status = item(items, "status", "group", "Last contact", "末次随访");
    required(item(items(status), "status-date", "date", "Date", "日期"));
    required(item(items(status), "dead", "boolean", "Dead", "死亡"));
    return questionnaire;
  }

  private void administrations(ArrayNode items) {
    ObjectNode given = item(items, "administration", "group", "Administration", "给药");
    given.put("repeats", true);
    choice(item(items(given), "product", "choice", "Product", "产品"), module.products());
    required(item(items(given), "given-at", "dateTime", "Time", "时间"));
    required(item(items(given), "dose", "quantity", "Dose", "剂量"));
    if (needs(RequiredElement.Source.CELL_PRODUCT)) {
      required(
          item(items(given), "cell-product", "string", "Identity of the cell product", "细胞产品身份"));
    }
  }

  private boolean needs(RequiredElement.Source source) {
    return module.required().stream().anyMatch(element -> element.fact() == source);
  }

  private void laboratory(ArrayNode items) {
    if (module.biomarkers().isEmpty()) {
      return;
    }
    ObjectNode labs = item(items, "laboratory", "group", "Laboratory", "检验");
    labs.put("repeats", true);
    required(item(items(labs), "laboratory-date", "date", "Date", "日期"));
    for (TherapyModule.Biomarker biomarker : module.biomarkers()) {
      number(
          item(
              items(labs),
              "laboratory-" + biomarker.id(),
              "decimal",
              biomarker.title().en(),
              biomarker.title().zh()),
          biomarker.unit(),
          biomarker.plausibleMin(),
          biomarker.plausibleMax());
    }
  }

  private void adverseEvents(ArrayNode items) {
    ObjectNode event = item(items, "adverse-event", "group", "Adverse event", "不良事件");
    event.put("repeats", true);
    List<Coding> terms =
        Stream.concat(
                module.adverseEventsOfInterest().stream(),
                module.otherEvents().stream().map(OtherEvent::event))
            .toList();
    ObjectNode term =
        item(
            items(event),
            "adverse-event-term",
            terms.isEmpty() ? "string" : "open-choice",
            "Event",
            "事件");
    if (!terms.isEmpty()) {
      choice(term, terms);
    }
    ObjectNode grade = item(items(event), "adverse-event-grade", "choice", "Grade", "分级");
    List<Coding> grades =
        Stream.iterate(1, n -> n <= 5, n -> n + 1)
            .flatMap(n -> CtcaeTerms.grade(n).stream())
            .toList();
    choice(grade, grades);
    required(item(items(event), "adverse-event-date", "date", "First day", "首日"));
  }

  private void companion(ArrayNode items) {
    if (module.strata().isEmpty()) {
      return;
    }
    ObjectNode companion = item(items, "companion", "group", "Companion data", "伴随数据");
    for (Stratum stratum : module.strata()) {
      String type =
          switch (stratum.type()) {
            case QUANTITY -> "decimal";
            case CODED -> "choice";
            case YES_NO -> "boolean";
          };
      ObjectNode item =
          item(
              items(companion),
              "companion-" + stratum.id(),
              type,
              stratum.title().en(),
              stratum.title().zh());
      if (stratum.type() == Stratum.Type.QUANTITY) {
        number(item, stratum.unit(), stratum.min(), stratum.max());
      }
      for (Stratum.Value value : stratum.values()) {
        ObjectNode coding = item.withArray("answerOption").addObject().putObject("valueCoding");
        // A value such as "high" means something only with its stratum.
        coding
            .put("system", Systems.local("companion"))
            .put("code", stratum.id() + "-" + value.code());
        Resource.title(coding, "display", value.title());
      }
    }
  }

  private static ObjectNode item(
      ArrayNode items, String linkId, String type, String english, String chinese) {
    ObjectNode item = items.addObject().put("linkId", linkId);
    Resource.title(item, "text", new TherapyModule.Title(english, chinese));
    return item.put("type", type);
  }

  private static ArrayNode items(ObjectNode group) {
    return group.withArray("item");
  }

  private static void required(ObjectNode item) {
    item.put("required", true);
  }

  /** A choice of codings; it must be answered. */
  private static void choice(ObjectNode item, List<Coding> codings) {
    required(item);
    for (Coding coding : codings) {
      Resource.coding(item.withArray("answerOption").addObject().putObject("valueCoding"), coding);
    }
  }

  private static void number(ObjectNode item, String unit, BigDecimal min, BigDecimal max) {
    ArrayNode extensions = Resource.extensions(item);
    ObjectNode coding =
        extensions.addObject().put("url", FHIR + "questionnaire-unit").putObject("valueCoding");
    Resource.coding(coding, new Coding(Systems.UCUM, unit, unit));
    extensions.addObject().put("url", FHIR + "minValue").put("valueDecimal", min);
    extensions.addObject().put("url", FHIR + "maxValue").put("valueDecimal", max);
  }
}
