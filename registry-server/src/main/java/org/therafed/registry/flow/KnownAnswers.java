package org.therafed.registry.flow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.cuts.DataCut;
import org.therafed.registry.publish.Answers.Answered;

/** Answers that this process has computed, the most lately used ones. Thread-safe. */
final class KnownAnswers {

  private static final int MOST = 1000;

  private record Key(String question, DataCut cut) {}

  private static final class Latest extends LinkedHashMap<Key, Answered> {
    private static final long serialVersionUID = 1;

    Latest() {
      super(MOST, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Answered> eldest) {
      return size() > MOST;
    }
  }

  private final Map<Key, Answered> answers = new Latest();

  synchronized Optional<Answered> of(Question question, DataCut cut) {
    return Optional.ofNullable(answers.get(new Key(question.key(), cut)));
  }

  synchronized void put(Question question, DataCut cut, Answered answer) {
    answers.put(new Key(question.key(), cut), answer);
  }
}
