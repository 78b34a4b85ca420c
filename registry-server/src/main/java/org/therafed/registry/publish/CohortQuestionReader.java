package org.therafed.registry.publish;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.cohort.Selection;

/**
 * Reads questions of version 1, as {@code question-1.json} describes them: what that schema does
 * not know is refused with its place. The size of a question, of each of its texts and lists, the
 * number of its conditions and their depth are bounded before anything is asked of the database.
 */
@ApplicationScoped
public class CohortQuestionReader {

  static final int LARGEST = 16 << 10;

  private static final int MOST_COMPARATORS = 3;
  private static final int DEEPEST_JSON = 24;
  private static final double USUAL_LEVEL = 0.95;
  private static final Set<String> MEMBERS =
      Set.of("version", "kind", "module", "endpoint", "arm", "level", "cut", "who", "comparators");
  private static final Set<String> KINDS =
      Arrays.stream(Question.Kind.values())
          .map(Question.Kind::label)
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> ARMS =
      Arrays.stream(Question.Arm.values())
          .map(Question.Arm::label)
          .collect(Collectors.toUnmodifiableSet());

  private static final JsonMapper JSON =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST_JSON).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final QuestionReader questions;
  private final ModuleCatalog modules;

  CohortQuestionReader(QuestionReader questions, ModuleCatalog modules) {
    this.questions = questions;
    this.modules = modules;
  }

  /**
   * Reads a question.
   *
   * @param body JSON of at most 16 KiB
   * @throws Fault RG-QUESTION-004 with the place and what is wrong there
   */
  CohortQuestion read(byte[] body) {
    JsonAt at = new JsonAt("", tree(body));
    at.object(MEMBERS);
    JsonAt version = at.required("version");
    if (!version.value().isIntegralNumber() || version.value().longValue() != 1) {
      throw version.refused("it is not 1", "不是 1");
    }
    String kind = at.required("kind").text(KINDS);
    String module = at.required("module").text();
    String arm = at.member("arm").map(each -> each.text(ARMS)).orElse("treated");
    String endpoint = at.member("endpoint").map(JsonAt::text).orElse(null);
    double level = at.member("level").map(each -> each.number(0, 1)).orElse(USUAL_LEVEL);
    Selection who =
        at.member("who")
            .map(each -> new SelectionReader(id -> modules.find(id).isPresent()).read(each))
            .orElse(Selection.EVERYBODY);
    List<Question> arms = new ArrayList<>();
    arms.add(question(at, kind, module, arm, endpoint, level, who));
    Question first = arms.get(0);
    // The comparators are asked for the same endpoint, also where the question left it out.
    String same = first.endpoint() == null ? null : first.endpoint().id();
    Optional<JsonAt> comparators = at.member("comparators");
    if (comparators.isPresent()) {
      for (JsonAt each : comparators.get().elements(MOST_COMPARATORS)) {
        each.object(Set.of("arm", "module"));
        String other = each.member("module").map(JsonAt::text).orElse(module);
        String otherArm = each.required("arm").text(ARMS);
        arms.add(question(each, kind, other, otherArm, same, level, who));
        if (new LinkedHashSet<>(arms).size() < arms.size()) {
          throw each.refused("the arm is asked about already", "该组已在问题之中");
        }
      }
    }
    String cut = at.member("cut").map(JsonAt::text).orElse(null);
    return new CohortQuestion(arms, cut, written(arms));
  }

  private static JsonNode tree(byte[] body) {
    JsonAt whole = new JsonAt("", MissingNode.getInstance());
    if (body == null || body.length == 0 || body.length > LARGEST) {
      throw whole.refused("it is empty or longer than 16 KiB", "为空或超过 16 KiB");
    }
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      // Its text quotes the body.
      throw whole.refused(
          "it is no JSON, names a member twice or is too deep", "不是 JSON、成员重复或嵌套过深");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the module does not know is said at the place of the arm. */
  private Question question(
      JsonAt at,
      String kind,
      String module,
      String arm,
      String endpoint,
      double level,
      Selection who) {
    try {
      Question whole = questions.read(kind, module, arm, endpoint, level);
      return new Question(
          whole.kind(), whole.module(), whole.arm(), whole.endpoint(), whole.level(), who);
    } catch (Fault unknown) {
      String english = unknown.reason().found() + " " + unknown.reason().needed();
      String chinese = unknown.reason().foundZh() + unknown.reason().neededZh();
      throw at.refused(english.replaceAll("\\.$", ""), chinese.replaceAll("。$", ""));
    }
  }

  /** The one form: what was left out stands there, in the order of the schema. */
  private static ObjectNode written(List<Question> arms) {
    Question first = arms.get(0);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", 1).put("kind", first.kind().label()).put("module", first.module().id());
    if (first.endpoint() != null) {
      json.put("endpoint", first.endpoint().id());
    }
    json.put("arm", first.arm().label()).put("level", first.level());
    if (!first.who().isEverybody()) {
      try {
        json.set("who", JSON.readTree(first.who().json()));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("It was written by the reader.", e);
      }
    }
    for (Question other : arms.subList(1, arms.size())) {
      json.withArrayProperty("comparators")
          .addObject()
          .put("arm", other.arm().label())
          .put("module", other.module().id());
    }
    return json;
  }
}
