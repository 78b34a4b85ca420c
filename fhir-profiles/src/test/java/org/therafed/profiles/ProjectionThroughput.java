package org.therafed.profiles;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.projection.Anchor;
import org.therafed.profiles.projection.CourseFact;
import org.therafed.profiles.projection.EndpointRule;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.FactProjection;
import org.therafed.profiles.projection.PersonFacts;

/**
 * How many resources a second one core projects, all profiles and each by itself, and how many
 * endpoints it evaluates of a person with a year of facts. Run by hand: {@code java -cp <test class
 * path> org.therafed.profiles.ProjectionThroughput}.
 */
public final class ProjectionThroughput {
  private static final long NANOS = 1_000_000_000L;
  private static final int ROUNDS = 5;

  private ProjectionThroughput() {}

  public static void main(String... args) {
    FactProjection projection = new FactProjection(ProfileTable.standard());
    List<ObjectNode> resources = Examples.names().stream().map(Examples::read).toList();
    measure("all profiles", "resources", () -> projectAll(projection, resources));
    for (ObjectNode resource : resources) {
      String profile = resource.at("/meta/profile/0").asText();
      measure(
          profile.substring(profile.lastIndexOf('/') + 1),
          "resources",
          () -> projectAll(projection, List.of(resource)));
    }
    evaluate(projection);
  }

  private static int projectAll(FactProjection projection, List<ObjectNode> resources) {
    int facts = 0;
    for (ObjectNode resource : resources) {
      facts += projection.project(resource).size();
    }
    // What is found is used, so that nothing is optimised away.
    return facts < 0 ? 0 : resources.size();
  }

  private static void evaluate(FactProjection projection) {
    List<Fact> facts = new ArrayList<>();
    for (String name : Examples.names()) {
      facts.addAll(projection.project(Examples.read(name)));
    }
    ObjectNode lab = Examples.read("atr-lab");
    for (int month = 1; month <= 12; month++) {
      lab.put("id", "lab" + month);
      lab.put("effectiveDateTime", String.format(Locale.ROOT, "2025-%02d-10", month));
      facts.addAll(projection.project(lab));
    }
    CourseFact course =
        (CourseFact) projection.project(Examples.read("atr-treatment-course")).get(0);
    TherapyModule module = ModuleCatalog.standard().find("rlt-psma").orElseThrow();
    List<EndpointRule> rules =
        module.endpoints().stream().map(e -> EndpointRule.of(module, e)).toList();
    measure(
        "endpoints of a person with " + facts.size() + " facts",
        "outcomes",
        () -> {
          PersonFacts person = PersonFacts.of(module, Anchor.of(course), facts);
          int outcomes = 0;
          for (EndpointRule rule : rules) {
            outcomes += rule.evaluate(person).reason() == null ? 0 : 1;
          }
          return outcomes;
        });
  }

  private static void measure(String what, String unit, IntSupplier work) {
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long done = 0;
      long begun = System.nanoTime();
      long now = begun;
      while (now - begun < NANOS) {
        for (int i = 0; i < 100; i++) {
          done += work.getAsInt();
        }
        now = System.nanoTime();
      }
      best = Math.max(best, done * (double) NANOS / (now - begun));
    }
    System.out.printf(Locale.ROOT, "%s: %.0f %s/s%n", what, best, unit);
  }
}
