package org.therafed.evidence.results;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Method;

/**
 * What numbers stand on, as far as their reader may know it.
 *
 * @param n rows or persons; empty where there are none or they may not be told
 * @param events events among them; empty as well
 * @param sites contributing sites; empty as well
 * @param unit what one row is
 * @param method what was computed, with its source; empty if nothing was
 * @param dataCut the frozen data
 * @param software name and version of what computed it
 * @param checks assumptions that were checked and held
 * @param warnings what a reader must know before using the numbers
 */
public record Provenance(
    OptionalLong n,
    OptionalLong events,
    OptionalInt sites,
    String unit,
    Optional<Method> method,
    DataCut dataCut,
    String software,
    List<String> checks,
    List<String> warnings) {
  public Provenance {
    checks = List.copyOf(checks);
    warnings = List.copyOf(warnings);
  }

  /** Everything a basis says. */
  static Provenance of(Basis basis, DataCut cut, String software) {
    return new Provenance(
        OptionalLong.of(basis.n()),
        OptionalLong.of(basis.events()),
        OptionalInt.of(basis.sites()),
        basis.unit(),
        Optional.of(basis.method()),
        cut,
        software,
        basis.checks(),
        basis.warnings());
  }

  /** With further warnings. */
  public Provenance withWarnings(List<String> further) {
    return new Provenance(
        n,
        events,
        sites,
        unit,
        method,
        dataCut,
        software,
        checks,
        Stream.concat(warnings.stream(), further.stream()).toList());
  }

  /** Of no numbers: why there are none is a warning. */
  static Provenance withoutNumbers(
      Optional<Method> method, DataCut cut, String software, String why) {
    return new Provenance(
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalInt.empty(),
        "",
        method,
        cut,
        software,
        List.of(),
        List.of(why));
  }
}
