package org.therafed.registry.projects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.fault.RegistryCode;

/** Reads the fields of a request for a project, naming the one that cannot be. */
final class ProjectFields {

  private static final int LONGEST_DAYS = 731;
  private static final int MOST = 100;
  private static final Set<String> QUESTIONS =
      Arrays.stream(Question.Kind.values())
          .map(Question.Kind::label)
          .collect(Collectors.toUnmodifiableSet());

  private final JsonNode said;
  private final ModuleCatalog known;
  private final LocalDate today;

  /**
   * The fields of a body.
   *
   * @param said null where there is none
   * @param today UTC
   */
  ProjectFields(JsonNode said, ModuleCatalog known, LocalDate today) {
    this.said = said == null ? MissingNode.getInstance() : said;
    this.known = known;
    this.today = today;
  }

  /** One line of text. */
  String text(String field, int least, int most) {
    String text = said.path(field).asText("").strip();
    if (text.length() < least
        || text.length() > most
        || text.codePoints().anyMatch(Character::isISOControl)) {
      throw invalid(
          field + " is not " + least + " to " + most + " characters on one line",
          field + " 不是 " + least + " 至 " + most + " 个字符的单行文本");
    }
    return text;
  }

  boolean flag(String field) {
    return said.path(field).asBoolean(false);
  }

  /**
   * The scope.
   *
   * @param asked what stands where a field is left out; null: nothing may be left out
   */
  Scope scope(Scope asked) {
    Set<String> modules = texts("modules", asked == null ? null : asked.modules());
    Set<String> there =
        known.all().stream().map(TherapyModule::id).collect(Collectors.toUnmodifiableSet());
    if (!there.containsAll(modules)) {
      throw invalid(
          "modules has one that GET /modules does not list", "modules 中有 GET /modules 未列出的模块");
    }
    Set<String> questions = texts("questions", asked == null ? null : asked.questions());
    if (!QUESTIONS.containsAll(questions)) {
      String kinds = String.join(", ", new TreeSet<>(QUESTIONS));
      throw invalid(
          "questions has one that is none of " + kinds, "questions 中有不属于 " + kinds + " 的项");
    }
    String release = said.path("release").asText(asked == null ? Scope.FIGURES : asked.release());
    if (!release.equals(Scope.FIGURES) && !release.equals(Scope.ROWS)) {
      throw invalid("release is neither figures nor rows", "release 既不是 figures 也不是 rows");
    }
    LocalDate starts = day("startsOn", asked == null ? today : asked.startsOn());
    LocalDate ends = day("endsOn", asked == null ? null : asked.endsOn());
    if (ends.isBefore(starts) || ends.isBefore(today)) {
      throw invalid("endsOn is before startsOn or past", "endsOn 早于 startsOn 或已过去");
    }
    if (ends.isAfter(starts.plusDays(LONGEST_DAYS))) {
      throw invalid("endsOn is more than two years after startsOn", "endsOn 晚于 startsOn 两年以上");
    }
    return new Scope(modules, questions, release, starts, ends);
  }

  private Set<String> texts(String field, Set<String> otherwise) {
    if (otherwise != null && said.path(field).isMissingNode()) {
      return otherwise;
    }
    Set<String> texts = new TreeSet<>();
    said.path(field).forEach(each -> texts.add(each.asText("")));
    if (texts.isEmpty() || texts.size() > MOST || texts.contains("")) {
      throw invalid(field + " is not a list with something in it", field + " 不是非空列表");
    }
    return texts;
  }

  private LocalDate day(String field, LocalDate otherwise) {
    if (otherwise != null && said.path(field).isMissingNode()) {
      return otherwise;
    }
    try {
      return LocalDate.parse(said.path(field).asText(""));
    } catch (DateTimeParseException e) {
      throw RegistryCode.PROJECT_INVALID.with(
          e,
          Fault.safe(
              "reason",
              new Phrase(
                  field + " is not a day such as 2026-12-31", field + " 不是形如 2026-12-31 的日期")));
    }
  }

  static Fault invalid(String english, String chinese) {
    return RegistryCode.PROJECT_INVALID.with(Fault.safe("reason", new Phrase(english, chinese)));
  }
}
