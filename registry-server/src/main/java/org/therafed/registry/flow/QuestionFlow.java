package org.therafed.registry.flow;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.registry.cohort.Basis;
import org.therafed.registry.cohort.Cohorts;
import org.therafed.registry.cohort.Member;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.cuts.DataCut;
import org.therafed.registry.disclose.DefinedGroup;
import org.therafed.registry.disclose.Disclosed;
import org.therafed.registry.disclose.PublicationDoor;
import org.therafed.registry.disclose.Releases;
import org.therafed.registry.estimate.Estimate;
import org.therafed.registry.publish.Answers;
import org.therafed.registry.publish.Progress;

/**
 * Joins cohort, estimate and disclose. A cut does not change, so an answer that was computed is
 * given again as long as the same persons have withdrawn; after a restart it is merged from what is
 * kept of its months.
 */
@ApplicationScoped
public class QuestionFlow implements Answers {

  private final Cohorts cohorts;
  private final MonthlyEstimates estimates;
  private final PublicationDoor door;
  private final Releases releases;
  private final KnownAnswers known = new KnownAnswers();

  QuestionFlow(
      Cohorts cohorts, MonthlyEstimates estimates, PublicationDoor door, Releases releases) {
    this.cohorts = cohorts;
    this.estimates = estimates;
    this.door = door;
    this.releases = releases;
  }

  @Override
  public Uni<Answered> answer(Question question, DataCut cut, Progress progress) {
    Optional<Answered> before = known.of(question, cut);
    return before.isEmpty()
        ? computed(question, cut, progress)
        : basis(question.module().id(), question.arm(), cut)
            .flatMap(
                basis ->
                    basis.equals(before.get().basis())
                        ? Uni.createFrom().item(before.get())
                        : computed(question, cut, progress));
  }

  @Override
  public Uni<String> basis(String module, Question.Arm arm, DataCut cut) {
    return cohorts.withdrawn(module, arm, cut.number()).map(Basis::of);
  }

  private Uni<Answered> computed(Question question, DataCut cut, Progress progress) {
    return estimates
        .of(question, cut.number(), progress)
        .flatMap(
            based ->
                (question.who().isEverybody()
                        ? ofArm(question, cut, based.estimate())
                        : ofGroup(question, cut, based.estimate()))
                    .map(disclosed -> new Answered(disclosed, based.basis())))
        .invoke(given -> known.put(question, cut, given));
  }

  private Uni<Disclosed> ofArm(Question question, DataCut cut, Estimate estimate) {
    return releases.decide(cut.number(), question.key(), ledger -> door.disclose(estimate, ledger));
  }

  /** Whoever withdraws meanwhile supersedes the answer rather than not. */
  private Uni<Disclosed> ofGroup(Question question, DataCut cut, Estimate estimate) {
    return defined(question.group(), cut)
        .flatMap(group -> releases.decide(cut.number(), question.key(), door, estimate, group));
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
