package org.therafed.gateway.query;

import java.util.List;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.projection.CourseFact;
import org.therafed.profiles.projection.EndpointOutcome;
import org.therafed.profiles.projection.EndpointRule;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.PersonFacts;

/** How an endpoint came out for persons of this site, by the rules that the registry uses. */
final class LocalOutcomes {

  private final TherapyModule module;
  private final EndpointRule rule;

  /**
   * @param endpoint of the module
   */
  LocalOutcomes(TherapyModule module, TherapyModule.Endpoint endpoint) {
    this.module = module;
    this.rule = EndpointRule.of(module, endpoint);
  }

  EndpointOutcome of(LocalMember member) {
    List<Fact> known = member.person().facts().stream().filter(LocalOutcomes::counts).toList();
    return rule.evaluate(PersonFacts.of(module, member.anchor(), known));
  }

  /** A course that is only planned, or did not happen, is none. */
  private static boolean counts(Fact fact) {
    return !(fact instanceof CourseFact course) || course.begun();
  }
}
