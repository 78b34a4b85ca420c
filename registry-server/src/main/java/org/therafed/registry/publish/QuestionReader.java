package org.therafed.registry.publish;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.fault.RegistryCode;

/** Reads a question from the parameters of a request, naming whatever is not known. */
@ApplicationScoped
public class QuestionReader {

  /**
   * A short list, because rounded limits at many levels of one's choice tell more than rounded
   * limits at a few.
   */
  private static final List<Double> LEVELS = List.of(0.95, 0.999);

  private final ModuleCatalog modules;

  QuestionReader(ModuleCatalog modules) {
    this.modules = modules;
  }

  /**
   * A question.
   *
   * @throws Fault RG-QUESTION-001 naming the parameter and what it can be, or -002
   */
  public Question read(String kind, String module, String arm, String endpoint, double level) {
    Question.Kind known =
        Question.Kind.labelled(kind)
            .orElseThrow(() -> unknownKind(List.of(Question.Kind.values())));
    TherapyModule therapy =
        modules
            .find(module)
            .orElseThrow(() -> unknown("module", modules.all().stream().map(TherapyModule::id)));
    Question.Arm group =
        Question.Arm.labelled(arm)
            .orElseThrow(
                () ->
                    unknown("arm", Arrays.stream(Question.Arm.values()).map(Question.Arm::label)));
    if (!LEVELS.contains(level)) {
      throw unknownLevel();
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
        .orElseThrow(() -> unknownEndpoint(kind, module));
  }

  private static Fault unknownEndpoint(Question.Kind kind, TherapyModule module) {
    List<String> known =
        module.endpoints().stream()
            .filter(endpoint -> Question.Kind.of(endpoint) == kind)
            .map(TherapyModule.Endpoint::id)
            .toList();
    return known.isEmpty()
        ? RegistryCode.QUESTION_EMPTY.with()
        : unknown("endpoint", known.stream());
  }

  /** A kind that is not answered here. */
  static Fault unknownKind(Collection<Question.Kind> known) {
    return unknown("question", known.stream().map(Question.Kind::label));
  }

  /** A level beside the list, or no number. */
  static Fault unknownLevel() {
    return unknown("level", LEVELS.stream().map(String::valueOf));
  }

  private static Fault unknown(String parameter, Stream<String> choices) {
    List<String> listed = choices.toList();
    return RegistryCode.UNKNOWN_QUESTION.with(
        Fault.safe("parameter", parameter),
        Fault.safe("choices", new Phrase(String.join(", ", listed), String.join("、", listed))));
  }
}
