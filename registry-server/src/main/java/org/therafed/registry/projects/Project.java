package org.therafed.registry.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A project: what was asked for, and what of it is granted.
 *
 * @param role of the account when it asked: payer or researcher
 * @param contact name of a person who lets it be published; null: none
 * @param release {@code figures} or {@code rows}
 * @param startsOn first day, UTC
 * @param endsOn last day, UTC
 * @param state "requested", "granted", "refused" or "ended": before its last day, by an
 *     administrator, or with its account
 * @param inForce whether questions may be asked under it today
 * @param decidedBy name of the administrator's account; null: not yet
 * @param reason of a refusal; null otherwise
 * @param answers released answers that it was given, each counted once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Project(
    String id,
    String account,
    String role,
    String organisation,
    String contact,
    String purpose,
    List<String> modules,
    List<String> questions,
    String release,
    LocalDate startsOn,
    LocalDate endsOn,
    String state,
    boolean inForce,
    Instant requestedAt,
    String decidedBy,
    Instant decidedAt,
    String reason,
    Instant endedAt,
    long answers) {

  public Project {
    modules = List.copyOf(modules);
    questions = List.copyOf(questions);
  }

  Scope scope() {
    return new Scope(
        new java.util.TreeSet<>(modules),
        new java.util.TreeSet<>(questions),
        release,
        startsOn,
        endsOn);
  }
}
