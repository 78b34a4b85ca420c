package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Compares the expectations of results with the answers, and keeps count. */
public final class OracleCheck {
  private final OracleFolder folder;
  private final List<String> failures = new ArrayList<>();
  private final List<String> informative = new ArrayList<>();
  private final Map<String, Integer> notYet = new TreeMap<>();
  private int met;
  private double largestError;
  private double largestShare;

  public OracleCheck(OracleFolder folder) {
    this.folder = folder;
  }

  /** Required expectations that were met. */
  public int met() {
    return met;
  }

  /** The largest relative difference among those met. */
  public double largestError() {
    return largestError;
  }

  /** The largest difference among those met, as a share of the tolerance. */
  public double largestShare() {
    return largestShare;
  }

  /** Required expectations that were not met, with the difference. */
  public List<String> failures() {
    return failures;
  }

  /** Informative expectations, with the difference. */
  public List<String> informative() {
    return informative;
  }

  /** Required expectations that the library does not compute yet, counted by name. */
  public Map<String, Integer> notYet() {
    return notYet;
  }

  /** Checks all expectations of one result. */
  public void check(JsonNode result, OracleAnswers answers) {
    for (JsonNode expectation : result.get("expect")) {
      if (expectation.get("quantity").asText().equals("table")) {
        table(result, expectation, answers);
      } else {
        one(result, expectation, expectation.get("value"), answers);
      }
    }
  }

  /** Counts all expectations of a result that cannot be answered yet. */
  public void notYet(JsonNode result, String what) {
    for (JsonNode expectation : result.get("expect")) {
      if (!isInformative(result, expectation)) {
        int count = expectation.get("quantity").asText().equals("table") ? cells(expectation) : 1;
        notYet.merge(what, count, Integer::sum);
      }
    }
  }

  private int cells(JsonNode table) {
    List<String[]> lines = folder.csv(table.get("file").asText());
    return (lines.size() - 1) * table.get("columns").size();
  }

  private void table(JsonNode result, JsonNode table, OracleAnswers answers) {
    List<String[]> lines = folder.csv(table.get("file").asText());
    List<String> header = Arrays.asList(lines.get(0));
    if (answers.steps() >= 0 && answers.steps() != lines.size() - 1) {
      failures.add(
          name(result, table) + " has " + (lines.size() - 1) + " rows, found " + answers.steps());
    }
    for (int number = 1; number < lines.size(); number++) {
      String[] line = lines.get(number);
      String row = Integer.toString(number);
      for (JsonNode column : table.get("columns")) {
        String cell = line[header.indexOf(column.get("name").asText())];
        ObjectNode key = JsonNodeFactory.instance.objectNode().put("at", "step");
        column.path("key").properties().forEach(e -> key.set(e.getKey(), e.getValue()));
        table
            .get("match")
            .properties()
            .forEach(
                match -> {
                  String part =
                      match.getKey().equals("row-number")
                          ? row
                          : line[header.indexOf(match.getKey())];
                  if (match.getValue().asText().equals("time")) {
                    key.put("time", Double.parseDouble(part));
                  } else {
                    key.put(match.getValue().asText(), part);
                  }
                });
        boolean limit =
            List.of("std-err", "lower", "upper").contains(column.get("quantity").asText());
        boolean zero =
            header.contains("surv") && Double.parseDouble(line[header.indexOf("surv")]) == 0;
        if (cell.isEmpty() || (limit && zero)) {
          continue;
        }
        ObjectNode expectation = JsonNodeFactory.instance.objectNode();
        expectation.set("quantity", column.get("quantity"));
        expectation.set("key", key);
        expectation.set("relTol", table.get("relTol"));
        expectation.set("absTol", table.get("absTol"));
        expectation.set("status", column.get("status"));
        one(
            result,
            expectation,
            JsonNodeFactory.instance.numberNode(Double.parseDouble(cell)),
            answers);
      }
    }
  }

  private void one(JsonNode result, JsonNode expectation, JsonNode value, OracleAnswers answers) {
    boolean info = isInformative(result, expectation);
    OptionalDouble found;
    try {
      found = answers.answer(expectation.get("quantity").asText(), expectation.get("key"));
    } catch (OracleAnswers.NotYet e) {
      if (info) {
        informative.add(name(result, expectation) + ": not computed");
      } else {
        notYet.merge(e.getMessage(), 1, Integer::sum);
      }
      return;
    }
    OptionalDouble expected = number(value);
    boolean same = found.isPresent() == expected.isPresent();
    double difference = 0;
    if (same && found.isPresent() && found.getAsDouble() != expected.getAsDouble()) {
      double size = Math.abs(expected.getAsDouble());
      difference = Math.abs(found.getAsDouble() - expected.getAsDouble());
      double tolerance =
          Math.max(
              expectation.get("absTol").asDouble(), expectation.get("relTol").asDouble() * size);
      same = difference <= tolerance;
      if (same && !info) {
        largestShare = Math.max(largestShare, tolerance > 0 ? difference / tolerance : 0);
        // Of a number that is nearly 0 the relative difference says nothing; its share does.
        largestError = Math.max(largestError, size > 1e-6 ? difference / size : 0);
      }
    }
    String text = name(result, expectation) + ": expected " + value.asText() + ", found " + found;
    if (info) {
      informative.add(text + ", difference " + difference);
    } else if (same) {
      met++;
    } else {
      failures.add(text);
    }
  }

  private static OptionalDouble number(JsonNode value) {
    if (value.isNull()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        switch (value.asText()) {
          case "Inf" -> Double.POSITIVE_INFINITY;
          case "-Inf" -> Double.NEGATIVE_INFINITY;
          default -> value.asDouble();
        });
  }

  private static boolean isInformative(JsonNode result, JsonNode expectation) {
    return result.get("status").asText().equals("informative")
        || expectation.path("status").asText().equals("informative");
  }

  private static String name(JsonNode result, JsonNode expectation) {
    return result.get("id").asText()
        + " "
        + expectation.get("quantity").asText()
        + " "
        + expectation.path("key");
  }
}
