package org.therafed.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.cohort.Question;

/** What the reader takes is what the schema takes, and a refusal says where. */
class CohortQuestionReaderTest {

  private static final String HEAD = "{\"version\":1,\"kind\":\"survival\",\"module\":\"rlt-psma\"";

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(CohortQuestionReader.class.getResourceAsStream("question-1.json"));

  private final CohortQuestionReader reader =
      new CohortQuestionReader(
          new QuestionReader(ModuleCatalog.standard()), ModuleCatalog.standard());

  private CohortQuestion read(String question) {
    return reader.read(question.getBytes(StandardCharsets.UTF_8));
  }

  private Fault refusal(String question) {
    return catchThrowableOfType(Fault.class, () -> read(question));
  }

  private static boolean isValid(String question) {
    return SCHEMA.validate(question, InputFormat.JSON).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "}",
        ",\"endpoint\":\"os\",\"arm\":\"treated\",\"level\":0.999,\"cut\":\"2026-09-30\"}",
        ",\"who\":{\"all\":[{\"sex\":[\"female\",\"other\"]},{\"age\":{\"from\":50,\"to\":80}}]}}",
        ",\"who\":{\"any\":[{\"line\":{\"from\":2}},{\"not\":{\"region\":[\"AT-9\"]}}]}}",
        ",\"who\":{\"biomarker\":{\"loinc\":\"2857-1\",\"unit\":\"ng/mL\",\"withinDays\":42,"
            + "\"from\":1.5}}}",
        ",\"who\":{\"treatedBefore\":{\"module\":\"rlt-sstr-dotatate\"}}}",
        ",\"comparators\":[{\"arm\":\"untreated\"},{\"arm\":\"standard-care\"},"
            + "{\"arm\":\"treated\",\"module\":\"rlt-psma-tb161\"}]}"
      })
  void questionOfTheSchemaIsTaken(String rest) {
    assertThat(isValid(HEAD + rest)).isTrue();
    assertThat(read(HEAD + rest).arms()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '§',
      value = {
        "[] # /",
        "{} # /",
        "{\"version\":2,\"kind\":\"survival\",\"module\":\"rlt-psma\"} # /version",
        "{\"version\":\"1\",\"kind\":\"survival\",\"module\":\"rlt-psma\"} # /version",
        "{\"version\":1,\"kind\":\"sql\",\"module\":\"rlt-psma\"} # /kind",
        "{\"version\":1,\"kind\":\"survival\",\"module\":7} # /module",
        "HEAD,\"arm\":\"all\"} # /arm",
        "HEAD,\"cut\":\"\"} # /cut",
        "HEAD,\"cut\":\"a\\u0000\"} # /cut",
        "HEAD,\"planted-name\":1} # /",
        "HEAD,\"who\":{}} # /who",
        "HEAD,\"who\":{\"sex\":[\"male\"],\"line\":{\"from\":1}}} # /who",
        "HEAD,\"who\":{\"planted-name\":[\"Zhang\"]}} # /who",
        "HEAD,\"who\":{\"sex\":[]}} # /who/sex",
        "HEAD,\"who\":{\"sex\":[\"Zhang\"]}} # /who/sex/0",
        "HEAD,\"who\":{\"all\":[{\"not\":{\"age\":{\"from\":91}}}]}} # /who/all/0/not/age/from",
        "HEAD,\"who\":{\"age\":{\"from\":6.5}}} # /who/age/from",
        "HEAD,\"who\":{\"age\":{}}} # /who/age",
        "HEAD,\"who\":{\"line\":{\"to\":-1}}} # /who/line/to",
        "HEAD,\"who\":{\"biomarker\":{\"loinc\":\"2857-1\",\"unit\":\"a\"}}} # /who/biomarker",
        "HEAD,\"who\":{\"biomarker\":{\"loinc\":\"x\",\"unit\":\"a\",\"withinDays\":1,\"to\":1}}} # /who/biomarker/loinc",
        "HEAD,\"who\":{\"biomarker\":{\"loinc\":\"2857-1\",\"unit\":\"a\",\"withinDays\":1}}} # /who/biomarker",
        "HEAD,\"who\":{\"biomarker\":{\"loinc\":\"2857-1\",\"unit\":\"a\",\"withinDays\":1,\"to\":1e99}}} # /who/biomarker/to",
        "HEAD,\"comparators\":[]} # /comparators",
        "HEAD,\"comparators\":[{}]} # /comparators/0",
        "HEAD,\"comparators\":[{\"arm\":\"untreated\",\"who\":1}]} # /comparators/0"
      })
  void whatTheSchemaDoesNotHaveIsRefusedAtItsPlace(String form, String path) {
    String question = form.replace("HEAD", HEAD);
    assertThat(isValid(question)).isFalse();
    Fault refusal = refusal(question);
    assertThat(refusal.code().code()).isEqualTo("RG-QUESTION-004");
    assertThat(refusal.reason().found())
        .startsWith("The question cannot be used at " + path + ": ");
    assertThat(refusal.getMessage()).doesNotContain("planted", "Zhang");
    assertThat(refusal.reason().textZh()).contains(path);
  }

  /** What only the registry knows: modules, their endpoints, its levels, arms named twice. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '§',
      value = {
        "{\"version\":1,\"kind\":\"survival\",\"module\":\"Zhang\"} # /:",
        "HEAD,\"endpoint\":\"Zhang\"} # /:",
        "HEAD,\"endpoint\":\"orr\"} # /:",
        "HEAD,\"level\":0.5} # /:",
        "HEAD,\"who\":{\"treatedBefore\":{\"module\":\"Zhang\"}}} # /who/treatedBefore/module:",
        "HEAD,\"comparators\":[{\"arm\":\"treated\"}]} # /comparators/0:",
        "HEAD,\"comparators\":[{\"arm\":\"treated\",\"module\":\"Zhang\"}]} # /comparators/0:",
        "HEAD,\"endpoint\":\"rpfs\",\"comparators\":[{\"arm\":\"treated\",\"module\":\"ckd\"}]} # /comparators/0:"
      })
  void whatTheRegistryDoesNotHaveIsRefusedAtItsPlace(String form, String path) {
    assertThat(refusal(form.replace("HEAD", HEAD)).getMessage())
        .startsWith("RG-QUESTION-004 The question cannot be used at " + path)
        .doesNotContain("Zhang");
  }

  @Test
  void bombsAreRefusedBeforeAnythingIsAsked() {
    String leaf = "{\"age\":{\"from\":50}}";
    String deep = "{\"not\":".repeat(6) + leaf + "}".repeat(6);
    assertThat(refusal(HEAD + ",\"who\":" + deep + "}").reason().found())
        .contains("at /who/not/not/not/not/not/not: it is more than 6 conditions deep");
    assertThat(read(HEAD + ",\"who\":{\"not\":" + leaf + "}}").arms()).hasSize(1);
    assertThat(refusal(HEAD + ",\"who\":" + "{\"not\":".repeat(1500) + leaf).reason().found())
        .contains("it is no JSON, names a member twice or is too deep");
    String many = IntStream.range(0, 20).mapToObj(i -> leaf).collect(Collectors.joining(","));
    assertThat(refusal(HEAD + ",\"who\":{\"all\":[" + many + "]}}").reason().found())
        .contains("the question has more than 20 conditions");
    String long21 = many + "," + leaf;
    assertThat(refusal(HEAD + ",\"who\":{\"all\":[" + long21 + "]}}").reason().found())
        .contains("at /who/all: it is no array of 1 to 20");
    String regions =
        IntStream.range(0, 51).mapToObj(i -> "\"r" + i + "\"").collect(Collectors.joining(","));
    assertThat(refusal(HEAD + ",\"who\":{\"region\":[" + regions + "]}}").reason().found())
        .contains("at /who/region: it is no array of 1 to 50");
    assertThat(refusal(HEAD + ",\"cut\":\"" + "x".repeat(65) + "\"}").reason().found())
        .contains("at /cut");
    assertThat(refusal(HEAD + " ".repeat(17_000) + "}").reason().found())
        .contains("longer than 16 KiB");
    assertThat(refusal(HEAD + ",\"kind\":\"cost\"}").reason().found()).contains("a member twice");
    assertThat(refusal(HEAD + "} {}").reason().found()).contains("it is no JSON");
    assertThat(refusal("").reason().found()).contains("it is empty");
    assertThat(refusal(HEAD + ",\"level\":" + "9".repeat(5000) + "}")).isNotNull();
  }

  @Test
  void sameQuestionHasOneFormAndOneKey() {
    CohortQuestion one = read(HEAD + ",\"who\":{\"sex\":[\"male\",\"female\",\"male\"]}}");
    CohortQuestion same =
        read(
            HEAD
                + ",\"level\":0.950,\"endpoint\":\"os\",\"arm\":\"treated\",\"who\":"
                + "{\"sex\":[\"female\",\"male\"]}}");
    assertThat(same.json()).isEqualTo(one.json());
    assertThat(same.arms()).extracting(Question::key).containsExactly(one.arms().get(0).key());
    CohortQuestion other = read(HEAD + ",\"who\":{\"sex\":[\"female\"]}}");
    assertThat(other.arms().get(0).key()).isNotEqualTo(one.arms().get(0).key());
    assertThat(read(one.json().toString()).json()).isEqualTo(one.json());
  }

  @Test
  void othersOfAGroupAreItsNegationAndBack() {
    var group = read(HEAD + ",\"who\":{\"sex\":[\"female\"]}}").arms().get(0).group();
    var others = read(HEAD + ",\"who\":{\"not\":{\"sex\":[\"female\"]}}}").arms().get(0).group();
    assertThat(group.others()).contains(others);
    assertThat(others.others()).contains(group);
    assertThat(group.whole().others()).isEmpty();
  }
}
