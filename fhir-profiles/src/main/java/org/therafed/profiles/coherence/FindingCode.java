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
      "FP-FIND-007", Severity.ERROR, "The record lies after the person's death.", "该记录的日期在患者死亡之后。"),
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
      "The infusion names cells whose recipient is another person.",
      "输注所指细胞的受者是另一名患者。");

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

  Finding of(List<String> references) {
    return of(references, "", "");
  }

  /** A finding that names cycle numbers. */
  Finding of(List<String> references, String numbersEn, String numbersZh) {
    return new Finding(
        code,
        severity,
        references,
        english.replace("{numbers}", numbersEn),
        chinese.replace("{numbers}", numbersZh));
  }
}
