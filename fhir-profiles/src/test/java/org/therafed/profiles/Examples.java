package org.therafed.profiles;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.therafed.profiles.transfer.TransferBundle;

/** The examples that show the shape of each profile. */
public final class Examples {
  /** The day on which the examples are looked at. */
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2025-11-20T00:00:00Z"), ZoneOffset.UTC);

  private static final List<String> NAMES =
      List.of(
          "atr-patient",
          "atr-patient-aged-90-plus",
          "atr-indication",
          "atr-decision",
          "atr-treatment-plan",
          "atr-treatment-course",
          "atr-treatment-course-standard-care",
          "atr-treatment-cycle",
          "atr-administration",
          "atr-administration-diagnostic",
          "atr-product",
          "atr-cell-product",
          "atr-cell-product-leukapheresis",
          "atr-procedure",
          "atr-procedure-kidney-transplant",
          "atr-external-beam",
          "atr-imaging-study",
          "atr-lesion",
          "atr-imaging-measurement",
          "atr-absorbed-dose",
          "atr-response",
          "atr-lab",
          "atr-companion",
          "atr-companion-ctdna-fraction",
          "atr-adverse-event",
          "atr-vital-status",
          "atr-endpoint",
          "atr-cost",
          "atr-cost-tariff",
          "atr-settlement",
          "atr-coverage",
          "atr-quality-of-life",
          "atr-questionnaire-response",
          "atr-consent");

  private Examples() {}

  /** All names, for parameterised tests. */
  public static List<String> names() {
    return NAMES;
  }

  /** A fresh copy of an example. */
  public static ObjectNode read(String name) {
    try (InputStream stream = Examples.class.getResourceAsStream("/examples/" + name + ".json")) {
      return (ObjectNode) json(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A deliberately invalid example; {@code expected.yaml} says what is wrong with it. */
  public static ObjectNode readInvalid(String name) {
    try (InputStream stream =
        Examples.class.getResourceAsStream("/examples-invalid/" + name + ".json")) {
      return (ObjectNode) tree(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JSON as it is. */
  public static JsonNode tree(String text) throws IOException {
    return new ObjectMapper()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .readTree(text);
  }

  /** JSON with single quotes, for short tests. */
  public static JsonNode json(String text) {
    return TransferBundle.readTree(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
