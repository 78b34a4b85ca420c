package org.therafed.registry.publish;

import jakarta.enterprise.context.ApplicationScoped;
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

  private static final double LOWEST_LEVEL = 0.5;
  private static final double HIGHEST_LEVEL = 0.9999;

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
    if (!(level >= LOWEST_LEVEL && level <= HIGHEST_LEVEL)) {
      throw unknown("level", "A number from 0.5 to 0.9999 is needed.");
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
    return module
        .endpoint(name)
        .filter(endpoint -> (endpoint.kind() == RuleKind.TIME_TO_EVENT) == ofTime)
        .orElseThrow(
            () ->
                unknown(
                    "endpoint",
                    "One of "
                        + module.endpoints().stream()
                            .filter(e -> (e.kind() == RuleKind.TIME_TO_EVENT) == ofTime)
                            .map(TherapyModule.Endpoint::id)
                            .collect(Collectors.joining(", "))
                        + " is needed."));
  }

  private static Fault unknown(String parameter, String needed) {
    return RegistryCode.UNKNOWN_QUESTION.with(
        Fault.safe("parameter", parameter), Fault.safe("needed", needed));
  }
}
