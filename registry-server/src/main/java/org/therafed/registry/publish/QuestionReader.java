package org.therafed.registry.publish;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.fault.RegistryCode;

/** Reads a question from the parameters of a request, naming whatever is not known. */
@ApplicationScoped
public class QuestionReader {

  static final String LEVEL_NEEDED = "0.95 or 0.999 is needed.";

  /**
   * A short list, because rounded limits at many levels of one's choice tell more than rounded
   * limits at a few.
   */
  private static final Set<Double> LEVELS = Set.of(0.95, 0.999);

  private final ModuleCatalog modules = ModuleCatalog.standard();

  /**
   * A question.
   *
   * @throws Fault RG-QUESTION-001 naming the parameter and what was needed
   */
  public Question read(String kind, String module, String arm, String endpoint, double level) {
    Question.Kind known =
        Question.Kind.labelled(kind)
            .orElseThrow(
                () -> unknown("question", "One of response, survival, toxicity, cost is needed."));
    TherapyModule therapy =
        modules
            .find(module)
            .orElseThrow(
                () ->
                    unknown(
                        "module",
                        "One of "
                            + modules.all().stream()
                                .map(TherapyModule::id)
                                .collect(Collectors.joining(", "))
                            + " is needed."));
    Question.Arm group =
        Question.Arm.labelled(arm)
            .orElseThrow(
                () -> unknown("arm", "One of treated, standard-care, untreated is needed."));
    if (!LEVELS.contains(level)) {
      throw unknown("level", LEVEL_NEEDED);
    }
    return new Question(known, therapy, group, endpoint(known, therapy, endpoint), level);
  }

  private static TherapyModule.Endpoint endpoint(
      Question.Kind kind, TherapyModule module, String name) {
    return switch (kind) {
      case TOXICITY, COST -> null;
      case RESPONSE -> named(module, name == null ? "orr" : name, false);
      case SURVIVAL -> named(module, name == null ? "os" : name, true);
    };
  }

  private static TherapyModule.Endpoint named(TherapyModule module, String name, boolean ofTime) {
    TherapyModule.Endpoint endpoint =
        module.endpoint(name).orElseThrow(() -> unknown("endpoint", choice(module, ofTime)));
    if (!Question.answered(endpoint)) {
      throw unknown(
          "endpoint",
          "The rule "
              + endpoint.kind().label()
              + " of this endpoint, as the module sets it, is not evaluated by this version. "
              + choice(module, ofTime));
    }
    if ((endpoint.kind() == RuleKind.TIME_TO_EVENT) != ofTime) {
      throw unknown("endpoint", choice(module, ofTime));
    }
    return endpoint;
  }

  private static String choice(TherapyModule module, boolean ofTime) {
    List<String> known =
        module.endpoints().stream()
            .filter(e -> Question.answered(e) && (e.kind() == RuleKind.TIME_TO_EVENT) == ofTime)
            .map(TherapyModule.Endpoint::id)
            .toList();
    return known.isEmpty()
        ? "This module has no endpoint for this question."
        : "One of " + String.join(", ", known) + " is needed.";
  }

  private static Fault unknown(String parameter, String needed) {
    return RegistryCode.UNKNOWN_QUESTION.with(
        Fault.safe("parameter", parameter), Fault.safe("needed", needed));
  }
}
