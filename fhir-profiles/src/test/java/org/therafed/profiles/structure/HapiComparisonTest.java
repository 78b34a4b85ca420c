package org.therafed.profiles.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The compiled validator and HAPI's give the same verdict on every shared example and on mutations
 * of them; every class of difference stands with its reason in {@code hapi-differences.yaml}.
 *
 * <p>By default every fourth example and 80 mutations; {@code -Dtherafed.mutations=12000
 * -Dtherafed.mutations.report=file} runs the whole comparison and writes the report that is
 * committed, {@code -Dtherafed.mutations.seed} other mutations. The whole comparison must have put
 * each kind of constraint to the test.
 */
class HapiComparisonTest {
  private static final Path DATA = Path.of("../../shared/data/fhir");
  private static final Path DEFINITIONS = Path.of("../../shared/standards/fhir");
  private static final int MUTATIONS = Integer.getInteger("therafed.mutations", 80);
  private static final long SEED = Long.getLong("therafed.mutations.seed", 20261121L);

  /** What terminology that cannot be expanded offline makes of HAPI's verdict says nothing. */
  private static final Pattern NOT_EXPANDED =
      Pattern.compile(
          "Unable to expand|cannot be evaluated|is ignored/not-present|CodeSystem is unknown");

  private static final List<Violation> UNREADABLE =
      List.of(new Violation(Violation.Kind.TYPE, true, "Resource", "", "JSON", "", ""));

  private final HapiTally tally = new HapiTally();
  private FindingWords words;

  @Test
  void theVerdictIsHapisOrTheDifferenceHasAReason() throws IOException {
    assumeTrue(Files.isDirectory(DATA), "no examples at " + DATA);
    List<JsonNode> shared = SharedDefinitions.of(DEFINITIONS);
    Definitions definitions = Definitions.r4();
    shared.forEach(definitions::add);
    StructureValidator ours = new StructureValidator(definitions);
    HapiOracle hapi = new HapiOracle(shared);
    HapiDifferences known = HapiDifferences.committed();
    words = new FindingWords(shared);

    List<ObjectNode> seeds = new ArrayList<>();
    List<JsonNode> examples = examples(definitions);
    for (int i = 0; i < examples.size(); i += MUTATIONS < 1000 ? 4 : 1) {
      JsonNode example = examples.get(i);
      List<String> errors = hapi.errors(example);
      if (errors.isEmpty()) {
        seeds.add((ObjectNode) example);
      }
      compare(example, errors(example, ours), "as it is", errors, alike(hapi, example), known);
    }
    for (HandWrittenResources written : HandWrittenResources.all()) {
      JsonNode resource = written.resource();
      List<String> errors = hapi.errors(resource);
      compare(
          resource, errors(resource, ours), written.name(), errors, alike(hapi, resource), known);
    }
    assertThat(seeds).hasSizeGreaterThan(20);

    Random random = new Random(SEED);
    Mutation mutation = new Mutation(random);
    for (int i = 0; i < MUTATIONS; i++) {
      ObjectNode mutant = seeds.get(random.nextInt(seeds.size())).deepCopy();
      Optional<Mutation.Done> done = mutation.apply(mutant);
      if (done.isPresent()) {
        tally.mutated(done.get().kind());
        String text = done.get().text();
        Optional<JsonNode> read = read(text);
        List<Violation> violations = read.map(it -> errors(it, ours)).orElse(UNREADABLE);
        JsonNode reread = read.orElse(MissingNode.getInstance());
        compare(
            reread,
            violations,
            done.get().what(),
            hapi.errors(text),
            () -> hapi.errorsWithOneCodingEnough(text),
            known);
      }
    }
    report(seeds.size(), known);
    assertThat(tally.unexplained()).isEmpty();
    assertThat(tally.invalid()).isGreaterThan(MUTATIONS / 3);
    if (MUTATIONS >= 10_000) {
      assertThat(tally.untested()).isEmpty();
    }
  }

  private void compare(
      JsonNode resource,
      List<Violation> violations,
      String what,
      List<String> theirs,
      Supplier<List<String>> withOneCodingEnough,
      HapiDifferences known) {
    if (theirs.stream().anyMatch(error -> NOT_EXPANDED.matcher(error).find())) {
      tally.leftOut();
      return;
    }
    tally.seen(violations, !theirs.isEmpty());
    if (theirs.isEmpty() == violations.isEmpty()) {
      tally.same();
      return;
    }
    String side = theirs.isEmpty() ? "ours" : "hapi";
    List<String> findings =
        theirs.isEmpty()
            ? violations.stream().map(violation -> words.of(violation, resource)).toList()
            : FindingWords.ofHapi(theirs, withOneCodingEnough.get(), resource);
    tally.different(what, side, findings, known.of(side, findings));
  }

  /** What HAPI finds where it asks of a concept what R4 does. */
  private static Supplier<List<String>> alike(HapiOracle hapi, JsonNode resource) {
    return () -> hapi.errorsWithOneCodingEnough(resource.toString());
  }

  /** The resource as both sides of the registry read it; empty where they do not. */
  private static Optional<JsonNode> read(String text) throws IOException {
    try {
      return Optional.of(SharedDefinitions.MAPPER.readTree(text.getBytes(StandardCharsets.UTF_8)));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static List<Violation> errors(JsonNode resource, StructureValidator ours) {
    List<Violation> all = new ArrayList<>(ours.validate(resource));
    for (JsonNode part : parts(resource)) {
      for (JsonNode profile : part.path("meta").path("profile")) {
        ours.validate(part, profile.asText()).ifPresent(all::addAll);
      }
    }
    return all.stream().filter(Violation::error).distinct().toList();
  }

  /** A resource and, of a bundle, those in it. */
  private static List<JsonNode> parts(JsonNode resource) {
    List<JsonNode> parts = new ArrayList<>(List.of(resource));
    resource.path("entry").forEach(entry -> parts.add(entry.path("resource")));
    return parts;
  }

  /** The shared resources that claim profiles, all of them known. */
  private static List<JsonNode> examples(Definitions definitions) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(DATA)) {
      for (Path file : walk.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        JsonNode resource = SharedDefinitions.MAPPER.readTree(file.toFile());
        int claimed = 0;
        boolean known = true;
        for (JsonNode part : parts(resource)) {
          for (JsonNode profile : part.path("meta").path("profile")) {
            claimed++;
            known &= definitions.knows(profile.asText());
          }
        }
        if (known && claimed > 0) {
          all.add(resource);
        }
      }
    }
    return all;
  }

  private void report(int seeds, HapiDifferences known) throws IOException {
    String command =
        "./mvnw -pl fhir-profiles test -Dtest=HapiComparisonTest -Dtherafed.mutations="
            + MUTATIONS
            + " \\\n  -Dtherafed.mutations.report=../docs/reports/validator-against-hapi.md";
    String text = tally.report(command, seeds + " examples valid to HAPI; seed " + SEED, known);
    System.out.println(text);
    tally.unexplained().forEach(System.out::println);
    String file = System.getProperty("therafed.mutations.report");
    if (file != null) {
      Files.writeString(Path.of(file), text);
    }
  }
}
