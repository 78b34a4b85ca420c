package org.therafed.registry.onboarding.conformance;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.transfer.TransferBundle;
import org.therafed.registry.ingest.TransferReader;

/**
 * Judges the course that a site made of the test course, as transfers are judged ({@code POST
 * /fhir}), and stores nothing. Pure computation: runs on worker threads.
 */
final class RecordChecks {

  private final TransferReader reader;
  private final TestCourse test;

  RecordChecks(TransferReader reader, TestCourse test) {
    this.reader = reader;
    this.test = test;
  }

  /**
   * All checks of records.
   *
   * @param course the site's transaction Bundle; missing where it sent none
   */
  List<Check> of(SiteId site, JsonNode course) {
    boolean sent = course.path("entry").isArray();
    Judgement whole =
        sent
            ? Judgement.of(() -> reader.read(site, TransferBundle.bytes(course)))
            : Judgement.NOT_TRIED;
    List<Check> checks = new ArrayList<>();
    checks.add(
        new Check(
            "course-accepted",
            whole.isAccepted(),
            ConformanceCode.COURSE_ACCEPTED.reason(safe("outcome", whole.outcome()))));
    checks.add(complete(course));
    checks.add(identity(sent, course));
    checks.add(dates(course));
    BadTransfers.of(site, whole.isAccepted() ? course : TransferBundle.build(site, 1, List.of()))
        .forEach(bad -> checks.add(refused(site, bad, whole.isAccepted())));
    return checks;
  }

  private Check refused(SiteId site, BadTransfers.BadTransfer bad, boolean tried) {
    Judgement judgement =
        tried
            ? Judgement.of(() -> reader.read(site, bad.body().getBytes(StandardCharsets.UTF_8)))
            : Judgement.NOT_TRIED;
    return new Check(
        "refused-" + bad.name(),
        judgement.isRefusedWith(bad.expected()),
        ConformanceCode.TRANSFER_REFUSED.reason(
            safe("case", bad.title()),
            safe("outcome", judgement.outcome()),
            safe("code", bad.expected().code())));
  }

  private Check complete(JsonNode course) {
    Set<String> missing = new TreeSet<>(test.types());
    course
        .path("entry")
        .forEach(entry -> missing.remove(entry.path("resource").path("resourceType").asText()));
    return new Check(
        "course-whole",
        missing.isEmpty(),
        ConformanceCode.COURSE_WHOLE.reason(
            safe("needed", test.types().size()),
            safe(
                "types",
                missing.isEmpty()
                    ? new Phrase("none", "无")
                    : Phrase.same(String.join(", ", missing)))));
  }

  private Check identity(boolean sent, JsonNode course) {
    long left = sent ? test.left(course.toString()) : test.planted();
    return new Check(
        "identity-kept",
        left == 0,
        ConformanceCode.IDENTITY_KEPT.reason(safe("planted", test.planted()), safe("left", left)));
  }

  private Check dates(JsonNode course) {
    String day = "";
    for (JsonNode entry : course.path("entry")) {
      JsonNode resource = entry.path("resource");
      if (resource.path("resourceType").asText().equals("MedicationAdministration")) {
        day = resource.path("effectiveDateTime").asText();
      }
    }
    Phrase outcome =
        day.isEmpty()
            ? new Phrase("not there", "不存在")
            : day.startsWith(test.administeredOn())
                ? new Phrase("the true one", "为真实日期")
                : new Phrase("moved", "已偏移");
    return new Check(
        "dates-moved",
        !day.isEmpty() && !day.startsWith(test.administeredOn()),
        ConformanceCode.DATES_MOVED.reason(safe("outcome", outcome)));
  }
}
