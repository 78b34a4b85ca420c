package org.therafed.registry.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.therafed.evidence.disclosure.DisclosedProportion;
import org.therafed.evidence.disclosure.DisclosedResult;
import org.therafed.evidence.disclosure.NotReleased;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.cuts.DataCut;
import org.therafed.registry.disclose.Disclosed;
import org.therafed.registry.tables.CitedTable;

/**
 * An answer as it is published: the question, the disclosed result and its provenance.
 *
 * @param id under which the answer is kept; null before the first data cut
 * @param state {@code released} or {@code not-released}; on pages {@link #OUTSIDE} as well
 * @param who whom of the arm; null: everybody
 * @param cut name of the data cut; null before the first
 * @param dataCut what arrived before this is in it
 * @param linked people treated at several hospitals and counted once; null: none, or too few to
 *     show
 * @param excluded people of the arm who could not be assessed and are not counted; null likewise
 * @param withdrawn people who withdrew since the data cut and are not counted; null likewise
 * @param tables tariffs and prices that held on the day of the cut, of a released cost; null
 *     otherwise
 * @param result null unless released
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Published(
    String id,
    String state,
    String question,
    String module,
    String moduleVersion,
    String arm,
    String endpoint,
    JsonNode who,
    double level,
    String cut,
    Instant dataCut,
    String softwareVersion,
    Part linked,
    Part excluded,
    Part withdrawn,
    List<CitedTable> tables,
    List<String> caveats,
    DisclosedResult result) {

  /** State of a part of a page that no project of who looks at it covers. */
  public static final String OUTSIDE = "outside-project";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A part of the people asked about.
   *
   * @param share 0 to 1, within half of {@code step}
   * @param people rounded as all counts are
   */
  public record Part(double share, double step, long people) {

    private static Part of(DisclosedProportion proportion) {
      return proportion == null
          ? null
          : new Part(proportion.value(), proportion.step(), proportion.count());
    }
  }

  /** Nothing is released before there is a data cut. */
  static Published withoutCut(Question question, String version) {
    return of(question, null, null, version, List.of());
  }

  /** No project of who asks covers the question: nothing was looked at. */
  static Published outsideProject(Question question, String version) {
    return new Published(
        null,
        OUTSIDE,
        question.kind().label(),
        question.module().id(),
        question.module().version(),
        question.arm().label(),
        question.endpoint() == null ? null : question.endpoint().id(),
        who(question),
        question.level(),
        null,
        null,
        version,
        null,
        null,
        null,
        null,
        List.of(),
        null);
  }

  Published withId(String answerId) {
    return new Published(
        answerId,
        state,
        question,
        module,
        moduleVersion,
        arm,
        endpoint,
        who,
        level,
        cut,
        dataCut,
        softwareVersion,
        linked,
        excluded,
        withdrawn,
        tables,
        caveats,
        result);
  }

  private static JsonNode who(Question question) {
    if (question.who().isEverybody()) {
      return null;
    }
    try {
      return JSON.readTree(question.who().json());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("It was written by the reader.", e);
    }
  }

  /**
   * The published form of an answer.
   *
   * @param tables those that held on the day of the cut
   */
  static Published of(
      Question question,
      DataCut cut,
      Disclosed disclosed,
      String version,
      List<CitedTable> tables) {
    boolean released = disclosed != null && !(disclosed.result() instanceof NotReleased);
    return new Published(
        null,
        released ? "released" : "not-released",
        question.kind().label(),
        question.module().id(),
        question.module().version(),
        question.arm().label(),
        question.endpoint() == null ? null : question.endpoint().id(),
        who(question),
        question.level(),
        cut == null ? null : cut.name(),
        cut == null ? null : cut.asOf(),
        version,
        released ? Part.of(disclosed.linked()) : null,
        released ? Part.of(disclosed.excluded()) : null,
        released ? Part.of(disclosed.withdrawn()) : null,
        released && question.kind() == Question.Kind.COST ? List.copyOf(tables) : null,
        released ? disclosed.caveats() : List.of(),
        released ? disclosed.result() : null);
  }
}
