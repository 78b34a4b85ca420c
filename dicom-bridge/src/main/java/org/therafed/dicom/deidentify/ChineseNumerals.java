package org.therafed.dicom.deidentify;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers and years in Chinese numerals within a text: 二〇二六年三月十四日, 民国五十年. */
final class ChineseNumerals {
  private static final String DIGITS = "〇零○一二三四五六七八九";
  private static final String FINANCIAL = "〇零○壹贰叁肆伍陆柒捌玖";
  private static final String TRADITIONAL = "〇零○壹貳參肆伍陸柒捌玖";

  /** Zero is written in three ways. */
  private static final int ZEROS = 3;

  private static final Pattern RUN =
      Pattern.compile(
          "[" + DIGITS + FINANCIAL.substring(ZEROS) + TRADITIONAL.substring(ZEROS) + "十拾廿卅百佰元正两]+");

  private static final Pattern ERA =
      Pattern.compile("(明治|大正|昭和|平成|令和|民国|民國)\\s*(\\d{1,3})(?=\\s*年)");

  /** The year before the first of each era. */
  private static final Map<String, Integer> BEFORE_FIRST =
      Map.of("明治", 1867, "大正", 1911, "昭和", 1925, "平成", 1988, "令和", 2018, "民国", 1911, "民國", 1911);

  private ChineseNumerals() {}

  /** The text with digits in place of numerals, and years of our calendar in place of eras'. */
  static String inDigits(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) < '〇') {
      at++;
    }
    if (at == text.length()) {
      return text;
    }
    String digits = RUN.matcher(text).replaceAll(run -> number(run.group()));
    Matcher era = ERA.matcher(digits);
    return era.replaceAll(
        year -> " " + (BEFORE_FIRST.get(year.group(1)) + Integer.parseInt(year.group(2))));
  }

  /** Digit by digit where there is no sign of ten or hundred. */
  private static String number(String run) {
    StringBuilder digits = new StringBuilder();
    int sum = 0;
    int last = -1;
    boolean counted = false;
    for (int i = 0; i < run.length(); i++) {
      char c = run.charAt(i);
      int unit = unit(c);
      if (unit == 0) {
        last = digit(c);
        digits.append(last);
        continue;
      }
      counted = true;
      sum += unit == 20 || unit == 30 ? unit : unit * (last < 0 ? 1 : last);
      last = -1;
    }
    return counted ? Integer.toString(sum + Math.max(0, last)) : digits.toString();
  }

  private static int unit(char c) {
    return switch (c) {
      case '十', '拾' -> 10;
      case '廿' -> 20;
      case '卅' -> 30;
      case '百', '佰' -> 100;
      default -> 0;
    };
  }

  private static int digit(char c) {
    if (c == '元' || c == '正') {
      return 1;
    }
    if (c == '两') {
      return 2;
    }
    int at = Math.max(DIGITS.indexOf(c), Math.max(FINANCIAL.indexOf(c), TRADITIONAL.indexOf(c)));
    return Math.max(0, at - ZEROS + 1);
  }
}
