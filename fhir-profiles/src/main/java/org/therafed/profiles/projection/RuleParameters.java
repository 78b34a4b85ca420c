package org.therafed.profiles.projection;

import static org.therafed.profiles.outcome.Fault.safe;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.outcome.Fault;

/** Reads an endpoint's parameters for a rule; what is missing is a fault that names it. */
record RuleParameters(TherapyModule.Endpoint endpoint) {

  /** The parameters of an endpoint that must be of a kind. */
  static RuleParameters of(TherapyModule.Endpoint endpoint, RuleKind kind) {
    if (endpoint.kind() != kind) {
      throw ProjectionCode.RULE.with(
          safe("endpoint", endpoint.id()),
          safe("kind", endpoint.kind().label()),
          safe("needed", kind.label()));
    }
    return new RuleParameters(endpoint);
  }

  int whole(String name) {
    return endpoint.integer(name).orElseThrow(() -> fault(name));
  }

  BigDecimal number(String name) {
    return endpoint.decimal(name).orElseThrow(() -> fault(name));
  }

  String text(String name) {
    return endpoint.text(name).orElseThrow(() -> fault(name));
  }

  /** A list of texts, or one text as a list of one; empty if absent. */
  Set<String> texts(String name) {
    Optional<String> one = endpoint.text(name);
    return one.isPresent() ? Set.of(one.get()) : Set.copyOf(endpoint.texts(name));
  }

  Fault fault(String name) {
    return ProjectionCode.PARAMETER.with(safe("endpoint", endpoint.id()), safe("parameter", name));
  }
}
