package org.therafed.profiles.coherence;

import java.util.List;
import org.therafed.profiles.coherence.Finding.Severity;

/** The kinds of finding over several records of one person. */
public enum FindingCode {
  ADMINISTRATION_OUTSIDE_COURSE(
      "FP-FIND-001",
      Severity.WARNING,
      "The administration lies outside the dates of its course.",
      "给药时间不在其疗程的起止日期之内。"),
  CYCLE_NUMBER_TWICE(
      "FP-FIND-002",
      Severity.ERROR,
      "Two cycles of one course have the number {numbers}.",
      "同一疗程中有两个周期的编号均为 {numbers}。"),
  CYCLE_MISSING(
      "FP-FIND-003",
      Severity.WARNING,
      "The course has a later cycle but not number {numbers}.",
      "该疗程已有更后的周期，但缺少第 {numbers} 周期。"),
  CYCLE_ABOVE_PLAN(
      "FP-FIND-004",
      Severity.ERROR,
      "The course has cycle {numbers} that its therapy module plans.",
      "该疗程出现第 {numbers} 个周期。"),
  DOSE_WITHOUT_ADMINISTRATION(
      "FP-FIND-005",
      Severity.WARNING,
      "The dose belongs to a cycle or administration that is not known to have been given.",
      "该剂量所属的周期或给药尚无已执行的记录。"),
  EVENT_BEFORE_TREATMENT(
      "FP-FIND-006",
      Severity.WARNING,
      "The adverse event began before the first administration and is not judged unrelated.",
      "不良事件发生于首次给药之前，且未判定为与治疗无关。"),
  AFTER_DEATH(
      "FP-FIND-007",
      Severity.ERROR,
      "The record lies, or ends, after the person's death.",
      "该记录的日期或结束日期在患者死亡之后。"),
  TWO_DEATHS(
      "FP-FIND-008",
      Severity.ERROR,
      "The person's records state death on different days.",
      "患者的记录给出了不同的死亡日期。"),
  RESPONSE_BEFORE_BASELINE(
      "FP-FIND-009",
      Severity.WARNING,
      "The response was assessed before the course that it judges began.",
      "疗效评价的日期早于其所评价疗程的开始。"),
  CONSENT_NOT_ACTIVE(
      "FP-FIND-010",
      Severity.ERROR,
      "The person's latest consent does not permit export.",
      "患者最近一次的知情同意不允许导出。"),
  SETTLEMENT_TOTAL(
      "FP-FIND-011",
      Severity.ERROR,
      "The total of the settlement is not the sum of its items.",
      "结算总额与各项目之和不符。"),
  CELLS_OF_ANOTHER(
      "FP-FIND-012",
      Severity.ERROR,
      "The infusion names cells whose recipient, or that of what they were made from, is another person.",
      "输注所指细胞或其来源产品的受者是另一名患者。"),
  INDICATION_NOT_OF_MODULE(
      "FP-FIND-013",
      Severity.WARNING,
      "The course's indication is none of its therapy module {numbers}.",
      "疗程的适应症不属于其治疗模块 {numbers}。"),
  MODALITY_NOT_OF_MODULE(
      "FP-FIND-014",
      Severity.ERROR,
      "The course's modality is not that of its therapy module {numbers}.",
      "疗程的治疗方式与其治疗模块 {numbers} 不符。"),
  PRODUCT_NOT_OF_MODULE(
      "FP-FIND-015",
      Severity.WARNING,
      "The product given in the course is none of its therapy module {numbers}.",
      "疗程中给予的产品不属于其治疗模块 {numbers}。"),
  CYCLES_ON_ONE_DAY(
      "FP-FIND-016",
      Severity.ERROR,
      "Cycles {numbers} of one course began on the same day.",
      "同一疗程的第 {numbers} 周期在同一天开始。"),
  DOSE_OUTSIDE_PLAN(
      "FP-FIND-017",
      Severity.WARNING,
      "The dose given is not as the course's therapy module plans it: {numbers}.",
      "给药剂量与疗程治疗模块的计划不符：{numbers}。"),
  INTERVAL_OUTSIDE_PLAN(
      "FP-FIND-018",
      Severity.WARNING,
      "The time since the cycle before is far from what the therapy module plans: {numbers}.",
      "与前一周期的间隔远离治疗模块的计划：{numbers}。"),
  MODULE_VERSION_NOT_KNOWN(
      "FP-FIND-019",
      Severity.WARNING,
      "The record names a version of its therapy module that is not known here; known: {numbers}.",
      "记录所指的治疗模块版本在此未知；已知：{numbers}。"),
  GROUP_NOT_IN_TABLE(
      "FP-FIND-020",
      Severity.WARNING,
      "The settlement's DRG or DIP group is not in the code table of its system that is in use.",
      "结算的 DRG 组或 DIP 条目不在所用的该编码系统代码表中。"),
  GROUP_WITHOUT_TARIFF(
      "FP-FIND-021",
      Severity.WARNING,
      "The tariff in use of the settlement's city has no amount for its DRG or DIP group.",
      "所用的该城市支付标准中没有结算的 DRG 组或 DIP 条目的金额。"),
  ITEM_NOT_IN_TABLE(
      "FP-FIND-022",
      Severity.WARNING,
      "An item's code is not in the code table of its system that is in use.",
      "项目的编码不在所用的该编码系统代码表中。"),
  PRICE_NOT_IN_TARIFF(
      "FP-FIND-023",
      Severity.WARNING,
      "The tariff that the charge cites has no price for its code, city and year.",
      "收费所引用的价格标准中没有该编码、城市和年份的价格。"),
  PRICE_NOT_OF_TARIFF(
      "FP-FIND-024",
      Severity.WARNING,
      "The amount of the charge is not the price in the tariff that it cites.",
      "收费金额不是其所引用的价格标准中的价格。"),
  NUMBER_OUT_OF_BOUNDS(
      "FP-FIND-025",
      Severity.ERROR,
      "The record has a number beyond all bounds, with which nothing is calculated.",
      "记录中有超出一切界限的数，不参与任何计算。"),
  FATAL_DIFFERS(
      "FP-FIND-026",
      Severity.ERROR,
      "Of the adverse event's grade and outcome only one says that the person died.",
      "不良事件的分级与转归中只有一项表明患者死亡。"),
  CHAIN_BROKEN(
      "FP-FIND-027",
      Severity.ERROR,
      "Cells and what they were made from have no identifier of the chain of identity in common.",
      "细胞与其来源产品没有共同的身份链标识。"),
  CELLS_OUT_OF_ORDER(
      "FP-FIND-028",
      Severity.ERROR,
      "Cells were collected or manufactured after what was made of them or done with them.",
      "细胞的采集或制备日期晚于其后续处理或输注的日期。"),
  CELLS_OF_THEMSELVES(
      "FP-FIND-029",
      Severity.ERROR,
      "Cells are said to be made from themselves.",
      "细胞产品被记录为由其自身制成。"),
  CYCLES_OUT_OF_ORDER(
      "FP-FIND-030",
      Severity.ERROR,
      "Cycles {numbers} of one course are dated in the reverse order.",
      "同一疗程的第 {numbers} 周期日期顺序颠倒。"),
  CYCLE_BEFORE_COURSE(
      "FP-FIND-031", Severity.WARNING, "The cycle began before its course.", "周期的开始早于其疗程的开始。"),
  DOSE_BEFORE_ADMINISTRATION(
      "FP-FIND-032",
      Severity.ERROR,
      "The absorbed dose is dated before the administration that gave it.",
      "吸收剂量的日期早于产生该剂量的给药。"),
  DOSES_IN_ONE_CYCLE(
      "FP-FIND-033",
      Severity.WARNING,
      "Cycle {numbers} of one course has more therapeutic doses than its therapy module plans.",
      "同一疗程的第 {numbers} 周期的治疗性给药次数超过其治疗模块的计划。"),
  BENEFIT_ABOVE_TOTAL(
      "FP-FIND-034",
      Severity.ERROR,
      "The settlement pays more than was submitted.",
      "结算支付的金额高于申报总额。"),
  START_NOT_TO_THE_DAY(
      "FP-FIND-035",
      Severity.WARNING,
      "The start of the course is not known to the day, so that no endpoint can be counted from it; the day is needed.",
      "疗程的起点未精确到日，无法据此计算终点；请补充具体日期。"),
  DEATH_WITHOUT_DAY(
      "FP-FIND-036",
      Severity.WARNING,
      "The person died of the adverse event and no record says the day; a vital status is needed.",
      "患者死于该不良事件，但无记录给出死亡日期；请补充生存状态记录。");

  private final String code;
  private final Severity severity;
  private final String english;
  private final String chinese;

  FindingCode(String code, Severity severity, String english, String chinese) {
    this.code = code;
    this.severity = severity;
    this.english = english;
    this.chinese = chinese;
  }

  /** The stable code, e.g. {@code FP-FIND-001}. */
  public String code() {
    return code;
  }

  /** Whether the records exclude each other. */
  public Severity severity() {
    return severity;
  }

  Finding of(Place... places) {
    return of(List.of(places), "", "");
  }

  /** A finding that names cycle numbers, or what a therapy module plans. */
  Finding of(List<Place> places, String numbersEn, String numbersZh) {
    List<String> elements = places.stream().map(Place::element).toList();
    List<String> distinct = elements.stream().distinct().toList();
    return new Finding(
        code,
        severity,
        places.stream().map(Place::reference).toList(),
        elements,
        sentence(english.replace("{numbers}", numbersEn), ".", " (", ", ", ")", distinct),
        sentence(chinese.replace("{numbers}", numbersZh), "。", "（", "、", "）", distinct));
  }

  /** The sentence with the elements before its end. */
  private static String sentence(
      String text, String stop, String open, String comma, String close, List<String> elements) {
    String withoutStop = text.substring(0, text.length() - stop.length());
    return withoutStop + open + String.join(comma, elements) + close + stop;
  }
}
