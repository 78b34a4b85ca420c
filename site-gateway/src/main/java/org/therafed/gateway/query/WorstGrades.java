package org.therafed.gateway.query;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.toxicity.ToxicityIncidence;
import org.therafed.evidence.toxicity.ToxicityPartial;
import org.therafed.evidence.toxicity.ToxicityRow;
import org.therafed.profiles.projection.ToxicityFact;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.EventTerm;

/**
 * Adverse events of persons of this site by worst grade, as the registry's question of toxicity has
 * them: from the index date on, whatever the attribution; no record means no event.
 */
final class WorstGrades {

  private static final Set<String> GRADED_BY = Set.of(CtcaeTerms.SCALE, EventTerm.OWN_SCALE);

  private WorstGrades() {}

  static ToxicityPartial of(ToxicityIncidence table, String site, List<LocalMember> members) {
    Accumulator<ToxicityRow, ToxicityPartial> rows = table.accumulator();
    members.forEach(member -> rows.add(new ToxicityRow(site, worst(member))));
    return rows.partial();
  }

  private static Map<String, Integer> worst(LocalMember member) {
    Map<String, Integer> worst = new TreeMap<>();
    member.person().facts().stream()
        .filter(ToxicityFact.class::isInstance)
        .map(ToxicityFact.class::cast)
        .filter(event -> GRADED_BY.contains(event.scale()))
        .filter(event -> event.onsetOn() != null && !event.onsetOn().isBefore(member.anchor().on()))
        .forEach(event -> worst.merge(event.termCode(), event.grade(), Math::max));
    return worst;
  }
}
