package org.therafed.registry.grants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.profile.Profile;
import org.therafed.registry.fault.RegistryCode;

/**
 * What an administrator proposes to the sites: complete, and of kinds and modules that there are.
 *
 * @param project id of the project that it belongs to and ends with; empty: none
 */
record GrantProposal(
    String holder,
    String purpose,
    Set<String> sites,
    Set<String> types,
    Set<String> modules,
    LocalDate startsOn,
    LocalDate endsOn,
    String project) {

  private static final int LONGEST_DAYS = 731;
  private static final int MOST_SITES = 1000;
  private static final Set<String> TYPES =
      Arrays.stream(Profile.values()).map(Profile::resourceType).collect(Collectors.toSet());

  /**
   * Reads a proposal.
   *
   * @param today UTC
   * @throws Fault RG-GRANT-002 with what is missing or cannot be
   */
  static GrantProposal read(JsonNode request, ModuleCatalog known, LocalDate today) {
    JsonNode said = request == null ? MissingNode.getInstance() : request;
    String holder = said.path("holder").asText("");
    String purpose = said.path("purpose").asText("").strip();
    if (holder.isEmpty()) {
      throw invalid("holder is missing");
    }
    if (purpose.length() < 10
        || purpose.length() > 1000
        || purpose.codePoints().anyMatch(Character::isISOControl)) {
      throw invalid("purpose is not 10 to 1000 characters on one line");
    }
    Set<String> modules = texts(said, "modules");
    Set<String> modulesThereAre =
        known.all().stream().map(module -> module.id()).collect(Collectors.toSet());
    if (!modulesThereAre.containsAll(modules)) {
      throw invalid("modules has one that GET /modules does not list");
    }
    Set<String> types = texts(said, "types");
    if (!TYPES.containsAll(types)) {
      throw invalid("types has one that GET /fhir/metadata does not list");
    }
    LocalDate starts = day(said, "startsOn");
    LocalDate ends = day(said, "endsOn");
    if (ends.isBefore(starts) || ends.isBefore(today)) {
      throw invalid("endsOn is before startsOn or past");
    }
    if (ends.isAfter(starts.plusDays(LONGEST_DAYS))) {
      throw invalid("endsOn is more than two years after startsOn");
    }
    return new GrantProposal(
        holder,
        purpose,
        texts(said, "sites"),
        types,
        modules,
        starts,
        ends,
        said.path("project").asText(""));
  }

  private static Set<String> texts(JsonNode said, String field) {
    List<String> texts = new ArrayList<>();
    said.path(field).forEach(each -> texts.add(each.asText()));
    if (texts.isEmpty() || texts.size() > MOST_SITES || texts.contains("")) {
      throw invalid(field + " is not a list with something in it");
    }
    return new TreeSet<>(texts);
  }

  private static LocalDate day(JsonNode said, String field) {
    try {
      return LocalDate.parse(said.path(field).asText(""));
    } catch (DateTimeParseException e) {
      throw RegistryCode.GRANT_INVALID.with(
          e, Fault.safe("reason", field + " is not a day such as 2026-12-31"));
    }
  }

  static Fault invalid(String reason) {
    return RegistryCode.GRANT_INVALID.with(Fault.safe("reason", reason));
  }
}
