package org.therafed.profiles.validation;

/**
 * The kinds of finding. {@code {element}}, {@code {found}}, {@code {needed}} and {@code {rule}} are
 * filled in the sentences.
 */
public enum IssueCode {
  UNKNOWN_ELEMENT(
      "FP-VAL-001",
      "structure",
      "{element} is not part of the profile and may not be sent (rule: allow-list).",
      "{element} 不属于该规范，不得发送（规则：允许清单）。"),
  REQUIRED(
      "FP-VAL-002",
      "required",
      "{element} is missing (rule: at least 1).",
      "缺少 {element}（规则：至少 1 个）。"),
  TOO_MANY(
      "FP-VAL-003",
      "structure",
      "{element} occurs {found} times (rule: at most {needed}).",
      "{element} 出现了 {found} 次（规则：最多 {needed} 次）。"),
  TYPE(
      "FP-VAL-004",
      "structure",
      "{element} is not of the right form (rule: {needed}).",
      "{element} 的形式不正确（规则：{needed}）。"),
  CODE(
      "FP-VAL-005",
      "code-invalid",
      "{element} has the code {found} (rule: {needed}).",
      "{element} 的代码为 {found}（规则：{needed}）。"),
  UNIT(
      "FP-VAL-006",
      "value",
      "{element} has the unit {found} (rule: {needed}).",
      "{element} 的单位为 {found}（规则：{needed}）。"),
  RANGE(
      "FP-VAL-007",
      "value",
      "{element} is {found}, which is not possible (rule: {needed}).",
      "{element} 的值 {found} 不可能（规则：{needed}）。"),
  DATE(
      "FP-VAL-008",
      "value",
      "{element} lies {found} (rule: {needed}).",
      "{element} 的日期超出范围（规则：{needed}）。"),
  PRECISION(
      "FP-VAL-009",
      "value",
      "{element} is not given precisely enough, or too precisely (rule: {needed}).",
      "{element} 的时间精度不符（规则：{needed}）。"),
  REFERENCE(
      "FP-VAL-010",
      "value",
      "{element} does not refer to what it must (rule: Type/id of {needed}).",
      "{element} 的引用不正确（规则：应为 {needed} 的 Type/id）。"),
  FREE_TEXT(
      "FP-VAL-011",
      "value",
      "{element} is a text that no known code or unit prints (rule: no free text).",
      "{element} 不是已知代码或单位的文字（规则：不得有自由文本）。"),
  CHOICE(
      "FP-VAL-012",
      "structure",
      "{element} is given {found} times (rule: {needed}).",
      "{element} 给出了 {found} 次（规则：{needed}）。"),
  INVARIANT(
      "FP-VAL-013",
      "invariant",
      "{element} {found} (rule: {rule}).",
      "{element} 违反规则 {rule}：{found}。"),
  PROFILE(
      "FP-VAL-014",
      "structure",
      "{element} does not name exactly one profile of the registry (rule: {needed}).",
      "{element} 没有恰好声明一个本登记库的规范（规则：{needed}）。"),
  EMPTY(
      "FP-VAL-015",
      "structure",
      "{element} is empty (rule: no empty or null values).",
      "{element} 为空（规则：不得为空或 null）。"),
  IMPLAUSIBLE(
      "FP-VAL-016",
      "value",
      "{element} is {found}, which is not plausible (rule: {needed}).",
      "{element} 的值 {found} 不合常理（规则：{needed}）。"),
  TRANSFER(
      "FP-VAL-020",
      "structure",
      "{element} {found} (rule: {needed}).",
      "{element} {found}（规则：{needed}）。");

  private final String code;
  private final String fhirType;
  private final String english;
  private final String chinese;

  IssueCode(String code, String fhirType, String english, String chinese) {
    this.code = code;
    this.fhirType = fhirType;
    this.english = english;
    this.chinese = chinese;
  }

  /** The stable code, e.g. {@code FP-VAL-002}. */
  public String code() {
    return code;
  }

  /** The FHIR issue type for OperationOutcome.issue.code. */
  public String fhirType() {
    return fhirType;
  }

  /** The FHIR issue type of a code; {@code invalid} for a code of another place. */
  public static String fhirTypeOf(String code) {
    for (IssueCode value : values()) {
      if (value.code.equals(code)) {
        return value.fhirType;
      }
    }
    return "invalid";
  }

  String english() {
    return english;
  }

  String chinese() {
    return chinese;
  }
}
