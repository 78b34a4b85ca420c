package org.therafed.registry.publish;

import io.smallrye.mutiny.Uni;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.cuts.DataCut;
import org.therafed.registry.disclose.Disclosed;

/** Port: what publish asks; only what has passed the publication door comes back. */
public interface Answers {

  /**
   * An answer and what it rests on.
   *
   * @param basis as {@link #basis} at the time of answering
   */
  record Answered(Disclosed disclosed, String basis) {}

  /**
   * The disclosed answer of a question on a data cut; what it releases is in the ledger by then.
   */
  default Uni<Answered> answer(Question question, DataCut cut) {
    return answer(question, cut, Progress.UNTOLD);
  }

  /** The same, telling how far it has come. */
  Uni<Answered> answer(Question question, DataCut cut, Progress progress);

  /**
   * An opaque text that changes when somebody withdraws from an arm, or consents again: answers of
   * another basis are superseded. It is of the whole arm also where a question defines a group of
   * it, or a withdrawal would tell that somebody was in the group.
   *
   * @param module id of a therapy module
   */
  Uni<String> basis(String module, Question.Arm arm, DataCut cut);
}
