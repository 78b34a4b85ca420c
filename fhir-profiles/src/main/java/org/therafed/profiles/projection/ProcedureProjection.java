package org.therafed.profiles.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.therafed.profiles.terminology.ProcedureKinds;

/** Procedures that are outcomes to facts; one that did not happen gives none. */
final class ProcedureProjection {
  private static final Set<String> NOT_HAPPENED = Set.of("preparation", "not-done");

  private ProcedureProjection() {}

  static List<Fact> procedure(ResourceReader r) {
    if (NOT_HAPPENED.contains(r.status())) {
      return List.of();
    }
    String kind = null;
    for (JsonNode coding : r.at("code").path("coding")) {
      kind =
          ProcedureKinds.standard()
              .kindOf(coding.path("system").asText(), coding.path("code").asText())
              .orElse(kind);
    }
    LocalDate one = ResourceReader.date(r.at("performedDateTime"));
    LocalDate end = ResourceReader.date(r.at("performedPeriod").path("end"));
    return List.of(
        new ProcedureFact(
            r.id(),
            r.patient(),
            r.required("code", kind),
            r.required("performed", r.day("performed")),
            one == null ? end : one,
            end == null && one == null && "in-progress".equals(r.status())));
  }
}
