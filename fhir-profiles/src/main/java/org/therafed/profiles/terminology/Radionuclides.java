package org.therafed.profiles.terminology;

import static org.therafed.profiles.outcome.Fault.safe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The nuclides that records may name: the registry's, and those that therapy modules bring.
 * Half-lives are rounded evaluated values (published nuclear data); SNOMED CT codes are those of
 * DICOM PS3.16 and CodeX RT. Source and rounding stand in the table's header.
 */
public final class Radionuclides {
  private static final Radionuclides STANDARD = new Radionuclides(read());

  private final List<Radionuclide> all;
  private final Map<String, Radionuclide> byName = new HashMap<>();
  private final Map<String, Radionuclide> byCode = new HashMap<>();

  private Radionuclides(List<Radionuclide> all) {
    this.all = List.copyOf(all);
    for (Radionuclide nuclide : all) {
      byName.put(nuclide.name(), nuclide);
      byCode.put(nuclide.coding().system() + "|" + nuclide.coding().code(), nuclide);
    }
  }

  /** The nuclides that ship with the library. */
  public static Radionuclides standard() {
    return STANDARD;
  }

  /**
   * These and others.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-TERM-002 if one code would say two nuclides
   */
  public Radionuclides and(Collection<Radionuclide> others) {
    if (others.isEmpty()) {
      return this;
    }
    List<Radionuclide> both = new ArrayList<>(all);
    for (Radionuclide other : others) {
      if (named(other.name()).isPresent()) {
        throw TerminologyCode.TWO_MEANINGS.with(safe("code", other.name()));
      }
      both.add(other);
    }
    return new Radionuclides(both);
  }

  private static List<Radionuclide> read() {
    List<Radionuclide> nuclides = new ArrayList<>();
    for (String[] row : TableResource.rows("radionuclides.csv", 4)) {
      String snomed = row[3];
      Coding coding =
          snomed.isEmpty()
              ? new Coding(Systems.RADIONUCLIDE, row[0], row[0])
              : new Coding(Systems.SNOMED, snomed, row[0]);
      nuclides.add(
          new Radionuclide(
              row[0],
              coding,
              Duration.ofMillis(Math.round(Double.parseDouble(row[1]) * 1000)),
              row[2].equals("therapy")));
    }
    return nuclides;
  }

  /** All nuclides. */
  public Collection<Radionuclide> all() {
    return all;
  }

  /** A nuclide by name, e.g. {@code Lu-177}. */
  public Optional<Radionuclide> named(String name) {
    return Optional.ofNullable(name == null ? null : byName.get(name));
  }

  /** A nuclide by its coding. */
  public Optional<Radionuclide> coded(String system, String code) {
    return Optional.ofNullable(byCode.get(system + "|" + code));
  }
}
