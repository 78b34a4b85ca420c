package org.therafed.registry.publish;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.therafed.profiles.module.ModuleCatalog;
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

  private final ModuleCatalog modules;

  QuestionReader(ModuleCatalog modules) {
    this.modules = modules;
  }

  /**
   * A question.
   *
   * @throws Fault RG-QUESTION-001 naming the parameter and what was needed
   */
  public Question read(String kind, String module, String arm, String endpoint, double level) {
    Question.Kind known =
        Question.Kind.labelled(kind)
            .orElseThrow(
                () ->
                    unknown(
                        "question", "One of response, survival, slope, toxicity, cost is needed."));
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
      case TOXICITY -> null;
      case COST -> name == null ? null : named(kind, module, name);
      case RESPONSE -> named(kind, module, name == null ? "orr" : name);
      case SURVIVAL -> named(kind, module, name == null ? "os" : name);
      case SLOPE -> named(kind, module, name == null ? "" : name);
    };
  }

  private static TherapyModule.Endpoint named(
      Question.Kind kind, TherapyModule module, String name) {
    return module
        .endpoint(name)
        .filter(endpoint -> Question.Kind.of(endpoint) == kind)
        .orElseThrow(() -> unknown("endpoint", choice(kind, module)));
  }

  private static String choice(Question.Kind kind, TherapyModule module) {
    List<String> known =
        module.endpoints().stream()
            .filter(endpoint -> Question.Kind.of(endpoint) == kind)
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
