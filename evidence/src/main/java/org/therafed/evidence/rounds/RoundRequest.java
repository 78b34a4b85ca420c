package org.therafed.evidence.rounds;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What every source is asked in one round of an iterative fit.
 *
 * @param version of the protocol, now 1
 * @param model the model and its options by name, such as {@code cox/efron}
 * @param covariates the terms, fixed when the question was approved, in the order of the parameters
 * @param round from 1
 * @param stage what is to be summed, in the model's own words, such as {@code newton}
 * @param parameters where it is to be summed
 */
public record RoundRequest(
    @JsonProperty("version") int version,
    @JsonProperty("model") String model,
    @JsonProperty("covariates") List<String> covariates,
    @JsonProperty("round") int round,
    @JsonProperty("stage") String stage,
    @JsonProperty("parameters") List<Double> parameters) {

  /** The protocol version this library speaks. */
  public static final int VERSION = 1;

  public RoundRequest {
    covariates = List.copyOf(covariates);
    parameters = List.copyOf(parameters);
  }
}
