package org.therafed.registry.flow;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.registry.cohort.Basis;
import org.therafed.registry.cohort.CohortRows;
import org.therafed.registry.cohort.Cohorts;
import org.therafed.registry.cohort.Member;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.cuts.DataCut;
import org.therafed.registry.disclose.DefinedGroup;
import org.therafed.registry.disclose.Disclosed;
import org.therafed.registry.disclose.PublicationDoor;
import org.therafed.registry.disclose.Releases;
import org.therafed.registry.estimate.Estimates;
import org.therafed.registry.publish.Answers;

/**
 * Joins cohort, estimate and disclose. A cut does not change, so an answer that was computed is
 * given again as long as the same persons have withdrawn.
 */
@ApplicationScoped
public class QuestionFlow implements Answers {

  private final Cohorts cohorts;
  private final Estimates estimates;
  private final PublicationDoor door;
  private final Releases releases;
  private final KnownAnswers known = new KnownAnswers();

  QuestionFlow(Cohorts cohorts, Estimates estimates, PublicationDoor door, Releases releases) {
    this.cohorts = cohorts;
    this.estimates = estimates;
    this.door = door;
    this.releases = releases;
  }

  @Override
  public Uni<Answered> answer(Question question, DataCut cut) {
    Optional<Answered> before = known.of(question, cut);
    return before.isEmpty()
        ? computed(question, cut)
        : basis(question.group(), cut)
            .flatMap(
                basis ->
                    basis.equals(before.get().basis())
                        ? Uni.createFrom().item(before.get())
                        : computed(question, cut));
  }

  @Override
  public Uni<String> basis(Question.Group group, DataCut cut) {
    return cohorts.withdrawn(group, cut.number()).map(Basis::of);
  }

  private Uni<Answered> computed(Question question, DataCut cut) {
    return cohorts
        .rows(question, cut.number())
        .flatMap(rows -> decided(question, cut, rows))
        .invoke(answer -> known.put(question, cut, answer));
  }

  private Uni<Answered> decided(Question question, DataCut cut, CohortRows rows) {
    var estimate = estimates.of(question, rows);
    Uni<Disclosed> disclosed =
        question.who().isEverybody()
            ? releases.decide(
                cut.number(), question.key(), ledger -> door.disclose(estimate, ledger))
            : defined(question.group(), cut)
                .flatMap(
                    group -> releases.decide(cut.number(), question.key(), door, estimate, group));
    return disclosed.map(released -> new Answered(released, Basis.of(rows.withdrawn())));
  }

  private Uni<DefinedGroup> defined(Question.Group group, DataCut cut) {
    return cohorts
        .members(group.whole(), cut.number())
        .map(
            arm ->
                new DefinedGroup(
                    group.name(),
                    group.others().map(Question.Group::name),
                    Cohort.of(arm.stream().mapToLong(Member::number))));
  }
}
