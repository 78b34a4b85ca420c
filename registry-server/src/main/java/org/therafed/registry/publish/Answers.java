package org.therafed.registry.publish;

import io.smallrye.mutiny.Uni;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.disclose.Disclosed;

/** Port: what publish asks; only what has passed the publication door comes back. */
public interface Answers {

  /** The disclosed answer of a question, as of now. */
  Uni<Disclosed> answer(Question question);
}
