package org.therafed.gateway.intake.fhir.pull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.outcome.Phrase;

/**
 * What an export has brought.
 *
 * @param transactionTime up to when the export holds changes
 * @param errors files of OperationOutcomes
 */
public record ExportManifest(
    Instant transactionTime, boolean requiresAccessToken, List<File> output, List<File> errors) {

  public ExportManifest {
    output = List.copyOf(output);
    errors = List.copyOf(errors);
  }

  /**
   * One file of NDJSON.
   *
   * @param count its lines; empty: the server does not say
   */
  public record File(String type, String url, Optional<Integer> count) {
    @Override
    public String toString() {
      return "File[" + type + "]";
    }
  }

  static ExportManifest of(JsonNode json) {
    try {
      return new ExportManifest(
          OffsetDateTime.parse(json.path("transactionTime").asText()).toInstant(),
          json.path("requiresAccessToken").asBoolean(true),
          files(json.path("output")),
          files(json.path("error")));
    } catch (DateTimeParseException e) {
      throw FhirWire.answer(
          new Phrase("an export without transactionTime", "导出没有 transactionTime"));
    }
  }

  private static List<File> files(JsonNode list) {
    List<File> files = new ArrayList<>();
    for (JsonNode file : list) {
      files.add(
          new File(
              file.path("type").asText(),
              file.path("url").asText(),
              file.path("count").isInt()
                  ? Optional.of(file.path("count").asInt())
                  : Optional.empty()));
    }
    return files;
  }
}
