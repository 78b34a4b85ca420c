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
        : basis(question.module().id(), question.arm(), cut)
            .flatMap(
                basis ->
                    basis.equals(before.get().basis())
                        ? Uni.createFrom().item(before.get())
                        : computed(question, cut));
  }

  @Override
  public Uni<String> basis(String module, Question.Arm arm, DataCut cut) {
    return cohorts.withdrawn(module, arm, cut.number()).map(Basis::of);
  }

  private Uni<Answered> computed(Question question, DataCut cut) {
    Uni<Answered> answer =
        question.who().isEverybody() ? ofArm(question, cut) : ofGroup(question, cut);
    return answer.invoke(given -> known.put(question, cut, given));
  }

  private Uni<Answered> ofArm(Question question, DataCut cut) {
    return cohorts
        .rows(question, cut.number())
        .flatMap(
            rows -> {
              var estimate = estimates.of(question, rows);
              return releases
                  .decide(cut.number(), question.key(), ledger -> door.disclose(estimate, ledger))
                  .map(disclosed -> new Answered(disclosed, Basis.of(rows.withdrawn())));
            });
  }

  /** The basis first: whoever withdraws meanwhile supersedes the answer rather than not. */
  private Uni<Answered> ofGroup(Question question, DataCut cut) {
    return basis(question.module().id(), question.arm(), cut)
        .flatMap(
            basis ->
                defined(question.group(), cut)
                    .flatMap(
                        group ->
                            cohorts
                                .rows(question, cut.number())
                                .flatMap(rows -> decided(question, cut, rows, group)))
                    .map(disclosed -> new Answered(disclosed, basis)));
  }

  private Uni<Disclosed> decided(
      Question question, DataCut cut, CohortRows rows, DefinedGroup group) {
    return releases.decide(cut.number(), question.key(), door, estimates.of(question, rows), group);
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
