package org.therafed.profiles;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.projection.FactProjection;
import org.therafed.profiles.validation.ProfileValidator;

/**
 * How many resources a second one core validates and projects, over all examples. Run by hand:
 * {@code java -cp <test class path> org.therafed.profiles.Throughput}.
 */
public final class Throughput {
  private Throughput() {}

  public static void main(String... args) {
    long begun = System.nanoTime();
    ProfileValidator validator = new ProfileValidator(ProfileTable.standard(), Examples.CLOCK);
    System.out.printf(
        Locale.ROOT, "validator ready in %d ms%n", (System.nanoTime() - begun) / 1_000_000);
    FactProjection projection = new FactProjection(ProfileTable.standard());
    List<ObjectNode> resources = Examples.names().stream().map(Examples::read).toList();
    measure("validate", resources, resource -> validator.validate(resource).size());
    measure("project", resources, resource -> projection.project(resource).size());
  }

  private static void measure(
      String what, List<ObjectNode> resources, ToIntFunction<ObjectNode> work) {
    long found = 0;
    for (int round = 0; round < 5; round++) {
      long done = 0;
      long begun = System.nanoTime();
      while (System.nanoTime() - begun < 2_000_000_000L) {
        for (ObjectNode resource : resources) {
          found += work.applyAsInt(resource);
          done++;
        }
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      System.out.printf(Locale.ROOT, "%s %.0f resources/s (%d)%n", what, done / seconds, found);
    }
  }
}
