package org.therafed.registry.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A line of the public data-use log: no account, no person who did not agree, no count of people.
 *
 * @param role payer or researcher; null where the account is closed and no project said it
 * @param organisation null for rows that were granted without a project
 * @param contact null where nobody agreed to be named
 * @param release {@code figures} or {@code rows}
 * @param from first day, UTC
 * @param until last day, UTC; the day on which it was ended, where that was earlier
 * @param state {@code to-come}, {@code in-force} or {@code over}
 * @param answersReleased different answers with a figure that it was given; null for rows, which
 *     are no answers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataUse(
    String role,
    String organisation,
    String contact,
    String purpose,
    List<String> modules,
    List<String> questions,
    String release,
    LocalDate from,
    LocalDate until,
    String state,
    Long answersReleased) {

  public DataUse {
    modules = List.copyOf(modules);
    questions = List.copyOf(questions);
  }

  /** Rows that sites approved without a project around them. */
  record Rows(
      String role,
      String purpose,
      List<String> modules,
      LocalDate startsOn,
      LocalDate endsOn,
      Instant endedAt,
      boolean inForce) {
    Rows {
      modules = List.copyOf(modules);
    }
  }

  static DataUse of(Rows rows, LocalDate today) {
    return new DataUse(
        rows.role(),
        null,
        null,
        rows.purpose(),
        rows.modules(),
        List.of(),
        Scope.ROWS,
        rows.startsOn(),
        until(rows.endsOn(), rows.endedAt()),
        state(rows.inForce(), rows.endedAt() == null && today.isBefore(rows.startsOn())),
        null);
  }

  private static LocalDate until(LocalDate endsOn, Instant endedAt) {
    LocalDate ended = endedAt == null ? endsOn : LocalDate.ofInstant(endedAt, ZoneOffset.UTC);
    return ended.isBefore(endsOn) ? ended : endsOn;
  }

  private static String state(boolean inForce, boolean toCome) {
    return inForce ? "in-force" : toCome ? "to-come" : "over";
  }

  static DataUse of(Project project, LocalDate today) {
    boolean toCome = project.state().equals("granted") && today.isBefore(project.startsOn());
    return new DataUse(
        project.role(),
        project.organisation(),
        project.contact(),
        project.purpose(),
        project.modules(),
        project.questions(),
        project.release(),
        project.startsOn(),
        until(project.endsOn(), project.endedAt()),
        state(project.inForce(), toCome),
        project.answers());
  }
}
