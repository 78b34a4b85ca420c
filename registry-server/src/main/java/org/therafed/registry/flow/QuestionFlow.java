package org.therafed.registry.flow;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.therafed.registry.cohort.Cohorts;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.disclose.Disclosed;
import org.therafed.registry.disclose.PublicationDoor;
import org.therafed.registry.estimate.Estimates;
import org.therafed.registry.publish.Answers;

/** Joins cohort, estimate and disclose. */
@ApplicationScoped
public class QuestionFlow implements Answers {

  private final Cohorts cohorts;
  private final Estimates estimates;
  private final PublicationDoor door;

  QuestionFlow(Cohorts cohorts, Estimates estimates, PublicationDoor door) {
    this.cohorts = cohorts;
    this.estimates = estimates;
    this.door = door;
  }

  @Override
  public Uni<Disclosed> answer(Question question) {
    return cohorts.rows(question).map(rows -> door.disclose(estimates.of(question, rows)));
  }
}
