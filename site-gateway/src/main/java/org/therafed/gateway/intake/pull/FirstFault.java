package org.therafed.gateway.intake.pull;

import java.util.Optional;
import org.therafed.profiles.outcome.Fault;

/**
 * Goes on after a fault that concerns one study, series or instance, so that what is wrong with it
 * keeps nothing else back; the first such fault is told at the end. For one thread.
 */
final class FirstFault {

  private Fault first;

  /**
   * Runs a step.
   *
   * @throws Fault where the archive as a whole is at fault
   */
  void in(Runnable step) {
    try {
      step.run();
    } catch (Fault fault) {
      if (PullFaults.endsTheRun(fault)) {
        throw fault;
      }
      first = first == null ? fault : first;
    }
  }

  /** Empty where every step went well. */
  Optional<Fault> fault() {
    return Optional.ofNullable(first);
  }

  void tell() {
    if (first != null) {
      throw first;
    }
  }
}
