package org.therafed.profiles.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.structure.Violation.Kind;

/**
 * The compiled validator and HAPI's give the same verdict on every shared example and on mutations
 * of them; every class of difference stands with its reason in {@code hapi-differences.yaml}.
 *
 * <p>By default every fourth example and 80 mutations; {@code -Dtherafed.mutations=12000
 * -Dtherafed.mutations.report=file} runs the whole comparison and writes the report that is
 * committed. The report counts the mutations by what was changed and by the kind of rule that
 * noticed it; each kind of {@code RULES} must have been noticed.
 */
class HapiComparisonTest {
  private static final Path DATA = Path.of("../../shared/data/fhir");
  private static final Path DEFINITIONS = Path.of("../../shared/standards/fhir");
  private static final int MUTATIONS = Integer.getInteger("therafed.mutations", 80);

  /** What terminology that cannot be expanded offline makes of HAPI's verdict says nothing. */
  private static final Pattern NOT_EXPANDED =
      Pattern.compile(
          "Unable to expand|cannot be evaluated|is ignored/not-present|CodeSystem is unknown");

  /** What the whole comparison must have put to the test. */
  private static final Set<Kind> RULES =
      EnumSet.of(
          Kind.REQUIRED,
          Kind.TOO_MANY,
          Kind.TYPE,
          Kind.EMPTY,
          Kind.FIXED,
          Kind.PATTERN,
          Kind.SLICE_MIN,
          Kind.SLICE_MAX,
          Kind.SLICE_CLOSED,
          Kind.BINDING,
          Kind.CODE_SYSTEM,
          Kind.REFERENCE,
          Kind.INVARIANT,
          Kind.UNIT,
          Kind.UNKNOWN_ELEMENT);

  private record Difference(String id, String only, Pattern matches, String reason) {}

  private final Map<Mutation.Kind, Integer> kinds = new EnumMap<>(Mutation.Kind.class);
  private final Map<Kind, Integer> noticed = new EnumMap<>(Kind.class);
  private final Map<String, Integer> differences = new TreeMap<>();
  private final List<String> unexplained = new ArrayList<>();
  private int same;
  private int leftOut;
  private int invalid;

  @Test
  void theVerdictIsHapisOrTheDifferenceHasAReason() throws IOException {
    assumeTrue(Files.isDirectory(DATA), "no examples at " + DATA);
    List<JsonNode> shared = SharedDefinitions.of(DEFINITIONS);
    Definitions definitions = Definitions.r4();
    shared.forEach(definitions::add);
    StructureValidator ours = new StructureValidator(definitions);
    HapiOracle hapi = new HapiOracle(shared);
    List<Difference> known = known();

    List<JsonNode> seeds = new ArrayList<>();
    List<JsonNode> examples = examples(definitions);
    for (int i = 0; i < examples.size(); i += MUTATIONS < 1000 ? 4 : 1) {
      JsonNode example = examples.get(i);
      List<String> errors = hapi.errors(example);
      if (errors.isEmpty()) {
        seeds.add(example);
      }
      compare(example, "as it is", errors, ours, known);
    }
    assertThat(seeds).hasSizeGreaterThan(20);

    Random random = new Random(20261121);
    Mutation mutation = new Mutation(random);
    for (int i = 0; i < MUTATIONS; i++) {
      JsonNode mutant = seeds.get(random.nextInt(seeds.size())).deepCopy();
      Optional<String> done = mutation.apply(mutant);
      if (done.isPresent()) {
        kinds.merge(
            Mutation.Kind.valueOf(done.get().substring(0, done.get().indexOf(' '))),
            1,
            Integer::sum);
        JsonNode reread = SharedDefinitions.MAPPER.readTree(mutant.toString());
        compare(reread, done.get(), hapi.errors(reread), ours, known);
      }
    }
    report(seeds.size(), known);
    assertThat(unexplained).isEmpty();
    assertThat(invalid).isGreaterThan(MUTATIONS / 3);
    if (MUTATIONS >= 10_000) {
      assertThat(noticed).containsKeys(RULES.toArray(new Kind[0]));
    }
  }

  private void compare(
      JsonNode resource,
      String what,
      List<String> theirs,
      StructureValidator ours,
      List<Difference> known) {
    if (!theirs.isEmpty()
        && theirs.stream().anyMatch(error -> NOT_EXPANDED.matcher(error).find())) {
      leftOut++;
      return;
    }
    List<Violation> violations = errors(resource, ours);
    List<String> mine = violations.stream().map(v -> v.kind() + " " + v.rule()).distinct().toList();
    violations.stream()
        .map(Violation::kind)
        .distinct()
        .forEach(kind -> noticed.merge(kind, 1, Integer::sum));
    invalid += theirs.isEmpty() ? 0 : 1;
    if (theirs.isEmpty() == mine.isEmpty()) {
      same++;
      return;
    }
    String side = theirs.isEmpty() ? "ours" : "hapi";
    List<String> findings = theirs.isEmpty() ? mine : theirs;
    Optional<Difference> explained =
        known.stream()
            .filter(d -> d.only().equals(side))
            .filter(d -> findings.stream().allMatch(f -> d.matches().matcher(f).find()))
            .findFirst();
    if (explained.isPresent()) {
      differences.merge(explained.get().id(), 1, Integer::sum);
    } else {
      unexplained.add(what + ": only " + side + " " + findings);
    }
  }

  private static List<Violation> errors(JsonNode resource, StructureValidator ours) {
    List<Violation> all = new ArrayList<>(ours.validate(resource));
    for (JsonNode profile : resource.path("meta").path("profile")) {
      ours.validate(resource, profile.asText()).ifPresent(all::addAll);
    }
    return all.stream().filter(Violation::error).toList();
  }

  /** The shared single resources whose profiles are all known. */
  private static List<JsonNode> examples(Definitions definitions) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(DATA)) {
      for (Path file : walk.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        JsonNode resource = SharedDefinitions.MAPPER.readTree(file.toFile());
        boolean known = !resource.path("meta").path("profile").isEmpty();
        for (JsonNode profile : resource.path("meta").path("profile")) {
          known &= definitions.knows(profile.asText());
        }
        if (known && !resource.path("resourceType").asText().equals("Bundle")) {
          all.add(resource);
        }
      }
    }
    return all;
  }

  private static List<Difference> known() throws IOException {
    try (InputStream in =
        HapiComparisonTest.class.getResourceAsStream("/structure/hapi-differences.yaml")) {
      List<Difference> all = new ArrayList<>();
      for (JsonNode row : new YAMLMapper().readTree(in)) {
        all.add(
            new Difference(
                row.path("id").asText(),
                row.path("only").asText(),
                Pattern.compile(row.path("matches").asText()),
                row.path("reason").asText()));
      }
      return all;
    }
  }

  private void report(int seeds, List<Difference> known) throws IOException {
    StringBuilder text = new StringBuilder("# Our validator against HAPI's\n\n");
    text.append("Written by\n\n```\n./mvnw -pl fhir-profiles test -Dtest=HapiComparisonTest ")
        .append("-Dtherafed.mutations=" + MUTATIONS + " \\\n")
        .append("  -Dtherafed.mutations.report=../docs/reports/validator-against-hapi.md\n```\n\n")
        .append(
            "over the shared examples of mCODE, CodeX RT, IHE and HL7 and random changes of those ")
        .append("that HAPI takes.\n")
        .append("HAPI FHIR 8.8.1 `FhirInstanceValidator`, offline, same definitions. ")
        .append(seeds)
        .append(" seeds valid to HAPI; ")
        .append(kinds.values().stream().mapToInt(Integer::intValue).sum())
        .append(" mutations (fixed seed).\n\nSame verdict: ")
        .append(same)
        .append(", of which invalid: ")
        .append(invalid)
        .append("; left out, for HAPI could not expand a value set: ")
        .append(leftOut)
        .append(". Unexplained: ")
        .append(unexplained.size())
        .append(".\n\n| mutation | n |\n|---|---|\n");
    kinds.forEach((kind, n) -> text.append("| " + kind + " | " + n + " |\n"));
    text.append("\n| kind of rule that noticed | resources |\n|---|---|\n");
    noticed.forEach((kind, n) -> text.append("| " + kind + " | " + n + " |\n"));
    text.append("\n| difference | who objects | n | why |\n|---|---|---|---|\n");
    for (Difference d : known) {
      text.append("| " + d.id() + " | " + d.only() + " | ")
          .append(differences.getOrDefault(d.id(), 0))
          .append(" | " + d.reason().strip() + " |\n");
    }
    System.out.println(text);
    unexplained.forEach(System.out::println);
    String file = System.getProperty("therafed.mutations.report");
    if (file != null) {
      Files.writeString(Path.of(file), text);
    }
  }
}
