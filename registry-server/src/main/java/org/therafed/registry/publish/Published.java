package org.therafed.registry.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.therafed.evidence.disclosure.DisclosedResult;
import org.therafed.evidence.disclosure.NotReleased;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.disclose.Disclosed;

/**
 * An answer as it is published: the question, the disclosed result and its provenance.
 *
 * @param state {@code released} or {@code not-released}
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
    List<String> caveats,
    DisclosedResult result) {

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
        disclosed.caveats(),
        released ? disclosed.result() : null);
  }
}
