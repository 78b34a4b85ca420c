package org.therafed.registry.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.registry.fault.RegistryCode;

/** A table as it was uploaded, as CSV: YAML is a list of rows, each with the columns as names. */
final class TableText {

  /** As much as a file of a package may have: fhir-profiles/docs/distribution.md. */
  static final int MOST_BYTES = 4 << 20;

  private TableText() {}

  /**
   * CSV with its header.
   *
   * @throws Fault RG-TABLE-001 if it is no text, too large, or YAML of another form
   */
  static String csv(TableKind kind, byte[] body, boolean yaml) {
    if (body == null || body.length == 0 || body.length > MOST_BYTES) {
      throw unusable(new Phrase("it is empty or larger than 4 MiB", "内容为空或大于 4 MiB"));
    }
    String text = text(body);
    return yaml ? rows(kind, text) : text;
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw RegistryCode.TABLE_UNUSABLE.with(
          e, Fault.safe("reason", new Phrase("it is not UTF-8", "不是 UTF-8")));
    }
  }

  private static String rows(TableKind kind, String text) {
    JsonNode rows = tree(text);
    String[] columns = kind.header().split(",", -1);
    if (rows == null || !rows.isArray() || rows.isEmpty()) {
      throw unusable(new Phrase("it is no list of rows", "不是行的列表"));
    }
    StringBuilder csv = new StringBuilder(kind.header());
    for (int i = 0; i < rows.size(); i++) {
      csv.append('\n').append(row(rows.get(i), i + 1, columns));
    }
    return csv.append('\n').toString();
  }

  private static String row(JsonNode row, int number, String... columns) {
    List<String> fields = new ArrayList<>();
    for (String column : columns) {
      String field = row.path(column).asText("");
      if (field.contains(",") || field.contains("\n") || field.startsWith("#")) {
        throw unusable(
            new Phrase(
                "row " + number + " has a value with a comma, a line end, or # before it",
                "第 " + number + " 行有含逗号、换行或以 # 开头的值"));
      }
      fields.add(field);
    }
    if (!row.isObject() || row.size() != columns.length) {
      String header = String.join(",", columns);
      throw unusable(
          new Phrase(
              "row " + number + " has not the columns " + header,
              "第 " + number + " 行的列不是 " + header));
    }
    return String.join(",", fields);
  }

  private static JsonNode tree(String text) {
    try {
      return new YAMLMapper().readTree(text);
    } catch (IOException e) {
      throw RegistryCode.TABLE_UNUSABLE.with(
          e, Fault.safe("reason", new Phrase("it is not YAML", "不是 YAML")));
    }
  }

  static Fault unusable(Phrase reason) {
    return RegistryCode.TABLE_UNUSABLE.with(Fault.safe("reason", reason));
  }
}
