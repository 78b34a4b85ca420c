package org.therafed.dicom.quantity;

import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/** PET headers made for tests. */
final class PetImages {
  static final String PET = "1.2.840.10008.5.1.4.1.1.128";

  private PetImages() {}

  /** 70 kg, 370 MBq at noon, series and acquisition at one o'clock. */
  static DataSet bqml() {
    return new DataSet()
        .put(Tag.SOPClassUID, VR.UI, PET)
        .put(Tag.SeriesInstanceUID, VR.UI, "2.25.7")
        .put(Tag.SeriesDate, VR.DA, "20240115")
        .put(Tag.SeriesTime, VR.TM, "130000")
        .put(Tag.AcquisitionDate, VR.DA, "20240115")
        .put(Tag.AcquisitionTime, VR.TM, "130000")
        .put(Tag.PatientSex, VR.CS, "M")
        .put(Tag.PatientSize, VR.DS, "1.75")
        .put(Tag.PatientWeight, VR.DS, "70")
        .put(Tag.CorrectedImage, VR.CS, "NORM", "ATTN", "DECY")
        .put(Tag.Units, VR.CS, "BQML")
        .put(Tag.DecayCorrection, VR.CS, "START")
        .putItems(Tag.RadiopharmaceuticalInformationSequence, injection());
  }

  static DataSet injection() {
    return new DataSet()
        .put(Tag.RadiopharmaceuticalStartTime, VR.TM, "120000")
        .put(Tag.RadionuclideTotalDose, VR.DS, "370000000")
        .put(Tag.RadionuclideHalfLife, VR.DS, "6586.2");
  }

  static DataSet withInjection(DataSet injection) {
    return bqml().putItems(Tag.RadiopharmaceuticalInformationSequence, injection);
  }

  static DataSet philips(String toSuv, String toActivity) {
    return bqml()
        .put(Tag.Units, VR.CS, "CNTS")
        .put(0x70530010, VR.LO, "Philips PET Private Group")
        .put(0x70531000, VR.DS, toSuv)
        .put(0x70531009, VR.DS, toActivity);
  }
}
