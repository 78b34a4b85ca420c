package org.therafed.profiles.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.Examples;
import org.therafed.profiles.Judgement;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.publish.Publication;
import org.therafed.profiles.validation.ProfileValidator;

/**
 * One walk along the profile's definition is the judgement of FHIR R4, of the profile and, with the
 * remainder, of the table: over random changes of every example, nothing that one of the three
 * refuses is taken.
 */
class OneJudgementTest {
  private static final int MUTATIONS = 4000;

  private final StructureValidator structures = new StructureValidator(Publication.definitions());
  private final ProfileValidator tables =
      new ProfileValidator(ProfileTable.standard(), Examples.CLOCK);

  @Test
  void whatR4OrTheProfileOrTheTableRefusesIsRefusedAndNothingElse() throws IOException {
    Random random = new Random(20261122);
    Mutation mutation = new Mutation(random);
    List<String> wrong = new ArrayList<>();
    Set<Mutation.Kind> kinds = EnumSet.noneOf(Mutation.Kind.class);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      String name = Examples.names().get(random.nextInt(Examples.names().size()));
      ObjectNode changed = Examples.read(name);
      Optional<Mutation.Done> done = mutation.apply(changed);
      if (done.isEmpty()) {
        continue;
      }
      kinds.add(done.get().kind());
      JsonNode mutant = Examples.tree(changed.toString());
      boolean byR4 = isRefused(structures.validate(mutant));
      String profile = mutant.path("meta").path("profile").path(0).asText();
      boolean byProfile = isRefused(structures.validate(mutant, profile).orElseThrow());
      boolean byTable = !tables.validate(mutant).isEmpty();
      boolean judged = !Judgement.RECORDS.validate(mutant).isEmpty();
      refused += judged ? 1 : 0;
      if ((byR4 && !byProfile) || judged != (byProfile || byTable)) {
        wrong.add(
            name
                + " "
                + done.get().what()
                + ": R4 "
                + byR4
                + ", profile "
                + byProfile
                + ", table "
                + byTable
                + ", judged "
                + judged);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(kinds).isEqualTo(EnumSet.allOf(Mutation.Kind.class));
    assertThat(refused).isGreaterThan(MUTATIONS / 2).isLessThan(MUTATIONS);
  }

  private static boolean isRefused(List<Violation> violations) {
    return violations.stream().anyMatch(Violation::error);
  }
}
