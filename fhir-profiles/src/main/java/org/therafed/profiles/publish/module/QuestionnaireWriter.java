package org.therafed.profiles.publish.module;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.therafed.profiles.module.ModuleKind;
import org.therafed.profiles.module.OtherEvent;
import org.therafed.profiles.module.RequiredElement;
import org.therafed.profiles.module.Stratum;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.CostComponent;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.Systems;

/**
 * The questionnaire for entry by hand, made of the module: consent, diagnosis, course,
 * administrations, laboratory, outcomes, adverse events, companion data, cost, last contact: all
 * that the module's endpoints and its completeness score read, but images, which come from the
 * PACS. An item is required where its group means nothing without it.
 */
final class QuestionnaireWriter {
  private final TherapyModule module;
  private final OutcomeItems outcomes;

  QuestionnaireWriter(TherapyModule module) {
    this.module = module;
    this.outcomes = new OutcomeItems(module);
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
    consent(items);
    course(items);
    administrations(items);
    laboratory(items);
    outcomes.addTo(items);
    adverseEvents(items);
    companion(items);
    costs(items);
    lastContact(items);
    return questionnaire;
  }

  private static void consent(ArrayNode items) {
    ArrayNode consent = group(items, "consent", "Consent", "知情同意");
    Items.required(Items.item(consent, "consent-date", "date", "Date", "日期"));
    Items.required(
        Items.item(consent, "consent-permits", "boolean", "The patient permits the use", "患者同意使用"));
  }

  private void course(ArrayNode items) {
    ArrayNode course = group(items, "course", "Course", "疗程");
    Items.choice(
        Items.item(course, "diagnosis", "choice", "Diagnosis", "诊断"), module.indications());
    Items.required(Items.item(course, "decision-date", "date", "Date of the decision", "治疗决策日期"));
    Items.required(Items.item(course, "start", "date", "First day", "首日"));
    Items.item(course, "end", "date", "Last day", "末日");
    Items.item(course, "line", "integer", "Line of therapy", "治疗线数");
  }

  private void administrations(ArrayNode items) {
    ArrayNode given = Items.repeated(items, "administration", "Administration", "给药");
    ObjectNode product = Items.item(given, "product", "choice", "Product", "产品");
    Items.required(product);
    for (Coding coding : module.products()) {
      Resource.productCoding(
          product.withArray("answerOption").addObject().putObject("valueCoding"), coding, module);
    }
    Items.required(Items.item(given, "given-at", "dateTime", "Time", "时间"));
    if (module.schedule() != null) {
      Items.item(given, "cycle", "integer", "Number of the cycle", "周期序号");
    }
    Items.required(Items.item(given, "dose", "quantity", "Dose", "剂量"));
    if (module.kind() == ModuleKind.RADIONUCLIDE) {
      Items.required(
          Items.item(
              given,
              "measured-at",
              "dateTime",
              "Time at which the activity was measured",
              "活度测量时间"));
      Items.item(given, "residual", "quantity", "Residual activity", "残留活度");
      Items.item(
          given,
          "residual-measured-at",
          "dateTime",
          "Time at which the residual was measured",
          "残留活度测量时间");
    }
    if (needs(RequiredElement.Source.CELL_PRODUCT)) {
      Items.required(
          Items.item(given, "cell-product", "string", "Identity of the cell product", "细胞产品身份"));
    }
  }

  private boolean needs(RequiredElement.Source source) {
    return module.required().stream().anyMatch(element -> element.fact() == source);
  }

  private void laboratory(ArrayNode items) {
    if (module.biomarkers().isEmpty()) {
      return;
    }
    ArrayNode labs = Items.repeated(items, "laboratory", "Laboratory", "检验");
    Items.required(Items.item(labs, "laboratory-date", "date", "Date", "日期"));
    for (TherapyModule.Biomarker biomarker : module.biomarkers()) {
      Items.number(
          Items.item(
              labs,
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
    ArrayNode event = Items.repeated(items, "adverse-event", "Adverse event", "不良事件");
    ObjectNode term = Items.item(event, "adverse-event-term", "open-choice", "Event", "事件");
    Items.choice(term, module.adverseEventsOfInterest());
    for (OtherEvent other : module.otherEvents()) {
      ObjectNode coding = term.withArray("answerOption").addObject().putObject("valueCoding");
      Resource.title(Resource.coding(coding, other.event()), "display", other.title());
    }
    List<Coding> grades =
        Stream.iterate(1, n -> n <= 5, n -> n + 1)
            .flatMap(n -> CtcaeTerms.grade(n).stream())
            .toList();
    Items.choice(Items.item(event, "adverse-event-grade", "choice", "Grade", "分级"), grades);
    Items.required(Items.item(event, "adverse-event-date", "date", "First day", "首日"));
    Items.item(event, "adverse-event-end", "date", "Last day", "末日");
    outcomes.astct(event);
  }

  private void companion(ArrayNode items) {
    if (module.strata().isEmpty()) {
      return;
    }
    ArrayNode companion = group(items, "companion", "Companion data", "伴随数据");
    Items.item(companion, "companion-date", "date", "Date", "日期");
    for (Stratum stratum : module.strata()) {
      String type =
          switch (stratum.type()) {
            case QUANTITY -> "decimal";
            case CODED -> "choice";
            case YES_NO -> "boolean";
          };
      ObjectNode item =
          Items.item(
              companion,
              "companion-" + stratum.id(),
              type,
              stratum.title().en(),
              stratum.title().zh());
      if (stratum.type() == Stratum.Type.QUANTITY) {
        Items.number(item, stratum.unit(), stratum.min(), stratum.max());
      }
      for (Stratum.Value value : stratum.values()) {
        ObjectNode coding = item.withArray("answerOption").addObject().putObject("valueCoding");
        // A value such as "high" means something only with its stratum.
        coding.put("system", Systems.COMPANION).put("code", stratum.id() + "-" + value.code());
        Resource.title(coding, "display", value.title());
      }
    }
  }

  private static void costs(ArrayNode items) {
    ArrayNode cost = Items.repeated(items, "cost", "Charge", "费用");
    Items.choice(
        Items.item(cost, "cost-component", "choice", "Component", "项目"),
        Stream.of(CostComponent.values()).map(CostComponent::coding).toList());
    Items.required(Items.item(cost, "cost-amount", "decimal", "Amount", "金额"));
    Items.required(
        Items.item(cost, "cost-currency", "string", "Currency (ISO 4217)", "币种（ISO 4217）"));
    Items.required(Items.item(cost, "cost-date", "date", "Date", "日期"));
  }

  private void lastContact(ArrayNode items) {
    ArrayNode status = group(items, "status", "Last contact", "末次随访");
    Items.required(Items.item(status, "status-date", "date", "Date", "日期"));
    Items.required(Items.item(status, "dead", "boolean", "Dead", "死亡"));
    if (module.endpoints().stream().anyMatch(endpoint -> !endpoint.texts("causes").isEmpty())) {
      Items.words(
          Items.item(status, "cause-of-death", "choice", "Cause of death", "死因"),
          "cardiovascular",
          "Cardiovascular",
          "心血管",
          "kidney",
          "Kidney",
          "肾脏",
          "cancer",
          "Cancer",
          "肿瘤",
          "infection",
          "Infection",
          "感染",
          "treatment",
          "The treatment",
          "治疗相关",
          "other",
          "Another cause",
          "其他",
          "unknown",
          "Not known",
          "不明");
    }
  }

  private static ArrayNode group(ArrayNode items, String linkId, String english, String chinese) {
    return Items.in(Items.item(items, linkId, "group", english, chinese));
  }
}
