package org.therafed.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.Database;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.cuts.DataCut;
import org.therafed.registry.settings.RegistryConfig;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class QuestionBudgetTest {

  private static final DataCut FIRST = new DataCut(1, "one", Instant.EPOCH);
  private static final DataCut SECOND = new DataCut(2, "two", Instant.EPOCH);

  private final QuestionReader reader = new QuestionReader(ModuleCatalog.standard());

  @Inject Mutiny.SessionFactory sessions;
  @Inject Database database;

  private record Settings(int questionBudget) implements RegistryConfig {
    @Override
    public int siteTransfersAMinute() {
      return 1;
    }

    @Override
    public Path dataDir() {
      return Path.of(".");
    }

    @Override
    public Optional<String> adminPassword() {
      return Optional.empty();
    }
  }

  @BeforeEach
  void empty() {
    database.clear();
  }

  /** With a memory of its own each time, as after a restart. */
  private void ask(String account, DataCut cut, String kind, double level) {
    QuestionBudget budget = new QuestionBudget(sessions, new Settings(2));
    var question = reader.read(kind, "rlt-psma", "treated", null, level);
    try {
      VertxContextSupport.subscribeAndAwait(() -> budget.spend(account, cut, question));
    } catch (Fault e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void thirdDifferentQuestionOfACutIsRefusedAndNotCounted() {
    ask("pia", FIRST, "cost", 0.95);
    ask("pia", FIRST, "cost", 0.999);
    assertThatThrownBy(() -> ask("pia", FIRST, "toxicity", 0.95))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("RG-QUESTION-003")
        .hasMessageContaining("2 different questions");
    assertThat(database.count("select count(*) from question_asked")).isEqualTo(2);
  }

  @Test
  void sameQuestionAgainIsFreeAndEachAccountAndCutHasItsOwnBudget() {
    ask("pia", FIRST, "cost", 0.95);
    ask("pia", FIRST, "toxicity", 0.95);
    ask("pia", FIRST, "cost", 0.95);
    ask("pia", SECOND, "survival", 0.95);
    ask("ray", FIRST, "survival", 0.95);
    assertThat(database.count("select count(*) from question_asked")).isEqualTo(4);
  }
}
