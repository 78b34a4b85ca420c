package org.therafed.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.flow.SiteRecords;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.projection.CourseFact;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.FactProjection;

/**
 * One person as the local store knows them: facts at the hospital's own dates, by the projection
 * that the registry uses.
 *
 * @param key the hospital's id
 * @param arrival latest arrival, by which pages name the person
 * @param profiles of which there is a record
 */
record CoursePerson(
    PatientKey key,
    Optional<UUID> arrival,
    List<SiteRecords.SiteRecord> records,
    List<Fact> facts,
    Set<Profile> profiles) {

  private static final Logger LOG = Logger.getLogger(CoursePerson.class);

  static CoursePerson of(Transaction tx, SiteRecords records, ModuleCatalog modules, long person) {
    FactProjection projection = new FactProjection(ProfileTable.standard(), modules);
    List<SiteRecords.SiteRecord> found = records.of(tx, person);
    List<Fact> facts = new ArrayList<>();
    Set<Profile> profiles = EnumSet.noneOf(Profile.class);
    for (SiteRecords.SiteRecord record : found) {
      facts.addAll(projected(projection, record.resource()));
      for (JsonNode url : record.resource().path("meta").path("profile")) {
        ProfileTable.standard().byUrl(url.asText()).ifPresent(d -> profiles.add(d.profile()));
      }
    }
    return new CoursePerson(
        records.key(tx, person), records.latestArrival(tx, person), found, facts, profiles);
  }

  static List<Fact> projected(FactProjection projection, JsonNode record) {
    try {
      return List.copyOf(projection.project(record));
    } catch (Fault unusable) {
      // Queued before such was refused: one record must not hide the others.
      LOG.warn(unusable.getMessage());
      return List.of();
    }
  }

  /** Courses that were begun, the earliest first. */
  List<CourseFact> courses() {
    return all(CourseFact.class).stream()
        .filter(CourseFact::begun)
        .sorted(java.util.Comparator.comparing(CourseFact::startedOn))
        .toList();
  }

  <T extends Fact> List<T> all(Class<T> type) {
    return facts.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Without identity, for logs. */
  @Override
  public String toString() {
    return "CoursePerson[" + facts.size() + "]";
  }
}
