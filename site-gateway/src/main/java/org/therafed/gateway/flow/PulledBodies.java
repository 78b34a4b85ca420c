package org.therafed.gateway.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.therafed.gateway.intake.fhir.FhirIntake;
import org.therafed.gateway.intake.fhir.pull.FhirServer;
import org.therafed.gateway.intake.fhir.pull.PulledResources;
import org.therafed.profiles.outcome.Fault;

/** Hands what a FHIR server gave into the intake, as a hospital's system would have sent it. */
final class PulledBodies {

  private static final Logger LOG = Logger.getLogger(PulledBodies.class);

  /** Resources in one body. */
  static final int MOST = 100;

  private final FhirIntake intake;
  private final FhirServer server;
  private final String base;
  private final FhirPullTally tally;

  PulledBodies(FhirIntake intake, FhirServer server, String base, FhirPullTally tally) {
    this.intake = intake;
    this.server = server;
    this.base = base;
    this.tally = tally;
  }

  /** Resources of one person, as Bundles of a bounded size; durable when it returns. */
  void take(List<JsonNode> resources) {
    List<JsonNode> some = new ArrayList<>();
    long bytes = 0;
    for (JsonNode resource : resources) {
      long size = server.bytes(resource).length;
      if (!some.isEmpty() && (some.size() == MOST || bytes + size > server.largestBody() / 2)) {
        body(some);
        some.clear();
        bytes = 0;
      }
      some.add(resource);
      bytes += size;
    }
    if (!some.isEmpty()) {
      body(some);
    }
  }

  private void body(List<JsonNode> resources) {
    tally.taken(resources.size());
    take(server.bytes(PulledResources.bundle(resources, base)), Optional.empty());
  }

  /** A line that is no JSON object is refused as if it had been sent. */
  void refusedLine(byte[] line, String type) {
    take(line, Optional.of(type));
  }

  private void take(byte[] body, Optional<String> type) {
    try {
      FhirIntake.Taken taken = intake.take(body, type);
      taken.refused().forEach(entry -> tally.refused());
    } catch (Fault fault) {
      // It is on record as refused.
      tally.refused();
      LOG.warnf("stage=pull outcome=refused code=%s", fault.code().code());
    }
  }
}
