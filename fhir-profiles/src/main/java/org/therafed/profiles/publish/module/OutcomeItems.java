package org.therafed.profiles.publish.module;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.therafed.profiles.module.OrganLimit;
import org.therafed.profiles.module.RequiredElement;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.ProcedureKinds;
import org.therafed.profiles.terminology.ResponseCriteria;

/** What a module's endpoints are judged by, as items: only what one of its rules reads. */
final class OutcomeItems {
  private final TherapyModule module;

  OutcomeItems(TherapyModule module) {
    this.module = module;
  }

  void addTo(ArrayNode items) {
    responses(items);
    lesions(items);
    absorbedDoses(items);
    procedures(items);
    transfusions(items);
    if (events().anyMatch("next-treatment-or-death"::equals)) {
      Items.item(items, "next-treatment", "date", "First day of the next treatment", "下一治疗首日");
    }
  }

  /** The components of an ASTCT grade, within an adverse event. */
  void astct(ArrayNode event) {
    boolean crs = scale("ASTCT-CRS");
    boolean icans = scale("ASTCT-ICANS");
    if (crs) {
      ObjectNode celsius =
          Items.item(event, "astct-temperature", "decimal", "Highest temperature", "最高体温");
      Items.number(celsius, "Cel", BigDecimal.valueOf(25), BigDecimal.valueOf(45));
      Items.item(
          event,
          "astct-fever-treated",
          "boolean",
          "Antipyretic or anticytokine therapy",
          "已用退热或抗细胞因子治疗");
      Items.words(
          Items.item(event, "astct-hypotension", "choice", "Hypotension", "低血压"),
          "none",
          "None",
          "无",
          "no-vasopressor",
          "Without vasopressor",
          "无需升压药",
          "one-vasopressor",
          "One vasopressor",
          "一种升压药",
          "multiple-vasopressors",
          "Several vasopressors",
          "多种升压药");
      Items.words(
          Items.item(event, "astct-oxygen", "choice", "Oxygen", "氧疗"),
          "none",
          "None",
          "无",
          "low-flow",
          "Low flow",
          "低流量",
          "high-flow",
          "High flow",
          "高流量",
          "positive-pressure",
          "Positive pressure",
          "正压通气");
    }
    if (icans) {
      Items.item(event, "astct-ice-score", "integer", "ICE score, 0 to 10", "ICE 评分（0–10）");
      Items.words(
          Items.item(event, "astct-consciousness", "choice", "Consciousness", "意识"),
          "alert",
          "Alert",
          "清醒",
          "awakens-spontaneously",
          "Awakens spontaneously",
          "自行醒来",
          "awakens-to-voice",
          "Awakens to voice",
          "呼唤醒来",
          "awakens-to-touch",
          "Awakens to touch",
          "触碰醒来",
          "unarousable",
          "Cannot be aroused",
          "无法唤醒");
      Items.words(
          Items.item(event, "astct-seizure", "choice", "Seizure", "癫痫发作"),
          "none",
          "None",
          "无",
          "brief",
          "Brief",
          "短暂",
          "prolonged",
          "Prolonged or repeated",
          "持续或反复");
      Items.item(event, "astct-motor-weakness", "boolean", "Motor weakness", "运动无力");
      Items.words(
          Items.item(event, "astct-oedema", "choice", "Cerebral oedema", "脑水肿"),
          "none",
          "None",
          "无",
          "focal",
          "Focal",
          "局灶",
          "diffuse",
          "Diffuse",
          "弥漫");
    }
  }

  private boolean scale(String scale) {
    return module.endpoints().stream()
        .anyMatch(endpoint -> endpoint.text("scale").filter(scale::equals).isPresent());
  }

  private Stream<String> events() {
    return module.endpoints().stream().flatMap(endpoint -> endpoint.text("event").stream());
  }

  private void responses(ArrayNode items) {
    Set<String> criteria = new LinkedHashSet<>();
    module.endpoints().forEach(endpoint -> criteria.addAll(endpoint.textOrTexts("criterion")));
    module.required().stream()
        .filter(element -> element.fact() == RequiredElement.Source.RESPONSE)
        .filter(element -> element.of() != null)
        .forEach(element -> criteria.add(element.of()));
    List<ResponseCriteria.Criterion> known =
        criteria.stream().flatMap(name -> module.criterion(name).stream()).toList();
    if (known.isEmpty()) {
      return;
    }
    ArrayNode response = Items.repeated(items, "response", "Response", "疗效评估");
    Items.choice(
        Items.item(response, "response-criterion", "choice", "Criterion", "标准"),
        known.stream().map(ResponseCriteria.Criterion::coding).toList());
    Set<Coding> categories = new LinkedHashSet<>();
    known.forEach(c -> c.categories().forEach(category -> categories.add(category.coding())));
    Items.choice(Items.item(response, "response-category", "choice", "Category", "类别"), categories);
    Items.required(Items.item(response, "response-date", "date", "Date", "日期"));
    Items.item(response, "response-best", "boolean", "Best response of the course", "疗程最佳疗效");
  }

  private void lesions(ArrayNode items) {
    if (module.endpoints().stream().noneMatch(e -> e.kind() == RuleKind.SUM_OF_DIAMETERS)) {
      return;
    }
    ArrayNode lesion = Items.repeated(items, "lesion", "Lesion measured", "病灶测量");
    Items.required(Items.item(lesion, "lesion-id", "string", "Lesion", "病灶编号"));
    Items.required(Items.item(lesion, "lesion-date", "date", "Date", "日期"));
    ObjectNode role = Items.item(lesion, "lesion-role", "choice", "Role", "类型");
    Items.required(role);
    Items.words(
        role,
        "target",
        "Target lesion",
        "靶病灶",
        "non-target",
        "Non-target lesion",
        "非靶病灶",
        "new",
        "New lesion",
        "新病灶");
    Items.required(
        Items.item(
            lesion,
            "lesion-site",
            "string",
            "Site (SNOMED CT, or ICD-O-3 such as C77.2)",
            "部位（SNOMED CT，或 ICD-O-3 如 C77.2）"));
    Items.unit(Items.item(lesion, "lesion-size", "decimal", "Diameter", "直径"), "mm");
    Items.item(
        lesion,
        "lesion-study",
        "string",
        "Study Instance UID of the images",
        "影像的 Study Instance UID");
  }

  private void absorbedDoses(ArrayNode items) {
    List<Coding> organs = module.organsAtRisk().stream().map(OrganLimit::organ).toList();
    if (organs.isEmpty()) {
      return;
    }
    ArrayNode dose = Items.repeated(items, "absorbed-dose", "Absorbed dose", "吸收剂量");
    Items.choice(Items.item(dose, "absorbed-dose-organ", "choice", "Organ", "器官"), organs);
    ObjectNode gray = Items.item(dose, "absorbed-dose-gray", "decimal", "Mean dose", "平均剂量");
    Items.required(gray);
    Items.unit(gray, "Gy");
    Items.required(
        Items.item(dose, "absorbed-dose-cycle", "integer", "Number of the cycle", "周期序号"));
    Items.required(Items.item(dose, "absorbed-dose-date", "date", "Date", "日期"));
    ObjectNode method = Items.item(dose, "absorbed-dose-method", "choice", "Method", "方法");
    Items.required(method);
    Items.words(
        method,
        "mird",
        "MIRD",
        "MIRD",
        "voxel",
        "Voxel",
        "体素法",
        "monte-carlo",
        "Monte Carlo",
        "蒙特卡罗",
        "other",
        "Another",
        "其他");
  }

  private void procedures(ArrayNode items) {
    Set<String> kinds = new LinkedHashSet<>();
    module.endpoints().forEach(endpoint -> kinds.addAll(endpoint.texts("procedures")));
    if (kinds.isEmpty()) {
      return;
    }
    Set<Coding> codings = new LinkedHashSet<>();
    for (String kind : kinds) {
      ProcedureKinds.standard().all().stream()
          .filter(row -> row.kind().equals(kind))
          .findFirst()
          .ifPresent(row -> codings.add(row.coding()));
    }
    ArrayNode procedure = Items.repeated(items, "procedure", "Procedure", "手术与操作");
    Items.choice(Items.item(procedure, "procedure-kind", "choice", "Kind", "类别"), codings);
    Items.required(Items.item(procedure, "procedure-start", "date", "First day", "首日"));
    Items.item(procedure, "procedure-end", "date", "Last day; empty while it goes on", "末日（进行中留空）");
    Items.item(procedure, "procedure-id", "string", "Number of the procedure", "手术与操作编号");
  }

  private void transfusions(ArrayNode items) {
    if (module.endpoints().stream().allMatch(endpoint -> endpoint.texts("without").isEmpty())) {
      return;
    }
    ArrayNode transfusion = Items.repeated(items, "transfusion", "Transfusion", "输血");
    ObjectNode component =
        Items.item(transfusion, "transfusion-component", "choice", "Component", "成分");
    Items.required(component);
    Items.words(
        component,
        "red-blood-cells",
        "Red blood cells",
        "红细胞",
        "platelets",
        "Platelets",
        "血小板",
        "plasma",
        "Plasma",
        "血浆");
    Items.required(Items.item(transfusion, "transfusion-date", "date", "Date", "日期"));
    ObjectNode volume = Items.item(transfusion, "transfusion-volume", "decimal", "Volume", "容量");
    Items.required(volume);
    Items.unit(volume, "mL");
    Items.item(transfusion, "transfusion-id", "string", "Number of the transfusion", "输血编号");
  }
}
