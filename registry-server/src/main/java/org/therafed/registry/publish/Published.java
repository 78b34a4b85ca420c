package org.therafed.registry.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.therafed.evidence.disclosure.DisclosedProportion;
import org.therafed.evidence.disclosure.DisclosedResult;
import org.therafed.evidence.disclosure.NotReleased;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.disclose.Disclosed;

/**
 * An answer as it is published: the question, the disclosed result and its provenance.
 *
 * @param state {@code released} or {@code not-released}
 * @param linked people treated at several hospitals and counted once; null: none, or too few to
 *     show
 * @param excluded people of the arm who could not be assessed and are not counted; null likewise
 * @param result null unless released
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Published(
    String state,
    String question,
    String module,
    String moduleVersion,
    String arm,
    String endpoint,
    double level,
    Instant dataCut,
    String softwareVersion,
    Part linked,
    Part excluded,
    List<String> caveats,
    DisclosedResult result) {

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

  static Published of(Question question, Disclosed disclosed, Instant now, String version) {
    boolean released = !(disclosed.result() instanceof NotReleased);
    return new Published(
        released ? "released" : "not-released",
        question.kind().label(),
        question.module().id(),
        question.module().version(),
        question.arm().label(),
        question.endpoint() == null ? null : question.endpoint().id(),
        question.level(),
        now,
        version,
        Part.of(disclosed.linked()),
        Part.of(disclosed.excluded()),
        disclosed.caveats(),
        released ? disclosed.result() : null);
  }
}
