package org.therafed.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.therafed.gateway.console.ResultsView.Side;

/** Prints what the registry has released, as it came; computes nothing. */
final class FederationSide {

  /** Where a cell of a released table is withheld. */
  private static final Side WITHHELD = Side.without("not-released");

  private final JsonNode answer;

  /**
   * @param answer of the registry; empty if it could not be asked
   */
  FederationSide(Optional<JsonNode> answer) {
    this.answer = answer.orElse(MissingNode.getInstance());
  }

  String state() {
    return answer.path("state").asText("absent");
  }

  /** Name and day of the data cut; null if there is none. */
  String cut() {
    return answer.has("cut")
        ? answer.path("cut").asText() + " (" + answer.path("dataCut").asText() + ")"
        : null;
  }

  private JsonNode result() {
    return answer.path("result");
  }

  private boolean released() {
    return state().equals("released");
  }

  private String people() {
    return result().path("n").asText() + " / " + result().path("sites").asText();
  }

  /** Its response rate. */
  Side response() {
    return released() ? share(result().path("rate"), people()) : Side.without(state());
  }

  /** Its median, months. */
  Side median() {
    if (!released()) {
      return Side.without(state());
    }
    JsonNode median = result().path("median");
    return new Side(
        number(median.path("value")),
        Figure.limits(number(median.path("lower")), number(median.path("upper"))),
        people(),
        state());
  }

  /** The published points of its curve, in order: month, survival, lower, upper limit. */
  List<Double[]> points() {
    List<Double[]> points = new ArrayList<>();
    for (JsonNode point : result().path("curve")) {
      points.add(
          new Double[] {
            point.path("month").asDouble(),
            point.path("survival").asDouble(),
            limit(point.path("lower")),
            limit(point.path("upper"))
          });
    }
    return points;
  }

  private static Double limit(JsonNode value) {
    return value.isNumber() ? value.asDouble() : null;
  }

  /** Its curve at a month; nothing beyond its end. */
  Side at(int month) {
    JsonNode found = null;
    JsonNode last = null;
    for (JsonNode point : result().path("curve")) {
      found = point.path("month").asDouble() <= month ? point : found;
      last = point;
    }
    if (found == null || last.path("month").asDouble() < month) {
      return released() ? Side.NONE : Side.without(state());
    }
    String interval =
        found.path("lower").isNumber()
            ? Figure.percent(found.path("lower").asDouble())
                + " – "
                + Figure.percent(found.path("upper").asDouble())
            : "";
    return new Side(
        Figure.percent(found.path("survival").asDouble()),
        interval,
        found.path("atRisk").asText(),
        state());
  }

  /** Of its table of adverse events any term, under an empty code, and each term that it shows. */
  Map<String, Side[]> events() {
    Map<String, Side[]> events = new TreeMap<>();
    if (released()) {
      events.put("", term(result().path("anyTerm")));
      result().path("terms").forEach(term -> events.put(term.path("term").asText(), term(term)));
    }
    return events;
  }

  private Side[] term(JsonNode term) {
    return new Side[] {share(term.path("any"), people()), share(term.path("grade3Plus"), "")};
  }

  private Side share(JsonNode proportion, String people) {
    return proportion.path("value").isNumber()
        ? new Side(
            Figure.percent(proportion.path("value").asDouble()),
            Figure.percent(proportion.path("lower").asDouble())
                + " – "
                + Figure.percent(proportion.path("upper").asDouble()),
            people,
            state())
        : WITHHELD;
  }

  private static String number(JsonNode value) {
    return value.isNumber() ? Figure.tenth(value.asDouble()) : "";
  }
}
