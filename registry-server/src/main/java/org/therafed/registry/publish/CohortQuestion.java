package org.therafed.registry.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.therafed.registry.cohort.Question;

/**
 * A question as JSON, read: the same figure of one or several arms.
 *
 * @param arms the arm asked about, then its comparators
 * @param cut name of a frozen data cut; null for the newest
 * @param json in its one form, without a cut
 */
record CohortQuestion(List<Question> arms, String cut, ObjectNode json) {
  CohortQuestion {
    arms = List.copyOf(arms);
  }
}
