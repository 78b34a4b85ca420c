package org.therafed.evidence.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs of the benchmark at small sizes, so that they keep running and agreeing with R. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EstimatorsAgainstRTest {
  private static final int ROWS = 400;

  private boolean available;
  private RSession session;

  @BeforeAll
  void begin() throws IOException, InterruptedException {
    available = RSession.available();
    if (available) {
      session = new RSession();
    }
  }

  @AfterAll
  void end() throws IOException {
    if (session != null) {
      session.close();
    }
  }

  static List<Question> questions() {
    return EstimatorsAgainstR.questions();
  }

  static List<Question> questionsToR() {
    return questions().stream().filter(q -> q.peer().isPresent()).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questions")
  void everyEstimatorAnswersTheSameTwice(Question question) {
    int rows = Math.min(ROWS, Collections.max(question.sizes()));
    Question.Sample sample = question.sample().apply(rows);
    double[] found = sample.answer().get();
    assertThat(found).isNotEmpty().doesNotContain(Double.NaN);
    assertThat(question.sample().apply(rows).answer().get()).isEqualTo(found);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questionsToR")
  void everyPeerFindsTheSameNumbers(Question question) throws IOException {
    assumeTrue(available, "needs Rscript with survival, nlme and MASS");
    Question.Peer peer = question.peer().orElseThrow();
    Question.Sample sample = question.sample().apply(ROWS);
    session.ask(sample.columns(), peer);
    double difference =
        Turns.difference(question, sample.answer().get(), session.answer().numbers());
    assertThat(difference).isLessThanOrEqualTo(peer.within());
  }
}
