package org.therafed.dicom.sr;

import java.util.List;
import java.util.Optional;

/**
 * One administration of a radiopharmaceutical, PS3.16 TID 10022 and 10023. Times are text of VR DT
 * as written; activities keep the report's unit, MBq by the template.
 *
 * @param agent the radiopharmaceutical
 * @param halfLife of the nuclide, s
 * @param eventUid identifies the administration over reports
 * @param administered DCM 113507, what went into the patient
 * @param before DCM 113508, measured in the syringe
 * @param after DCM 113509, left in the syringe
 * @param extravasation DCM 113506, estimated
 * @param volume DCM 123005, cm3
 * @param effectiveDose DCM 113839, mSv
 */
public record Administration(
    Optional<Code> agent,
    Optional<Code> radionuclide,
    Optional<SrNumber> halfLife,
    Optional<String> eventUid,
    Optional<String> start,
    Optional<String> stop,
    Optional<SrNumber> administered,
    Optional<Measured> before,
    Optional<Measured> after,
    Optional<SrNumber> extravasation,
    Optional<SrNumber> volume,
    Optional<Code> route,
    Optional<SrNumber> effectiveDose,
    List<OrganDose> organDoses) {
  public Administration {
    organDoses = List.copyOf(organDoses);
  }

  /**
   * An activity as measured.
   *
   * @param observed text of VR DT, Observation DateTime of the item
   * @param device what it was measured with, CID 10041
   */
  public record Measured(SrNumber activity, Optional<String> observed, Optional<Code> device) {}

  /**
   * Dose to an organ as the report's author estimated it, TID 10023.
   *
   * @param laterality of the site
   * @param dose mGy
   * @param mass of the organ, g
   * @param authority whose model, coded or in words
   */
  public record OrganDose(
      Code site,
      Optional<Code> laterality,
      SrNumber dose,
      Optional<SrNumber> mass,
      Optional<String> authority) {}
}
