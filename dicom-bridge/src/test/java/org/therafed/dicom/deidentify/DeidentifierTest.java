package org.therafed.dicom.deidentify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/** Keys, dates, identity, refusals and what the object says of itself. */
class DeidentifierTest {
  private static final String PET = "1.2.840.10008.5.1.4.1.1.128";
  private static final Keys KEYS = Keys.of(new byte[32]);
  private static final DateTimeFormatter DA = DateTimeFormatter.BASIC_ISO_DATE;

  private static DataSet pet() {
    return new DataSet()
        .put(Tag.SOPClassUID, VR.UI, PET)
        .put(Tag.SOPInstanceUID, VR.UI, "1.2.3.4.1")
        .put(Tag.StudyInstanceUID, VR.UI, "1.2.3.4")
        .put(Tag.StudyDate, VR.DA, "20200228")
        .put(Tag.SeriesDate, VR.DA, "20200228")
        .put(Tag.SeriesTime, VR.TM, "235959")
        .put(Tag.AcquisitionDate, VR.DA, "20200301")
        .put(Tag.Modality, VR.CS, "PT")
        .put(Tag.PatientName, VR.PN, "Meier^Anna")
        .put(Tag.PatientID, VR.LO, "4711")
        .put(Tag.PatientBirthDate, VR.DA, "19500101")
        .put(Tag.PatientSex, VR.CS, "F")
        .put(Tag.PatientAge, VR.AS, "092Y")
        .put(Tag.PatientSize, VR.DS, "1.62")
        .put(Tag.PatientWeight, VR.DS, "58")
        .putItems(
            Tag.RadiopharmaceuticalInformationSequence,
            new DataSet()
                .put(Tag.RadiopharmaceuticalStartTime, VR.TM, "225959")
                .put(Tag.RadiopharmaceuticalStartDateTime, VR.DT, "20200228225959.00+0100")
                .put(Tag.RadionuclideTotalDose, VR.DS, "350000000"));
  }

  private static DataSet treated(DataSet set, Policy policy) {
    return Deidentifier.with(policy, KEYS).deidentify(set).dataSet();
  }

  @Test
  void oneUidBecomesTheSameInEveryFileAndEveryReference() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      String uid = "1.2.840.113619." + random.nextInt(1_000_000) + "." + i;
      DataSet image = pet().put(Tag.SOPInstanceUID, VR.UI, uid);
      DataSet reference =
          pet()
              .putItems(
                  Tag.ReferencedImageSequence,
                  new DataSet()
                      .put(Tag.ReferencedSOPClassUID, VR.UI, PET)
                      .put(Tag.ReferencedSOPInstanceUID, VR.UI, uid));
      String here = treated(image, Policy.basic()).string(Tag.SOPInstanceUID).orElseThrow();
      DataSet there =
          treated(reference, Policy.basic()).item(Tag.ReferencedImageSequence).orElseThrow();
      assertThat(there.string(Tag.ReferencedSOPInstanceUID)).contains(here);
      assertThat(there.string(Tag.ReferencedSOPClassUID)).contains(PET);
      assertThat(here).matches("2\\.25\\.[1-9]\\d*").hasSizeLessThanOrEqualTo(64);
    }
  }

  @Test
  void manyThreadsGetTheSame() {
    List<String> alone = IntStream.range(0, 500).mapToObj(i -> KEYS.uid("1.2." + i)).toList();
    List<String> together =
        IntStream.range(0, 500).parallel().mapToObj(i -> KEYS.uid("1.2." + i)).toList();
    assertThat(together).isEqualTo(alone).doesNotHaveDuplicates();
  }

  @Test
  void anotherKeyGivesOtherUidsNamesAndShifts() {
    byte[] other = new byte[32];
    other[31] = 1;
    DataSet a = treated(pet(), Policy.research());
    DataSet b = Deidentifier.with(Policy.research(), Keys.of(other)).deidentify(pet()).dataSet();
    assertThat(a.string(Tag.SOPInstanceUID)).isNotEqualTo(b.string(Tag.SOPInstanceUID));
    assertThat(a.string(Tag.PatientID)).isNotEqualTo(b.string(Tag.PatientID));
    assertThat(a.string(Tag.StudyDate)).isNotEqualTo(b.string(Tag.StudyDate));
  }

  @Test
  void wellKnownUidsStayAndSeveralValuesKeepTheirPlaces() {
    DataSet set =
        pet()
            .put(Tag.FrameOfReferenceUID, VR.UI, "1.2.840.10008.1.4.1.1")
            .put(Tag.FailedSOPInstanceUIDList, VR.UI, "1.2.3.4.1", "1.2.3.4.2");
    DataSet out = treated(set, Policy.basic());
    assertThat(out.string(Tag.FrameOfReferenceUID)).contains("1.2.840.10008.1.4.1.1");
    List<String> failed = out.strings(Tag.FailedSOPInstanceUIDList);
    assertThat(failed).hasSize(2).doesNotHaveDuplicates();
    assertThat(failed.get(0)).isEqualTo(out.string(Tag.SOPInstanceUID).orElseThrow());
  }

  @Test
  void allDatesOfAPatientMoveByTheSameWholeDaysAndTimesStay() {
    DataSet out = treated(pet(), Policy.research());
    LocalDate study = LocalDate.parse(out.string(Tag.StudyDate).orElseThrow(), DA);
    LocalDate acquired = LocalDate.parse(out.string(Tag.AcquisitionDate).orElseThrow(), DA);
    long moved = ChronoUnit.DAYS.between(LocalDate.of(2020, 2, 28), study);
    assertThat(Math.abs(moved)).isBetween(1L, 365L);
    // Over the leap day: two days lie between the two dates before and after.
    assertThat(ChronoUnit.DAYS.between(study, acquired)).isEqualTo(2);
    assertThat(out.string(Tag.SeriesTime)).contains("235959");
    DataSet tracer = out.item(Tag.RadiopharmaceuticalInformationSequence).orElseThrow();
    assertThat(tracer.string(Tag.RadiopharmaceuticalStartDateTime))
        .contains(study.format(DA) + "225959.00+0100");
    assertThat(out.string(Tag.LongitudinalTemporalInformationModified)).contains("MODIFIED");
  }

  @Test
  void theApplicationsShiftAndNameAreTaken() {
    PatientKeys patients =
        new PatientKeys() {
          @Override
          public String pseudonym(PatientIdentity patient) {
            return "P-" + patient.issuer() + "-" + patient.id().length();
          }

          @Override
          public int shiftDays(PatientIdentity patient) {
            return -1;
          }
        };
    DataSet set = pet().put(Tag.IssuerOfPatientID, VR.LO, "KLINIK");
    DataSet out =
        Deidentifier.with(Policy.research(), KEYS.withPatients(patients).withUids(u -> "2.25.7"))
            .deidentify(set)
            .dataSet();
    assertThat(out.string(Tag.PatientID)).contains("P-KLINIK-4");
    assertThat(out.string(Tag.PatientName)).contains("P-KLINIK-4");
    assertThat(out.string(Tag.StudyDate)).contains("20200227");
    assertThat(out.string(Tag.SOPInstanceUID)).contains("2.25.7");
  }

  @Test
  void partsOfDatesAndImpossibleDates() {
    DateShift shift = new DateShift(-40);
    assertThat(shift.apply(VR.DT, List.of("2020"))).contains(List.of("2020"));
    assertThat(shift.apply(VR.DT, List.of("202003-0500"))).contains(List.of("202002-0500"));
    assertThat(shift.apply(VR.DT, List.of("2020030510"))).contains(List.of("2020012510"));
    assertThat(shift.apply(VR.DA, List.of("2020.03.05", ""))).contains(List.of("20200125", ""));
    for (String wrong : List.of("20200230", "Meier", "2020-03-05", "00010101", "2020030")) {
      assertThat(shift.apply(VR.DA, List.of(wrong))).as(wrong).isEmpty();
    }
    assertThat(shift.apply(VR.TM, List.of("10:11:12"))).contains(List.of("10:11:12"));
    assertThat(shift.apply(VR.TM, List.of("Meier"))).isEmpty();
  }

  @Test
  void theObjectSaysWhatWasDone() {
    DataSet out = treated(pet(), Policy.research());
    assertThat(out.string(Tag.PatientIdentityRemoved)).contains("YES");
    assertThat(out.string(Tag.DeidentificationMethod)).isPresent();
    assertThat(out.items(Tag.DeidentificationMethodCodeSequence))
        .extracting(item -> item.string(Tag.CodeValue).orElse(""))
        .containsExactly(
            "113100", "113101", "113103", "113104", "113105", "113107", "113108", "113111");
    assertThat(treated(pet(), Policy.basic()).string(Tag.LongitudinalTemporalInformationModified))
        .contains("REMOVED");
    Policy full = Policy.basic().with(Option.RETAIN_FULL_DATES);
    assertThat(treated(pet(), full).string(Tag.LongitudinalTemporalInformationModified))
        .contains("UNMODIFIED");
  }

  @Test
  void theReportSaysWhereMeaningIsLost() {
    Set<Consequence> basic =
        Deidentifier.with(Policy.basic(), KEYS).deidentify(pet()).report().consequences();
    assertThat(basic)
        .contains(
            Consequence.NO_SUV_BY_WEIGHT,
            Consequence.NO_SUV_BY_SIZE,
            Consequence.NO_DECAY_CORRECTION,
            Consequence.NO_TEMPORAL_ORDER);
    Set<Consequence> research =
        Deidentifier.with(Policy.research(), KEYS).deidentify(pet()).report().consequences();
    assertThat(research)
        .doesNotContain(
            Consequence.NO_SUV_BY_WEIGHT,
            Consequence.NO_SUV_BY_SIZE,
            Consequence.NO_DECAY_CORRECTION,
            Consequence.NO_TEMPORAL_ORDER)
        .contains(Consequence.RECOGNIZABLE_FACE);
  }

  @Test
  void agesAbove89AreOne() {
    DataSet out = treated(pet(), Policy.research());
    assertThat(out.string(Tag.PatientAge)).contains("090Y");
    assertThat(out.string(Tag.PatientWeight)).contains("58");
    assertThat(out.string(Tag.PatientBirthDate)).isEmpty();
  }

  @Test
  void philipsFactorsStayWithTheirCreatorWhateverTheirBlock() {
    DataSet set =
        pet()
            .put(0x70530021, VR.LO, "Philips PET Private Group")
            .put(0x70532100, VR.DS, "0.000551")
            .put(0x70532103, VR.DS, "17")
            .put(0x70530010, VR.LO, "Somebody else")
            .put(0x70531000, VR.DS, "0.1");
    DataSet out = treated(set, Policy.research());
    assertThat(out.string(0x70530021)).contains("Philips PET Private Group");
    assertThat(out.string(0x70532100)).contains("0.000551");
    for (int gone : new int[] {0x70532103, 0x70530010, 0x70531000}) {
      assertThat(out.contains(gone)).isFalse();
    }
    assertThat(treated(set, Policy.basic()).contains(0x70532100)).isFalse();
  }

  @Test
  void withoutPatientIdNothingIsMoved() {
    DataSet set = pet().remove(Tag.PatientID);
    assertThatThrownBy(() -> treated(set, Policy.research()))
        .isInstanceOfSatisfying(
            DicomFault.class, f -> assertThat(f.code()).isEqualTo(DicomFaultCode.NO_PATIENT));
    assertThat(treated(set, Policy.basic()).string(Tag.PatientName)).isEmpty();
  }

  @Test
  void unregisteredClassesDirectoriesAndForeignDocumentsAreRefused() {
    DataSet own = pet().put(Tag.SOPClassUID, VR.UI, "1.3.12.2.1107.5.9.1");
    DataSet directory = pet().putItems(Tag.DirectoryRecordSequence, new DataSet());
    DataSet document =
        pet()
            .put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.104.2")
            .putBytes(Tag.EncapsulatedDocument, VR.OB, new byte[] {60, 62});
    for (DataSet set : List.of(own, directory, document)) {
      assertThatThrownBy(() -> treated(set, Policy.basic()))
          .isInstanceOfSatisfying(
              DicomFault.class,
              f -> assertThat(f.code()).isEqualTo(DicomFaultCode.NOT_DEIDENTIFIABLE));
    }
    Policy accepting = Policy.basic().withAccepted(Set.of("1.3.12.2.1107.5.9.1"));
    assertThat(treated(own, accepting).string(Tag.SOPClassUID)).contains("1.3.12.2.1107.5.9.1");
  }

  @Test
  void anEmbeddedPdfBecomesAnEmptyPage() {
    DataSet set =
        pet()
            .put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.104.1")
            .put(Tag.MIMETypeOfEncapsulatedDocument, VR.LO, "application/pdf")
            .putBytes(
                Tag.EncapsulatedDocument,
                VR.OB,
                "%PDF Meier".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    DataSet out = treated(set, Policy.basic());
    byte[] pdf = out.bulk(Tag.EncapsulatedDocument).orElseThrow().bytes(1 << 20);
    String text = new String(pdf, java.nio.charset.StandardCharsets.US_ASCII);
    assertThat(text).startsWith("%PDF-1.4").contains("%%EOF").doesNotContain("Meier");
    assertThat(out.string(Tag.MIMETypeOfEncapsulatedDocument)).contains("application/pdf");
  }

  @Test
  void codesOfPublicSchemesStayAndOthersGo() {
    DataSet out =
        treated(
            pet()
                .putItems(
                    Tag.ProcedureCodeSequence,
                    code("44139-4", "LN", "PET whole body Meier"),
                    code("MEIER1", "99KLINIK", "Meier"),
                    code("Meier", "SCT", "Meier")),
            Policy.basic());
    List<DataSet> codes = out.items(Tag.ProcedureCodeSequence);
    assertThat(codes.get(0).string(Tag.CodeValue)).contains("44139-4");
    assertThat(codes.get(0).string(Tag.CodeMeaning)).contains("PET whole body");
    assertThat(codes.get(1).string(Tag.CodeValue)).contains("REMOVED");
    assertThat(codes.get(1).string(Tag.CodingSchemeDesignator)).contains("99THERAFED");
    assertThat(codes.get(2).string(Tag.CodeValue)).contains("REMOVED");
    assertThat(codes.get(2).string(Tag.CodingSchemeDesignator)).contains("99THERAFED");
  }

  private static DataSet code(String value, String scheme, String meaning) {
    return new DataSet()
        .put(Tag.CodeValue, VR.SH, value)
        .put(Tag.CodingSchemeDesignator, VR.SH, scheme)
        .put(Tag.CodeMeaning, VR.LO, meaning);
  }

  @Test
  void deepNestingNeedsNoStack() {
    DataSet inner = new DataSet().put(Tag.PatientName, VR.PN, "Meier^Anna");
    for (int i = 0; i < 30_000; i++) {
      inner = new DataSet().putItems(Tag.ViewModifierCodeSequence, inner);
    }
    DataSet set = pet().putItems(Tag.ViewCodeSequence, inner);
    DeidentifiedDataSet out = Deidentifier.with(Policy.basic(), KEYS).deidentify(set);
    byte[] bytes =
        org.therafed.dicom.io.DataSetWriter.toBytes(
            out.dataSet(), org.therafed.dicom.io.TransferSyntax.IMPLICIT_LITTLE_ENDIAN);
    assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("Meier");
    assertThat(out.report().actions().get(0).path().length()).isLessThan(1000);
  }

  @Test
  void theSourceIsNotChangedAndTheResultIsStable() {
    DataSet source = pet();
    byte[] before = bytes(source);
    byte[] once = bytes(treated(source, Policy.research()));
    assertThat(bytes(source)).isEqualTo(before);
    assertThat(bytes(treated(source, Policy.research()))).isEqualTo(once);
  }

  private static byte[] bytes(DataSet set) {
    return org.therafed.dicom.io.DataSetWriter.toBytes(
        set, org.therafed.dicom.io.TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
  }

  @Test
  void keysAndPoliciesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> Keys.of(new byte[31])).isInstanceOf(DicomFault.class);
    assertThatThrownBy(
            () -> Policy.basic().with(Option.RETAIN_FULL_DATES, Option.RETAIN_MODIFIED_DATES))
        .isInstanceOf(DicomFault.class);
    assertThatThrownBy(() -> PixelRule.parse(List.of("a\tb"))).isInstanceOf(DicomFault.class);
    byte[] secret = new byte[32];
    Keys keys = Keys.of(secret);
    String uid = keys.uid("1.2.3");
    Arrays.fill(secret, (byte) 9);
    assertThat(keys.uid("1.2.3")).isEqualTo(uid);
  }

  @Test
  void structuredContentKeepsNumbersAndCodesAndLosesNames() {
    DataSet set =
        pet()
            .put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.88.33")
            .put(Tag.Modality, VR.CS, "SR")
            .putItems(
                Tag.ContentSequence,
                item("PNAME", code("121008", "DCM", "Person Observer Name"))
                    .put(Tag.PersonName, VR.PN, "Meier^Otto"),
                item("NUM", code("126401", "DCM", "SUVbw"))
                    .putItems(
                        Tag.MeasuredValueSequence,
                        new DataSet()
                            .put(Tag.NumericValue, VR.DS, "7.25")
                            .putItems(
                                Tag.MeasurementUnitsCodeSequence,
                                code(
                                    "g/ml{SUVbw}",
                                    "UCUM",
                                    "Standardized Uptake Value body weight"))),
                item("NUM", code("121033", "DCM", "Subject Age"))
                    .putItems(
                        Tag.MeasuredValueSequence,
                        new DataSet().put(Tag.NumericValue, VR.DS, "91")),
                item("TEXT", code("121106", "DCM", "Comment"))
                    .put(Tag.TextValue, VR.UT, "Lesion left lung, Dr. Meier"));
    Policy policy = Policy.basic().with(Option.CLEAN_STRUCTURED_CONTENT);
    List<DataSet> items = treated(set, policy).items(Tag.ContentSequence);
    assertThat(items.get(0).string(Tag.PersonName)).contains("REMOVED");
    DataSet suv = items.get(1).item(Tag.MeasuredValueSequence).orElseThrow();
    assertThat(suv.string(Tag.NumericValue)).contains("7.25");
    assertThat(suv.item(Tag.MeasurementUnitsCodeSequence).orElseThrow().string(Tag.CodeValue))
        .contains("g/ml{SUVbw}");
    assertThat(items.get(2).items(Tag.MeasuredValueSequence)).isEmpty();
    assertThat(items.get(3).string(Tag.TextValue).orElse(""))
        .startsWith("Lesion left lung")
        .doesNotContain("Meier");
    List<DataSet> basic = treated(set, Policy.basic()).items(Tag.ContentSequence);
    assertThat(basic).hasSize(1);
    assertThat(basic.get(0).string(Tag.TextValue)).contains("REMOVED");
  }

  @Test
  void whatObjectsAskForStaysInPlaceWithoutItsText() {
    DataSet request =
        new DataSet()
            .putItems(Tag.ReferencedStudySequence, new DataSet())
            .put(Tag.RequestedProcedureID, VR.SH, "4711");
    DataSet out =
        treated(
            pet()
                .put(Tag.Manufacturer, VR.LO, "Meier")
                .put(Tag.PositionReferenceIndicator, VR.LO, "Meier")
                .put(Tag.ReceiveCoilName, VR.SH, "Meier")
                .putItems(Tag.ReferencedStudySequence, new DataSet())
                .putItems(Tag.ReferencedRequestSequence, request),
            Policy.basic());
    assertThat(out.string(Tag.Manufacturer)).contains("REMOVED");
    assertThat(out.contains(Tag.PositionReferenceIndicator)).isTrue();
    assertThat(out.string(Tag.PositionReferenceIndicator)).isEmpty();
    assertThat(out.contains(Tag.ReceiveCoilName)).isFalse();
    assertThat(out.contains(Tag.ReferencedStudySequence)).isFalse();
    DataSet of = out.item(Tag.ReferencedRequestSequence).orElseThrow();
    assertThat(of.contains(Tag.ReferencedStudySequence)).isTrue();
    assertThat(of.contains(Tag.RequestedProcedureID)).isFalse();
  }

  @Test
  void waveformAnnotationsBecomeOneDummyOrLoseNames() {
    DataSet annotation =
        new DataSet()
            .put(Tag.UnformattedTextValue, VR.ST, "ST elevation, Dr. Meier")
            .put(Tag.ReferencedWaveformChannels, VR.US, 2, 1);
    DataSet set =
        pet()
            .put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.9.1.1")
            .putItems(Tag.WaveformAnnotationSequence, annotation, annotation);
    DeidentifiedDataSet basic = Deidentifier.with(Policy.basic(), KEYS).deidentify(set);
    List<DataSet> items = basic.dataSet().items(Tag.WaveformAnnotationSequence);
    assertThat(items).hasSize(1);
    assertThat(items.get(0).string(Tag.UnformattedTextValue)).contains("REMOVED");
    assertThat(basic.report().consequences()).contains(Consequence.WAVEFORM_ANNOTATIONS_LOST);

    Policy policy = Policy.basic().with(Option.CLEAN_STRUCTURED_CONTENT, Option.CLEAN_DESCRIPTORS);
    DeidentifiedDataSet cleaned = Deidentifier.with(policy, KEYS).deidentify(set);
    items = cleaned.dataSet().items(Tag.WaveformAnnotationSequence);
    assertThat(items).hasSize(2);
    assertThat(items.get(0).string(Tag.UnformattedTextValue).orElse("")).doesNotContain("Meier");
    assertThat(items.get(0).integer(Tag.ReferencedWaveformChannels)).hasValue(2);
    assertThat(cleaned.report().consequences())
        .doesNotContain(Consequence.WAVEFORM_ANNOTATIONS_LOST);
  }

  @Test
  void theReportHasEveryActionAndWhatAnOptionKeeps() {
    DeidentificationReport report =
        Deidentifier.with(Policy.basic().with(Option.RETAIN_PATIENT_CHARACTERISTICS), KEYS)
            .deidentify(pet())
            .report();
    assertThat(report.actions())
        .contains(
            new ActionTaken("(0010,1030)", Treatment.KEPT, Basis.OPTION),
            new ActionTaken("(0010,0030)", Treatment.EMPTIED, Basis.BASIC_PROFILE),
            new ActionTaken("(0008,0018)", Treatment.UID_REPLACED, Basis.BASIC_PROFILE),
            new ActionTaken("(0012,0062)", Treatment.WRITTEN, Basis.BASIC_PROFILE));
    assertThat(report.text()).contains("count\tUID_REPLACED\t", "(0054,0016)[1]>(0018,1072)\t");
  }

  private static DataSet item(String type, DataSet concept) {
    return new DataSet()
        .put(Tag.RelationshipType, VR.CS, "CONTAINS")
        .put(Tag.ValueType, VR.CS, type)
        .putItems(Tag.ConceptNameCodeSequence, concept);
  }

  @Test
  void attributesOfTypeOneGetADummyAndOthersAreEmptied() {
    String palette = "1.2.840.10008.5.1.4.39.1";
    DataSet set =
        new DataSet()
            .put(Tag.SOPClassUID, VR.UI, palette)
            .put(Tag.SOPInstanceUID, VR.UI, "1.2.3.4.9")
            .put(Tag.InstanceNumber, VR.IS, "4711008")
            .put(Tag.PatientID, VR.LO, "4711008")
            .put(Tag.PatientPosition, VR.CS, "MEIER")
            .put(Tag.ContentDescription, VR.LO, "Meier")
            .putItems(
                Tag.AlternateContentDescriptionSequence,
                new DataSet().put(Tag.ContentDescription, VR.LO, "Meier"));

    DataSet out = treated(set, Policy.basic());

    assertThat(out.string(Tag.InstanceNumber)).contains("0");
    assertThat(out.element(Tag.PatientPosition).orElseThrow().isEmpty()).isTrue();
    assertThat(out.string(Tag.ContentDescription)).contains(Dummies.TEXT);
    DataSet alternate = out.item(Tag.AlternateContentDescriptionSequence).orElseThrow();
    assertThat(alternate.string(Tag.ContentDescription)).contains(Dummies.TEXT);
  }

  @Test
  void neededAttributesAreStandardTextsThatTheTableDoesNotName() {
    assertThat(NeededAttributes.tags()).hasSizeGreaterThan(100);
    for (int tag : NeededAttributes.tags()) {
      String name = DicomFault.tagText(tag);
      assertThat(ProfileTable.standard().find(tag)).as(name).isEmpty();
      assertThat(Dictionary.find(tag)).as(name).isPresent();
      assertThat(Dictionary.vr(tag)).as(name).isNotIn(VR.SQ, VR.UN, VR.OB);
    }
  }

  @Test
  void tagsUnderUnknownRepresentationStayWhereTheyAreAttributes() {
    byte[] gridFrameOffsetVector = {0x04, 0x30, 0x0C, 0x00};
    DataSet known = pet().putBytes(Tag.FrameIncrementPointer, VR.UN, gridFrameOffsetVector);
    DataSet letters =
        pet().putBytes(Tag.FrameIncrementPointer, VR.UN, new byte[] {'A', 'n', 'n', 'a'});
    DataSet uneven = pet().putBytes(Tag.FrameIncrementPointer, VR.UN, new byte[] {0x04, 0x30});

    assertThat(treated(known, Policy.basic()).element(Tag.FrameIncrementPointer))
        .isEqualTo(known.element(Tag.FrameIncrementPointer));
    assertThat(treated(letters, Policy.basic()).contains(Tag.FrameIncrementPointer)).isFalse();
    assertThat(treated(uneven, Policy.basic()).contains(Tag.FrameIncrementPointer)).isFalse();
  }
}
