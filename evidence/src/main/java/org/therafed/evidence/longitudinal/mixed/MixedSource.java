package org.therafed.evidence.longitudinal.mixed;

import java.util.List;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSource;
import org.therafed.evidence.rounds.RoundSums;

/** One site's persons: answers with sums over them. O(persons · measurements² · parameters²). */
public final class MixedSource implements RoundSource {
  private final CovarianceStructure structure;
  private final int effects;
  private final List<PersonSeries> persons;

  public MixedSource(CovarianceStructure structure, int effects, List<PersonSeries> persons) {
    this.structure = structure;
    this.effects = effects;
    this.persons = List.copyOf(persons);
  }

  @Override
  public RoundSums answer(RoundRequest request) {
    boolean information = request.stage().equals(MixedFit.INFORMATION);
    if (!information && !request.stage().equals(MixedFit.SCORE)) {
      throw EvidenceCode.ROUND_SHAPE.with("a stage called " + request.stage());
    }
    if (persons.isEmpty()) {
      return RoundSums.empty();
    }
    double[] theta = request.parameters().stream().mapToDouble(Double::doubleValue).toArray();
    int parameters = structure.parameters().size();
    if (theta.length != parameters) {
      throw EvidenceCode.ROUND_SHAPE.with(theta.length + " parameters");
    }
    SumsLayout layout = new SumsLayout(effects, parameters);
    double[] sums = new double[layout.size(information)];
    for (PersonSeries person : persons) {
      new PersonSums(person, structure, theta, layout, sums, information).add();
    }
    return new RoundSums(sums);
  }
}
