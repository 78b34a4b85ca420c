package org.therafed.profiles.projection;

import java.util.Locale;

/** Why an endpoint came out as it did; read by people beside the outcome. */
public enum OutcomeReason {
  MET("criterion met", "达到标准"),
  NOT_MET("criterion not met", "未达到标准"),
  NOT_CONFIRMED("met once but not confirmed", "曾达到但未经确认"),
  NO_BASELINE("no baseline in its window", "窗口期内无基线值"),
  BASELINE_LIMIT("baseline is zero or beyond a detection limit", "基线为零或超出检测限"),
  NO_LATER_VALUE("no value after the baseline", "基线后无数值"),
  NO_VALUE_IN_WINDOW("no value in the window of the day asked for", "所问日期的窗口期内无数值"),
  TOO_FEW_VALUES("too few days with a value", "有数值的天数过少"),
  VALUE_BEYOND_LIMIT("a value beyond a detection limit", "含超出检测限的数值"),
  NO_FOLLOW_UP("nothing is known after the start", "起点之后无随访"),
  FOLLOW_UP_TOO_SHORT("followed too short a time", "随访时间不足"),
  OTHER_SCALE("graded by another scale", "按其他量表分级"),
  NO_INFUSION("no infusion of cells is known", "无细胞回输记录"),
  AT_GOAL("already met at the baseline", "基线时已达标准"),
  NO_NADIR("never fell so low that it could recover", "未曾降至可判断恢复的水平"),
  UNDER_WAY("under way before the start", "起点之前已开始"),
  NO_ASSESSMENT("never assessed", "从未评估"),
  NO_RESPONSE("no response whose duration could be counted", "无可计算持续时间的缓解"),
  NO_PROCEDURE("none of the procedures was done", "未进行所述操作"),
  NO_CHARGE("no charge is known", "无费用记录"),
  SEVERAL_PRICES("charges in several currencies or price years", "费用的币种或价格年份不一"),
  NO_DOSE("no absorbed dose is known", "无吸收剂量记录"),
  DOSE_INCOMPLETE("fewer doses than administrations: a lower bound", "剂量记录少于给药次数：为下限值"),
  PART_NOT_EVALUABLE("a part cannot be evaluated", "组成终点中有一项无法评价"),
  CENSORED_PART("a part was censored before its event", "组成终点中有一项在事件前删失"),
  START_NOT_TO_THE_DAY("the start is not known to the day", "起点日期未精确到日"),
  COURSE_NOT_TO_THE_DAY("another course that decides is not known to the day", "起决定作用的其他疗程日期未精确到日"),
  DEATH_DAY_NOT_KNOWN("died on a day that is not known", "已死亡，但死亡日期不详"),
  DEATH("death", "死亡"),
  PROGRESSION("progression", "疾病进展"),
  TREATMENT_FAILURE("no remission by the end of its window", "窗口期结束前未达缓解"),
  NEXT_TREATMENT("next treatment", "后续治疗"),
  ADVERSE_EVENT("adverse event", "不良事件"),
  PROCEDURE("procedure", "操作"),
  LAST_ASSESSMENT("no event up to the last assessment", "至末次评估未发生事件"),
  LAST_CONTACT("no event up to the last contact", "至末次随访未发生事件");

  private final String en;
  private final String zh;

  OutcomeReason(String en, String zh) {
    this.en = en;
    this.zh = zh;
  }

  /** The reason in words for a reader. */
  public String in(Locale locale) {
    return locale.getLanguage().equals("zh") ? zh : en;
  }
}
