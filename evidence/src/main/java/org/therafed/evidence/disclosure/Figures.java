package org.therafed.evidence.disclosure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.therafed.evidence.disclosure.DisclosedFigures.Figure;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Result;

/** Collects what one result may show; nothing left to show is a small cell. */
final class Figures {
  private final Result result;
  private final Coarsening coarsening;
  private final List<Figure> figures = new ArrayList<>();

  Figures(Result result, Coarsening coarsening) {
    this.result = result;
    this.coarsening = coarsening;
  }

  /** Adds a number; limits and level may be null. */
  void add(
      String quantity,
      Map<String, String> of,
      double value,
      Double lower,
      Double upper,
      Double level,
      String unit) {
    Map<String, String> keys = Collections.unmodifiableMap(new TreeMap<>(of));
    figures.add(new Figure(quantity, keys, value, lower, upper, level, unit));
  }

  /** Adds a proportion, if there is one. */
  void add(String quantity, Map<String, String> of, Optional<DisclosedProportion> shown) {
    shown.ifPresent(s -> add(quantity, of, s.value(), s.lower(), s.upper(), s.level(), "1"));
  }

  /** Adds an effect or a p-value to two significant digits, limits rounded outwards. */
  void addEffect(Estimate estimate) {
    if (estimate.value().isPresent()) {
      DisclosedModel.Effect effect = ModelDoor.effect(estimate);
      add(
          effect.quantity(),
          effect.of(),
          effect.value(),
          effect.lower(),
          effect.upper(),
          effect.level(),
          estimate.unit());
    }
  }

  Verdict verdict() {
    if (figures.isEmpty()) {
      return Verdict.withheld(WithheldReason.SMALL_CELL);
    }
    return Verdict.released(
        new DisclosedFigures(coarsening.rounded(), result.sites(), figures, result.method()));
  }
}
