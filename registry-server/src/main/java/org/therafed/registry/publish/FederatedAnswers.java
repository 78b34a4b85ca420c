package org.therafed.registry.publish;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.cuts.DataCut;

/** Port: questions that sites answer with sums, beside the registry's own records. */
public interface FederatedAnswers {

  /**
   * A question that was posed.
   *
   * @param cut number of its data cut
   * @param body as it was posed
   * @param over whether nothing more is expected of a site
   * @param answer id of the published answer; empty before
   */
  record Posed(int cut, String body, String account, boolean over, Optional<String> answer) {}

  /**
   * Poses a question; answers its id.
   *
   * @param body the question, JSON in its one form
   */
  Uni<String> pose(Question question, DataCut cut, String body, String account);

  /** A question as far as it has come. */
  Uni<Optional<Posed>> find(String id);

  /**
   * The disclosed answer of a question that is over, over the registry's own records and the sites'
   * sums together; what it releases is in the ledger by then.
   */
  Uni<Answers.Answered> answer(String id, Question question, DataCut cut);

  /** Notes the published answer. */
  Uni<Void> answered(String id, String answer);
}
