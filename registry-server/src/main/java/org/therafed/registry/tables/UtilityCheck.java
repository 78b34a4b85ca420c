package org.therafed.registry.tables;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.therafed.profiles.outcome.Phrase;

/**
 * Looks at a value set: one utility for each of the 243 states of EQ-5D-3L or the 3,125 of
 * EQ-5D-5L, full health among them as 1. A state is five digits: mobility, self-care, usual
 * activities, pain and discomfort, anxiety and depression (EuroQol Research Foundation, EQ-5D user
 * guides).
 */
final class UtilityCheck {

  private static final int STATES_3L = 243;
  private static final int STATES_5L = 3125;
  private static final String FULL_HEALTH = "11111";

  private UtilityCheck() {}

  /** What is wrong, by line; empty: nothing. */
  static List<TableProblem> problems(String csv) {
    List<TableProblem> problems = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    int line = 0;
    boolean headed = false;
    for (String written : csv.replace("\uFEFF", "").split("\n", -1)) {
      line++;
      String row = written.strip();
      if (row.isEmpty() || row.startsWith("#")) {
        continue;
      }
      if (!headed) {
        headed = true;
        if (!row.equals(TableKind.UTILITY.header())) {
          return List.of(problem(line, "the header is not state,utility", "表头不是 state,utility"));
        }
        continue;
      }
      row(row, line, seen, problems);
    }
    if (problems.isEmpty() && !isWhole(seen)) {
      problems.add(
          problem(
              line,
              "there are "
                  + seen.size()
                  + " states; all 243 of levels 1 to 3 or all 3125 of 1 to 5"
                  + " are needed",
              "有 " + seen.size() + " 个状态；应为水平 1 至 3 的全部 243 个或 1 至 5 的全部 3125 个"));
    }
    return problems;
  }

  private static void row(
      String row, int line, Map<String, Integer> seen, List<TableProblem> problems) {
    String[] fields = row.split(",", -1);
    if (fields.length != 2) {
      problems.add(problem(line, "2 columns are needed", "应有 2 列"));
      return;
    }
    String state = fields[0].strip();
    String utility = fields[1].strip();
    if (!state.matches("[1-5]{5}")) {
      problems.add(problem(line, "a state of five digits 1 to 5 is needed", "应为五位 1 至 5 的状态"));
    } else if (seen.putIfAbsent(state, line) != null) {
      problems.add(
          problem(
              line,
              "the state stands in line " + seen.get(state) + " too",
              "该状态在第 " + seen.get(state) + " 行已有"));
    }
    if (!utility.matches("-?[01](\\.\\d{1,4})?") || !isUtility(new BigDecimal(utility))) {
      problems.add(
          problem(
              line,
              "a utility from -1 to 1 with at most four decimals is needed",
              "应为 -1 至 1、小数不超过四位的效用值"));
    } else if (state.equals(FULL_HEALTH)
        && new BigDecimal(utility).compareTo(BigDecimal.ONE) != 0) {
      problems.add(problem(line, "state 11111 has the utility 1", "状态 11111 的效用值应为 1"));
    }
  }

  private static boolean isUtility(BigDecimal value) {
    return value.abs().compareTo(BigDecimal.ONE) <= 0;
  }

  private static boolean isWhole(Map<String, Integer> states) {
    boolean three = states.keySet().stream().allMatch(state -> state.matches("[1-3]{5}"));
    return states.size() == (three ? STATES_3L : STATES_5L);
  }

  private static TableProblem problem(int line, String english, String chinese) {
    return new TableProblem(line, new Phrase(english, chinese));
  }
}
