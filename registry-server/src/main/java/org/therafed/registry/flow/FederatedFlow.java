package org.therafed.registry.flow;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.partial.PartialJson;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.profiles.federated.AskedFigure;
import org.therafed.registry.cohort.Cohorts;
import org.therafed.registry.cohort.Member;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.cuts.DataCut;
import org.therafed.registry.disclose.DefinedGroup;
import org.therafed.registry.disclose.Disclosed;
import org.therafed.registry.disclose.PublicationDoor;
import org.therafed.registry.disclose.Releases;
import org.therafed.registry.estimate.Estimate;
import org.therafed.registry.estimate.Estimates;
import org.therafed.registry.estimate.SitesSums;
import org.therafed.registry.federated.FederatedQuestion;
import org.therafed.registry.federated.FederatedQuestions;
import org.therafed.registry.federated.Phase;
import org.therafed.registry.publish.Answers;
import org.therafed.registry.publish.FederatedAnswers;

/** Joins the registry's own records with the sums of sites that share aggregates. */
@ApplicationScoped
public class FederatedFlow implements FederatedAnswers {

  /** The registry's key of a linked person; others are named by site and patient. */
  private static final Pattern PERSON_KEY = Pattern.compile("[0-9a-f]{64}");

  private final FederatedQuestions questions;
  private final Cohorts cohorts;
  private final Estimates estimates;
  private final PublicationDoor door;
  private final Releases releases;
  private final Answers answers;

  FederatedFlow(
      FederatedQuestions questions,
      Cohorts cohorts,
      Estimates estimates,
      PublicationDoor door,
      Releases releases,
      Answers answers) {
    this.questions = questions;
    this.cohorts = cohorts;
    this.estimates = estimates;
    this.door = door;
    this.releases = releases;
    this.answers = answers;
  }

  @Override
  public Uni<String> pose(Question question, DataCut cut, String body, String account) {
    return cohorts
        .members(question.group(), cut.number())
        .map(
            members ->
                members.stream()
                    .map(Member::person)
                    .filter(person -> PERSON_KEY.matcher(person).matches())
                    .toList())
        .flatMap(own -> questions.pose(asked(question, cut), cut.number(), body, account, own));
  }

  private static AskedFigure asked(Question question, DataCut cut) {
    return new AskedFigure(
        question.kind().label(),
        question.module().id(),
        question.module().version(),
        question.endpoint() == null ? "" : question.endpoint().id(),
        question.arm().label(),
        question.who().json(),
        cut.asOf(),
        question.kind() == Question.Kind.SURVIVAL ? SitesSums.MONTHS : 0);
  }

  @Override
  public Uni<Optional<Posed>> find(String id) {
    return questions
        .find(id)
        .map(
            found ->
                found.map(
                    question ->
                        new Posed(
                            question.cut(),
                            question.body(),
                            question.account(),
                            question.phase().isOver(),
                            Optional.ofNullable(question.answer()))));
  }

  @Override
  public Uni<Answers.Answered> answer(String id, Question question, DataCut cut) {
    return answers
        .basis(question.module().id(), question.arm(), cut)
        .flatMap(
            basis ->
                questions
                    .find(id)
                    .map(Optional::orElseThrow)
                    .flatMap(
                        posed ->
                            posed.phase() == Phase.ENDED
                                ? Uni.createFrom().item(new Answers.Answered(null, basis))
                                : together(posed, question, cut)
                                    .map(given -> new Answers.Answered(given, basis))));
  }

  private Uni<Disclosed> together(FederatedQuestion posed, Question question, DataCut cut) {
    SitesSums sums =
        new SitesSums(
            posed.id(),
            PartialJson.read(posed.total(), RoundSums.class),
            posed.counted(),
            posed.withheld() > 0,
            posed.linked());
    return cohorts
        .rows(question, cut.number())
        .flatMap(
            rows -> {
              Estimate estimate = estimates.of(question, rows, sums, cut.number());
              return question.who().isEverybody()
                  ? releases.decide(
                      cut.number(), question.key(), ledger -> door.disclose(estimate, ledger))
                  : cohorts
                      .members(question.group().whole(), cut.number())
                      .flatMap(
                          arm ->
                              releases.decide(
                                  cut.number(),
                                  question.key(),
                                  door,
                                  estimate,
                                  defined(question, arm, estimate)));
            });
  }

  /** Of the sites' people only the group is known; what else is in their arms they compare. */
  private static DefinedGroup defined(Question question, List<Member> arm, Estimate estimate) {
    return new DefinedGroup(
        question.group().name() + "+sites",
        question.group().others().map(others -> others.name() + "+sites"),
        Cohort.of(
            LongStream.concat(
                arm.stream().mapToLong(Member::number), Arrays.stream(estimate.arm().toArray()))));
  }

  @Override
  public Uni<Void> answered(String id, String answer) {
    return questions.answered(id, answer);
  }
}
