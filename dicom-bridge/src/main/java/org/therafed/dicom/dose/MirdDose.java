package org.therafed.dicom.dose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * Absorbed dose by the MIRD scheme: {@code D(target) = sum over sources of A(source) S(target <-
 * source)}, A the time-integrated activity (MIRD pamphlet 21, Bolch et al. 2009).
 */
public final class MirdDose {
  private final SValueTable table;
  private final String nuclide;
  private final String phantom;

  /**
   * A site's table, for one nuclide and model of the body.
   *
   * @param nuclide as in the table
   * @param phantom as in the table
   */
  public MirdDose(SValueTable table, String nuclide, String phantom) {
    this.table = table;
    this.nuclide = nuclide;
    this.phantom = phantom;
  }

  /**
   * The dose to an organ or lesion.
   *
   * @param integrals time-integrated activity of every source; independent of one another
   * @param targetMassG mass of the target in this patient, g: the self-dose is scaled by the mass
   *     of the model over it (linear, as for particles stopped in the organ; MIRD pamphlet 21
   *     section IV); empty for no scaling
   * @throws DicomFault {@link DicomFaultCode#S_VALUE_MISSING} where the table lacks a pair, or the
   *     model's mass where it is needed: a missing source is never taken as zero
   */
  public AbsorbedDose dose(
      String target, Map<String, TimeIntegratedActivity> integrals, OptionalDouble targetMassG) {
    if (integrals.isEmpty()) {
      throw new IllegalArgumentException("No source organ");
    }
    Map<String, Double> parts = new TreeMap<>();
    List<String> references = new ArrayList<>();
    List<Estimate> estimates = new ArrayList<>();
    boolean scaled = false;
    for (Map.Entry<String, TimeIntegratedActivity> source : new TreeMap<>(integrals).entrySet()) {
      SValue s = sValue(target, source.getKey());
      double factor = s.gyPerMbqHour();
      if (source.getKey().equals(target) && targetMassG.isPresent()) {
        factor *= modelMass(s) / targetMassG.getAsDouble();
        scaled = true;
      }
      Estimate part = source.getValue().gray(factor);
      estimates.add(part);
      parts.put(source.getKey(), part.value());
      if (!references.contains(s.reference())) {
        references.add(s.reference());
      }
    }
    return new AbsorbedDose(
        target, Estimates.sum(estimates), parts, nuclide, phantom, scaled, references);
  }

  private SValue sValue(String target, String source) {
    Optional<SValue> value = table.find(nuclide, phantom, target, source);
    return value.orElseThrow(
        () ->
            DicomFault.of(
                DicomFaultCode.S_VALUE_MISSING,
                "no S-value " + target + " <- " + source + " of " + nuclide + " in " + phantom));
  }

  private static double modelMass(SValue s) {
    return s.targetMassG()
        .orElseThrow(
            () ->
                DicomFault.of(
                    DicomFaultCode.S_VALUE_MISSING,
                    "the table states no mass of " + s.target() + " to scale from"));
  }
}
