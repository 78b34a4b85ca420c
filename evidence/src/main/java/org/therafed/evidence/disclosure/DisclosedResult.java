package org.therafed.evidence.disclosure;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A result as it may be published. {@link Disclosure} alone makes one: every implementation has a
 * package-private constructor. Serialises to JSON by its fields and {@code kind}; a value that may
 * not be shown is null.
 */
public sealed interface DisclosedResult
    permits DisclosedResponse,
        DisclosedSurvival,
        DisclosedToxicity,
        DisclosedCost,
        DisclosedModel,
        DisclosedFigures,
        NotReleased {

  /**
   * What it is: {@code response}, {@code survival}, {@code toxicity}, {@code cost}, {@code model},
   * {@code figures} or {@code not-released}.
   */
  @JsonProperty("kind")
  String kind();
}
