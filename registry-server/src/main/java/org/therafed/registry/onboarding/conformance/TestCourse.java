package org.therafed.registry.onboarding.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.therafed.profiles.transfer.TransferBundle;

/**
 * The test course: a synthetic patient with one treatment course as a hospital would have it, with
 * identity planted in every place where it may be found. A site makes of it what would leave.
 */
final class TestCourse {

  private final JsonNode file;
  private final List<String> planted = new ArrayList<>();
  private final Set<String> types = new TreeSet<>();

  TestCourse() {
    try (InputStream in = TestCourse.class.getResourceAsStream("test-course.json")) {
      file = TransferBundle.readTree(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    file.path("planted").forEach(word -> planted.add(word.asText()));
    file.path("course")
        .path("entry")
        .forEach(entry -> types.add(entry.path("resource").path("resourceType").asText()));
  }

  /** A Bundle of type collection. */
  JsonNode source() {
    return file.path("course").deepCopy();
  }

  /** How many words are planted. */
  int planted() {
    return planted.size();
  }

  /** How many of them are in a text. */
  long left(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return planted.stream().filter(word -> lower.contains(word.toLowerCase(Locale.ROOT))).count();
  }

  /** The kinds of its records. */
  Set<String> types() {
    return types;
  }

  /** The true day of the administration, ISO 8601. */
  String administeredOn() {
    return file.path("administeredOn").asText();
  }
}
