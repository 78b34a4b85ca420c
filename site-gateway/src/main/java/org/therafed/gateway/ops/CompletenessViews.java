package org.therafed.gateway.ops;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.module.KnownModules;
import org.therafed.profiles.module.Completeness;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.projection.CourseCompleteness;
import org.therafed.profiles.projection.CourseFact;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.FactProjection;

/**
 * How much of what the therapy modules require is there, over all courses that were queued or sent:
 * what a hospital should still enter. Numbers of courses alone; no record and no person is shown.
 */
@Singleton
class CompletenessViews {

  private static final Logger LOG = Logger.getLogger(CompletenessViews.class);

  private static final int PERSONS_AT_ONCE = 200;

  private final Database database;
  private final KnownModules modules;

  @Inject
  CompletenessViews(Database database, KnownModules modules) {
    this.database = database;
    this.modules = modules;
  }

  /** The courses of one module, summed up. */
  private static final class OfModule {
    private final TherapyModule module;
    private final CompletenessSum sum = new CompletenessSum();

    OfModule(TherapyModule module) {
      this.module = module;
    }

    void add(Completeness course) {
      sum.add(course);
    }

    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("module", module.id());
      json.put("title", module.title().en());
      json.put("titleZh", module.title().zh());
      json.put("courses", sum.courses());
      json.put("complete", sum.complete());
      json.put("score", Math.round(sum.score() * 1000) / 1000.0);
      List<Map<String, Object>> elements = new ArrayList<>();
      sum.missing()
          .forEach(
              (element, count) -> {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("element", element.id());
                row.put("title", element.title().en());
                row.put("titleZh", element.title().zh());
                row.put("courses", count);
                elements.add(row);
              });
      json.put("missing", elements);
      return json;
    }
  }

  /**
   * The modules of which there is a course, by id, each with its mean score and what is missing.
   */
  List<Map<String, Object>> byModule() {
    ModuleCatalog known = modules.current();
    FactProjection projection = new FactProjection(ProfileTable.standard(), known);
    Map<String, OfModule> sums = new TreeMap<>();
    long last = Long.MIN_VALUE;
    List<Long> persons = persons(last);
    while (!persons.isEmpty()) {
      // A short transaction for some persons at a time: what is sent meanwhile does not wait.
      for (List<JsonNode> records : records(persons)) {
        add(records, projection, known, sums);
      }
      last = persons.get(persons.size() - 1);
      persons = persons(last);
    }
    return sums.values().stream().map(OfModule::json).toList();
  }

  private List<Long> persons(long after) {
    return database.inTransaction(
        tx ->
            tx.list(
                "select distinct person_id from outbox where person_id > ? and state in ('queued',"
                    + " 'sent') and retracted_by is null order by person_id limit "
                    + PERSONS_AT_ONCE,
                row -> row.getLong(1),
                after));
  }

  private List<List<JsonNode>> records(List<Long> persons) {
    return database.inTransaction(
        tx -> persons.stream().map(person -> LeavingRecords.of(tx, person)).toList());
  }

  private static void add(
      List<JsonNode> records,
      FactProjection projection,
      ModuleCatalog known,
      Map<String, OfModule> sums) {
    List<Fact> facts = new ArrayList<>();
    Set<Profile> profiles = EnumSet.noneOf(Profile.class);
    for (JsonNode record : records) {
      try {
        facts.addAll(projection.project(record));
      } catch (Fault unusable) {
        // Queued before such was refused: one record must not hide what the others lack.
        LOG.warn(unusable.getMessage());
      }
      for (JsonNode url : record.path("meta").path("profile")) {
        ProfileTable.standard().byUrl(url.asText()).ifPresent(d -> profiles.add(d.profile()));
      }
    }
    for (Fact fact : facts) {
      if (fact instanceof CourseFact course && course.begun()) {
        known
            .find(course.module())
            .ifPresent(
                module ->
                    sums.computeIfAbsent(module.id(), id -> new OfModule(module))
                        .add(CourseCompleteness.of(module, course, facts, profiles)));
      }
    }
  }
}
