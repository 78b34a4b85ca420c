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
 * The questionnaire for entry by hand, made of the module: person, consent, diagnosis, course,
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
    person(items);
    consent(items);
    Items.required(
        Items.item(
            items, "course-id", "string", "Number of the course in the hospital", "医院的疗程编号"));
    course(items);
    cycles(items);
    cellProducts(items);
    administrations(items);
    laboratory(items);
    outcomes.addTo(items);
    adverseEvents(items);
    companion(items);
    costs(items);
    lastContact(items);
    return questionnaire;
  }

  private static void person(ArrayNode items) {
    ArrayNode person = group(items, "person", "Person", "患者");
    ObjectNode sex = Items.item(person, "sex", "choice", "Sex", "性别");
    Items.required(sex);
    Items.words(
        sex, "M", "Male", "男", "F", "Female", "女", "O", "Another", "其他", "U", "Not known", "不明");
    Items.item(person, "birth-date", "date", "Day of birth", "出生日期");
    Items.item(person, "region", "string", "Region (ISO 3166-2 or province)", "地区（ISO 3166-2 或省份）");
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
    Items.item(course, "diagnosed-on", "date", "Date of the diagnosis", "诊断日期");
    Items.required(Items.item(course, "decision-date", "date", "Date of the decision", "治疗决策日期"));
    ObjectNode pathway = Items.item(course, "pathway", "choice", "Decision", "决策");
    Items.required(pathway);
    Items.words(
        pathway,
        "treated",
        "Treated",
        "接受治疗",
        "eligible-untreated",
        "Eligible, not treated",
        "符合条件但未治疗",
        "standard-care",
        "Standard care",
        "标准治疗");
    Items.listed(
        Items.item(course, "modality", "choice", "Modality", "治疗方式"), "modality", Systems.MODALITY);
    Items.item(course, "start", "date", "First day; empty if not treated", "首日（未治疗则留空）");
    Items.item(course, "end", "date", "Last day", "末日");
    status(Items.item(course, "course-status", "choice", "Status", "状态"), false);
    Items.item(course, "line", "integer", "Line of therapy", "治疗线数");
  }

  static void status(ObjectNode item, boolean perhapsNotDone) {
    Items.words(
        item,
        "in-progress",
        "Goes on",
        "进行中",
        "completed",
        "Completed",
        "已完成",
        "stopped",
        "Stopped",
        "已中止");
    if (perhapsNotDone) {
      Items.words(item, "not-done", "Not done", "未进行");
    }
  }

  /** Cycles with several administrations, and the stages of a treatment with cells. */
  private void cycles(ArrayNode items) {
    if (module.schedule() == null && !module.kind().isOfCells()) {
      return;
    }
    ArrayNode cycle = Items.repeated(items, "cycle-record", "Cycle or stage", "周期或阶段");
    Items.required(Items.item(cycle, "cycle-number", "integer", "Number", "序号"));
    if (module.kind().isOfCells()) {
      Items.listed(
          Items.item(cycle, "cycle-stage", "choice", "Stage", "阶段"),
          "cycle-stage",
          Systems.CYCLE_STAGE);
    }
    Items.required(Items.item(cycle, "cycle-start", "date", "First day", "首日"));
    Items.item(cycle, "cycle-end", "date", "Last day", "末日");
    ObjectNode status = Items.item(cycle, "cycle-status", "choice", "Status", "状态");
    Items.required(status);
    status(status, true);
  }

  private void cellProducts(ArrayNode items) {
    if (!needs(RequiredElement.Source.CELL_PRODUCT)) {
      return;
    }
    ArrayNode cells = Items.repeated(items, "cells", "Cells", "细胞");
    Items.required(Items.item(cells, "cells-id", "string", "Number of the cells", "细胞编号"));
    Items.required(Items.item(cells, "cells-chain", "string", "Chain-of-identity number", "身份链编号"));
    ObjectNode material = Items.item(cells, "cells-material", "choice", "Material", "材料");
    Items.required(material);
    Items.listed(material, "cell-material", Systems.CELL_MATERIAL);
    ObjectNode source = Items.item(cells, "cells-source", "choice", "Source", "来源");
    Items.required(source);
    Items.words(source, "autologous", "Autologous", "自体", "allogeneic", "Allogeneic", "异体");
    Items.item(cells, "cells-parent", "string", "Made from the cells of number", "来源细胞编号");
    Items.item(cells, "cells-cycle", "integer", "Collected in the cycle of number", "采集所在周期序号");
    Items.item(cells, "cells-collected", "date", "Collected", "采集日期");
    Items.item(cells, "cells-made", "date", "Manufactured", "制备日期");
    Items.item(cells, "cells-dose", "quantity", "Cells (10*6 or 10*6/kg)", "细胞数（10*6 或 10*6/kg）");
    Items.unit(Items.item(cells, "cells-viability", "decimal", "Viability", "活率"), "%");
    Items.item(
        cells, "cells-copies", "decimal", "Vector copies per diploid genome", "每二倍体基因组载体拷贝数");
    Items.unit(Items.item(cells, "cells-transduced", "decimal", "Transduced", "转导率"), "%");
  }

  private void administrations(ArrayNode items) {
    ArrayNode given = Items.repeated(items, "administration", "Administration", "给药");
    // Before cells other medicines are given, which no list of the module names.
    String options = module.kind().isOfCells() ? "open-choice" : "choice";
    ObjectNode product = Items.item(given, "product", options, "Product", "产品");
    Items.required(product);
    for (Coding coding : module.products()) {
      Resource.productCoding(
          product.withArray("answerOption").addObject().putObject("valueCoding"), coding, module);
    }
    Items.required(Items.item(given, "given-at", "dateTime", "Time", "时间"));
    if (module.schedule() != null || module.kind().isOfCells()) {
      Items.item(given, "cycle", "integer", "Number of the cycle", "周期序号");
    }
    Items.item(
        given,
        "administration-id",
        "string",
        "Number of the administration, where a cycle has several",
        "给药编号（一个周期有多次给药时）");
    Items.item(given, "lot", "string", "Lot; it stays here", "批号（不外发）");
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
      Items.item(
          given,
          "cell-product",
          "string",
          "Number of the cells, of a dose of cells",
          "细胞编号（给予细胞时）");
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
    Items.item(labs, "laboratory-id", "string", "Number of the sample", "样本编号");
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
    Items.item(event, "adverse-event-id", "string", "Number of the event", "事件编号");
    Items.words(
        Items.item(event, "adverse-event-related", "choice", "By the treatment", "与治疗相关"),
        "yes",
        "Yes",
        "是",
        "possibly",
        "Possibly",
        "可能",
        "no",
        "No",
        "否");
    Items.item(event, "adverse-event-serious", "boolean", "Serious", "严重");
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
    Items.item(
        cost,
        "cost-year",
        "integer",
        "Year of the prices, if not that of the date",
        "价格年份（若非日期所在年）");
    Items.item(cost, "cost-id", "string", "Number of the charge", "费用编号");
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
