package org.therafed.simulator.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.io.TransferSyntax;
import org.therafed.simulator.cohort.Patient;
import org.therafed.simulator.cohort.Stay;
import org.therafed.simulator.model.Draws;

/**
 * Writes a baseline PSMA PET/CT: two PET slices with their radiopharmaceutical (⁶⁸Ga-PSMA-11, PS3.3
 * C.8.9.2) and one CT slice.
 */
final class StudyWriter {
  static final String PET = "1.2.840.10008.5.1.4.1.1.128";
  static final String CT = "1.2.840.10008.5.1.4.1.1.2";

  /** Half-life of ⁶⁸Ga, seconds (67.71 min). */
  private static final double GALLIUM_HALF_LIFE = 4062.6;

  private static final double BODY_BQML = 3000;
  private static final double STEPS_PER_UNIT = 500;
  private static final DateTimeFormatter DATE = format("yyyyMMdd");
  private static final DateTimeFormatter TIME = format("HHmmss");
  private static final DateTimeFormatter DATE_TIME = format("yyyyMMddHHmmss");

  private final Patient patient;
  private final Stay stay;
  private final Expected expected;
  private final Draws draws;

  /**
   * A writer of one study.
   *
   * @param draws for this study only
   */
  StudyWriter(Patient patient, Stay stay, Expected expected, Draws draws) {
    this.patient = patient;
    this.stay = stay;
    this.expected = expected;
    this.draws = draws;
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }

  /** The study's objects. */
  Delivery.Study write() {
    String study = Uid.draw(draws);
    String accession = stay.hospital().mrnPrefix() + Math.floorMod(draws.bits(), 100_000_000L);
    int day = Math.max(stay.fromDay(), Math.min(-1, patient.decisionDay() + 2));
    LocalDateTime injected = patient.date(day).atTime(8, 0).plusMinutes(draws.integer(0, 300));
    LocalDateTime scanned = injected.plusMinutes(draws.integer(55, 75));
    double weight = Math.round(draws.uniform(58, 104) * 10) / 10.0;
    double dose = Math.rint(draws.uniform(120e6, 190e6));
    Phantom phantom = new Phantom(draws.split());
    String frame = Uid.draw(draws);
    String petSeries = Uid.draw(draws);
    List<Delivery.Instance> instances = new ArrayList<>();
    for (int slice = 0; slice < 2; slice++) {
      DataSet pet = common(study, accession, scanned, weight);
      series(pet, PET, petSeries, "PT", 2, slice + 1, frame);
      radiopharmaceutical(pet, injected, dose);
      petPixels(pet, phantom, scanned, slice);
      instances.add(instance(pet));
    }
    DataSet ct = common(study, accession, scanned, weight);
    series(ct, CT, Uid.draw(draws), "CT", 1, 1, frame);
    ctPixels(ct, phantom, scanned);
    instances.add(instance(ct));
    return new Delivery.Study(instances);
  }

  private DataSet common(String study, String accession, LocalDateTime scanned, double weight) {
    String offset = stay.hospital().zone().getRules().getOffset(scanned).getId().replace(":", "");
    return new DataSet()
        .put(Tag.SpecificCharacterSet, VR.CS, patient.name().characterSet())
        .put(Tag.StudyDate, VR.DA, scanned.format(DATE))
        .put(Tag.StudyTime, VR.TM, scanned.format(TIME))
        .put(Tag.TimezoneOffsetFromUTC, VR.SH, offset)
        .put(Tag.AccessionNumber, VR.SH, accession)
        .put(Tag.ReferringPhysicianName, VR.PN)
        .put(Tag.InstitutionName, VR.LO, stay.hospital().mrnPrefix() + " Nuclear Medicine")
        .put(Tag.Manufacturer, VR.LO, "Therafed simulator")
        .put(Tag.StudyDescription, VR.LO, "PSMA PET/CT")
        .put(Tag.PatientName, VR.PN, patient.name().dicom())
        .put(Tag.PatientID, VR.LO, stay.mrn())
        .put(Tag.PatientBirthDate, VR.DA, patient.birthDate().format(DATE))
        .put(Tag.PatientSex, VR.CS, "M")
        .put(Tag.PatientWeight, VR.DS, Double.toString(weight))
        .put(Tag.PatientSize, VR.DS, "1.75")
        .put(Tag.StudyInstanceUID, VR.UI, study)
        .put(Tag.StudyID, VR.SH, "1");
  }

  private void series(
      DataSet set,
      String sopClass,
      String series,
      String modality,
      int seriesNumber,
      int instanceNumber,
      String frame) {
    set.put(Tag.SOPClassUID, VR.UI, sopClass)
        .put(Tag.SOPInstanceUID, VR.UI, Uid.draw(draws))
        .put(Tag.SeriesInstanceUID, VR.UI, series)
        .put(Tag.Modality, VR.CS, modality)
        .put(Tag.SeriesNumber, VR.IS, Integer.toString(seriesNumber))
        .put(Tag.InstanceNumber, VR.IS, Integer.toString(instanceNumber))
        .put(Tag.FrameOfReferenceUID, VR.UI, frame)
        .put(Tag.PositionReferenceIndicator, VR.LO)
        .put(Tag.PatientPosition, VR.CS, "HFS")
        .put(Tag.ImagePositionPatient, VR.DS, "-128", "-128", Integer.toString(4 * instanceNumber))
        .put(Tag.ImageOrientationPatient, VR.DS, "1", "0", "0", "0", "1", "0")
        .put(Tag.PixelSpacing, VR.DS, "4", "4")
        .put(Tag.SliceThickness, VR.DS, "4");
  }

  private static void radiopharmaceutical(DataSet pet, LocalDateTime injected, double dose) {
    DataSet nuclide = code("35337001", "SCT", "^68^Gallium");
    DataSet agent = code("C118961", "NCIt", "PSMA-11 Ga^68^");
    DataSet item =
        new DataSet()
            .put(Tag.Radiopharmaceutical, VR.LO, "68Ga-PSMA-11")
            .put(Tag.RadiopharmaceuticalStartTime, VR.TM, injected.format(TIME))
            .put(Tag.RadionuclideTotalDose, VR.DS, Long.toString((long) dose))
            .put(Tag.RadionuclideHalfLife, VR.DS, Double.toString(GALLIUM_HALF_LIFE))
            .put(Tag.RadionuclidePositronFraction, VR.DS, "0.8891")
            .put(Tag.RadiopharmaceuticalStartDateTime, VR.DT, injected.format(DATE_TIME))
            .putItems(Tag.RadionuclideCodeSequence, nuclide)
            .putItems(Tag.RadiopharmaceuticalCodeSequence, agent);
    pet.putItems(Tag.RadiopharmaceuticalInformationSequence, item);
  }

  private static DataSet code(String value, String scheme, String meaning) {
    return new DataSet()
        .put(Tag.CodeValue, VR.SH, value)
        .put(Tag.CodingSchemeDesignator, VR.SH, scheme)
        .put(Tag.CodeMeaning, VR.LO, meaning);
  }

  private static void petPixels(DataSet pet, Phantom phantom, LocalDateTime scanned, int slice) {
    acquired(pet, scanned);
    pet.put(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY")
        .put(Tag.SeriesType, VR.CS, "WHOLE BODY", "IMAGE")
        .put(Tag.Units, VR.CS, "BQML")
        .put(Tag.CorrectedImage, VR.CS, "DECY", "ATTN", "SCAT")
        .put(Tag.DecayCorrection, VR.CS, "START")
        .put(Tag.NumberOfSlices, VR.US, 2)
        .put(Tag.ImageIndex, VR.US, slice + 1)
        .put(Tag.ActualFrameDuration, VR.IS, "150000")
        .put(Tag.FrameReferenceTime, VR.DS, "75000")
        .put(Tag.DecayFactor, VR.DS, "1.0128")
        .put(Tag.RescaleIntercept, VR.DS, "0")
        .put(Tag.RescaleSlope, VR.DS, Double.toString(BODY_BQML / STEPS_PER_UNIT))
        .putBytes(Tag.PixelData, VR.OW, phantom.pet(slice, STEPS_PER_UNIT));
  }

  private static void ctPixels(DataSet ct, Phantom phantom, LocalDateTime scanned) {
    acquired(ct, scanned.minusMinutes(2));
    ct.put(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY", "AXIAL")
        .put(Tag.KVP, VR.DS, "120")
        .put(Tag.RescaleIntercept, VR.DS, "-1024")
        .put(Tag.RescaleSlope, VR.DS, "1")
        .putBytes(Tag.PixelData, VR.OW, phantom.ct());
  }

  private static void acquired(DataSet set, LocalDateTime time) {
    set.put(Tag.SeriesDate, VR.DA, time.format(DATE))
        .put(Tag.SeriesTime, VR.TM, time.format(TIME))
        .put(Tag.AcquisitionDate, VR.DA, time.format(DATE))
        .put(Tag.AcquisitionTime, VR.TM, time.format(TIME))
        .put(Tag.SamplesPerPixel, VR.US, 1)
        .put(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2")
        .put(Tag.Rows, VR.US, Phantom.SIZE)
        .put(Tag.Columns, VR.US, Phantom.SIZE)
        .put(Tag.BitsAllocated, VR.US, 16)
        .put(Tag.BitsStored, VR.US, 16)
        .put(Tag.HighBit, VR.US, 15)
        .put(Tag.PixelRepresentation, VR.US, 0);
  }

  private Delivery.Instance instance(DataSet set) {
    return instance(set, part10(set), expected);
  }

  private static Delivery.Instance instance(DataSet set, byte[] file, Expected outcome) {
    String uid = set.string(Tag.SOPInstanceUID).orElseThrow();
    SourceRecord record =
        new SourceRecord(SourceRecord.Channel.DICOM, "instance", uid, Digest.sha256(file), outcome);
    return new Delivery.Instance(
        set.string(Tag.SOPClassUID).orElseThrow(), uid, Bytes.of(file), record);
  }

  /** The same object cut off within its pixels, under a UID of its own. */
  Delivery.Instance truncated() {
    String study = Uid.draw(draws);
    LocalDateTime scanned = patient.date(patient.decisionDay() + 3).atTime(16, 30);
    DataSet set = common(study, stay.hospital().mrnPrefix() + "0", scanned, 80);
    series(set, CT, Uid.draw(draws), "CT", 1, 1, Uid.draw(draws));
    ctPixels(set, new Phantom(draws.split()), scanned);
    byte[] whole = part10(set);
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length - Phantom.SIZE * Phantom.SIZE);
    return instance(
        set,
        cut,
        Expected.refused(ReasonCodes.UNREADABLE_DICOM, "object cut off within its pixels"));
  }

  private static byte[] part10(DataSet set) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream(12_000);
      Part10Writer.write(set, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
