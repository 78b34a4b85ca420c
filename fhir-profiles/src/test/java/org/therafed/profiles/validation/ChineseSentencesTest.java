package org.therafed.profiles.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.Examples;
import org.therafed.profiles.Judgement;
import org.therafed.profiles.profile.ElementCursor;
import org.therafed.profiles.profile.ElementType;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.terminology.CodeSet;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.Ucum;

/**
 * Chinese sentences are Chinese. What may stand in them as it is: paths, profiles, rules, codes,
 * units, names of types, and what is quoted from a definition (“…”).
 */
class ChineseSentencesTest {
  private static final Pattern QUOTED = Pattern.compile("“[^”]*”");
  private static final Pattern WORD = Pattern.compile("[\\p{Alnum}_µμ%\\[\\]{}()/:.*^+-]+");
  private static final Pattern ENGLISH = Pattern.compile(".*[A-Za-z]{2,}.*");

  /** What has a digit, a stroke, a bracket, or a capital within is an identifier and no word. */
  private static final Pattern IDENTIFIER =
      Pattern.compile(".*[0-9\\[\\]{}/:_.].*|[a-z]+(-[a-z]+)+|[a-z]+([A-Z][a-z]*)+");

  private static final Set<String> KNOWN = known();

  private static Set<String> known() {
    Set<String> known =
        new HashSet<>(
            Set.of("FHIR", "UCUM", "JSON", "UTC", "URI", "URL", "LOINC", "null", "transaction"));
    for (CodeSet set : CodeSets.standard().all()) {
      known.add(set.name());
      set.listed().values().forEach(codes -> known.addAll(codes.keySet()));
    }
    Arrays.stream(ElementType.values()).forEach(type -> known.add(type.fhirName()));
    Ucum.known().forEach(unit -> known.addAll(Arrays.asList(unit.split("/"))));
    known.addAll(Set.of("uCi", "mCi", "Ci"));
    for (Profile profile : Profile.values()) {
      known.add(profile.resourceType());
      add(ProfileTable.standard().of(profile).root(), known);
    }
    return known;
  }

  private static void add(ElementCursor at, Set<String> known) {
    known.addAll(at.rule().constraints().codes());
    known.addAll(at.rule().constraints().targets());
    at.children().forEach(child -> add(child, known));
    at.extensions().forEach(extension -> add(extension, known));
  }

  @Test
  void noneHoldsAnEnglishWordOverAllExampleMutations() throws IOException {
    List<String> wrong = new ArrayList<>();
    Set<String> codes = new TreeSet<>();
    for (String name : Examples.names()) {
      ObjectNode example = Examples.read(name);
      for (ExampleMutations.Mutation mutation : new ExampleMutations().of(example)) {
        ObjectNode spoiled = example.deepCopy();
        mutation.spoil().accept(spoiled);
        judge(spoiled, codes, wrong);
      }
    }
    for (String name : invalidExamples()) {
      judge(Examples.readInvalid(name), codes, wrong);
    }
    assertThat(codes)
        .contains(
            "FP-VAL-001",
            "FP-VAL-002",
            "FP-VAL-004",
            "FP-VAL-005",
            "FP-VAL-006",
            "FP-VAL-007",
            "FP-VAL-008",
            "FP-VAL-009",
            "FP-VAL-010",
            "FP-VAL-011",
            "FP-VAL-012",
            "FP-VAL-013");
    assertThat(wrong).isEmpty();
  }

  private static List<String> invalidExamples() throws IOException {
    try (InputStream in =
        ChineseSentencesTest.class.getResourceAsStream("/examples-invalid/expected.yaml")) {
      List<String> names = new ArrayList<>();
      new YAMLMapper().readTree(in).fieldNames().forEachRemaining(names::add);
      return names;
    }
  }

  private static void judge(ObjectNode resource, Set<String> codes, List<String> wrong) {
    for (Issue issue : Judgement.RECORDS.validate(resource)) {
      codes.add(issue.code());
      Set<String> english = englishIn(issue.messageZh());
      // The element itself, and the elements of a choice.
      english.removeAll(Arrays.asList(issue.expression().split("[^A-Za-z]")));
      if (issue.code().equals(IssueCode.CHOICE.code())) {
        ElementCursor root =
            ProfileTable.standard()
                .byUrl(resource.path("meta").path("profile").path(0).asText())
                .orElseThrow()
                .root();
        english.removeIf(word -> root.child(word).isPresent());
      }
      if (!english.isEmpty()) {
        wrong.add(english + " in " + issue.messageZh());
      }
    }
  }

  @Test
  void theTestSeesAnEnglishWord() {
    assertThat(englishIn("dose 的单位为 uCi（规则：one of MBq; probably kBq）"))
        .contains("one", "of", "probably");
    assertThat(englishIn("的值 a number of 10 digits (MBq) 不可能")).contains("digits", "of");
    assertThat(englishIn("dosage.dose.value 的值 -5 GBq 不可能（规则：大于 0 且不超过 50 GBq）。")).isEmpty();
  }

  private static Set<String> englishIn(String sentence) {
    Set<String> words = new TreeSet<>();
    WORD.matcher(QUOTED.matcher(sentence).replaceAll(" "))
        .results()
        .map(match -> match.group().replaceAll("^[(:.]+|[):.]+$", ""))
        .filter(word -> ENGLISH.matcher(word).matches())
        .filter(word -> !IDENTIFIER.matcher(word).matches())
        .filter(word -> !KNOWN.contains(word))
        .forEach(words::add);
    return words;
  }
}
