package org.therafed.registry.onboarding.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.transfer.TransferBundle;
import org.therafed.registry.access.SiteTokens;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.ingest.TransferReader;

/**
 * One run: the site sends tokens that it made and what it would send of the test course; the
 * registry judges them as it judges requests and transfers. Of the records nothing is stored.
 */
@ApplicationScoped
public class ConformanceRun {

  private static final int LARGEST = 1 << 20;

  private final TestCourse course = new TestCourse();
  private final TokenChecks tokens;
  private final RecordChecks records;
  private final ConformanceReports reports;

  ConformanceRun(SiteTokens door, TransferReader reader, ConformanceReports reports) {
    this.tokens = new TokenChecks(door);
    this.records = new RecordChecks(reader, course);
    this.reports = reports;
  }

  /** What a site is asked for: see docs/onboarding.md. */
  public JsonNode plan() {
    ObjectNode plan = JsonNodeFactory.instance.objectNode();
    plan.set("course", course.source());
    plan.putObject("tokens")
        .put("valid", "aud " + SiteTokens.AUDIENCE + ", signed ES256, in force, used nowhere else")
        .put("otherAudience", "the same for any other audience")
        .put("expired", "the same, with iat and exp an hour ago")
        .put("unsigned", "the same, with alg none and no signature");
    return plan;
  }

  /**
   * Judges what a site made, keeps the report and answers it.
   *
   * @param body {@code {"tokens":{…},"course":{…}}}, at most 1 MiB; what is missing fails its check
   * @throws org.therafed.profiles.outcome.Fault RG-HTTP-005 if it is larger
   */
  public Uni<JsonNode> run(SiteId site, byte[] body) {
    if (body.length > LARGEST) {
      return Uni.createFrom().failure(RegistryCode.TOO_LARGE.with());
    }
    JsonNode submission = TransferBundle.readTree(body);
    Context request = Vertx.currentContext();
    return tokens
        .of(site, submission.path("tokens"))
        .flatMap(
            ofTokens ->
                Uni.createFrom()
                    .item(() -> records.of(site, submission.path("course")))
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                    .emitOn(task -> request.runOnContext(ignored -> task.run()))
                    .map(ofRecords -> joined(ofTokens, ofRecords)))
        .flatMap(checks -> reports.keep(site.value(), checks));
  }

  private static List<Check> joined(List<Check> one, List<Check> other) {
    List<Check> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }
}
