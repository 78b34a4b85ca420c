package org.therafed.gateway.ops;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.distribution.PackageUpdates;
import org.therafed.gateway.module.KnownModules;
import org.therafed.profiles.coherence.Coherence;
import org.therafed.profiles.coherence.Finding;

/**
 * What does not fit together in what was queued or sent of an arrival's person, judged when it is
 * asked for. Records have the ids under which they leave, so that the registry names them alike.
 */
@Singleton
class FindingViews {

  private final Database database;
  private final KnownModules modules;
  private final PackageUpdates packages;

  @Inject
  FindingViews(Database database, KnownModules modules, PackageUpdates packages) {
    this.packages = packages;
    this.database = database;
    this.modules = modules;
  }

  /** The findings and their number by code; empty where there is no such arrival. */
  Optional<Map<String, Object>> of(UUID arrival) {
    return database.inTransaction(
        tx ->
            tx.first("select person_id from arrival where id = ?", row -> row.getLong(1), arrival)
                .map(
                    person ->
                        json(
                            new Coherence(modules.current(), packages.tables())
                                .findings(LeavingRecords.of(tx, person)))));
  }

  private static Map<String, Object> json(List<Finding> findings) {
    Map<String, Long> counts = new TreeMap<>();
    findings.forEach(finding -> counts.merge(finding.code(), 1L, Long::sum));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("counts", counts);
    json.put("findings", findings.stream().map(FindingViews::json).toList());
    return json;
  }

  private static Map<String, Object> json(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", finding.code());
    json.put("severity", finding.severity().code());
    json.put("records", finding.references());
    json.put("elements", finding.elements());
    json.put("message", finding.message());
    json.put("messageZh", finding.messageZh());
    return json;
  }
}
