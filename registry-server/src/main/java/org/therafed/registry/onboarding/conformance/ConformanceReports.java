package org.therafed.registry.onboarding.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.transfer.TransferBundle;

/** The reports of conformance runs, numbered per site from 1. */
@ApplicationScoped
public class ConformanceReports {

  private static final String LATEST =
      "select report from conformance_run where site = :site order by number desc limit 1";
  private static final String NEXT =
      "select coalesce((select max(number) from conformance_run where site = :site), 0) + 1 from"
          + " site where id = :site for update";
  private static final String KEEP =
      "insert into conformance_run (site, number, passed, report) values (:site, :number, :passed,"
          + " :report)";

  private final Mutiny.SessionFactory sessions;

  ConformanceReports(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** The latest report of a site; {@code {"run":0}} before the first. */
  public Uni<JsonNode> latest(String site) {
    return sessions.withSession(
        session ->
            session
                .createNativeQuery(LATEST, String.class)
                .setParameter("site", site)
                .getResultList()
                .map(
                    found ->
                        found.isEmpty()
                            ? JsonNodeFactory.instance.objectNode().put("run", 0)
                            : TransferBundle.readTree(
                                found.get(0).getBytes(StandardCharsets.UTF_8))));
  }

  /** Keeps the result of a run; answers its report. */
  Uni<JsonNode> keep(String site, List<Check> checks) {
    boolean passed = checks.stream().allMatch(Check::passed);
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(NEXT, Integer.class)
                .setParameter("site", site)
                .getSingleResult()
                .flatMap(
                    number -> {
                      ObjectNode report = report(number, passed, checks);
                      return session
                          .createNativeQuery(KEEP)
                          .setParameter("site", site)
                          .setParameter("number", number)
                          .setParameter("passed", passed)
                          .setParameter("report", report.toString())
                          .executeUpdate()
                          .replaceWith(report);
                    }));
  }

  private static ObjectNode report(int number, boolean passed, List<Check> checks) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("run", number).put("passed", passed);
    ArrayNode all = report.putArray("checks");
    checks.forEach(check -> all.add(check.json()));
    return report;
  }
}
