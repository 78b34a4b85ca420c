package org.therafed.dicom.deidentify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/**
 * Identity as people write it: of ordinary words and short numbers, every one of which the
 * vocabulary lets through by itself.
 */
class RealisticCanaryTest {
  private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";
  private static final String SR = STORAGE + "88.33";

  /** Retired (0010,2160), still written. */
  private static final int ETHNIC_GROUP = 0x00102160;

  private static final Keys KEYS = Keys.of(new byte[32]);

  private static final List<Policy> POLICIES =
      List.of(
          Policy.basic(),
          Policy.basic().with(Option.CLEAN_DESCRIPTORS, Option.CLEAN_STRUCTURED_CONTENT),
          Policy.research(),
          Policy.research().without(Option.RETAIN_MODIFIED_DATES).with(Option.RETAIN_FULL_DATES));

  private static DataSet object(String sopClass) {
    return new DataSet()
        .put(Tag.SOPClassUID, VR.UI, sopClass)
        .put(Tag.PatientID, VR.LO, "PID7654321")
        .put(Tag.PatientName, VR.PN, "Muster^Anna");
  }

  private static DataSet treated(DataSet set, Policy policy) {
    return Deidentifier.with(policy, KEYS).deidentify(set).dataSet();
  }

  private static String cleaned(String text) {
    DataSet set = object(STORAGE + "2").put(Tag.SeriesDescription, VR.LO, text);
    return treated(set, Policy.research()).string(Tag.SeriesDescription).orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CT geb. 12.03.55", "DOB 12/03/55", "born 12 03 1955", "12-03-55", "12_03_55", "12. 3. 55",
        "12 Mar 55", "3 May 55", "Oct 12 55", "CT geb 12", "Tel 06 12 34 56 78", "(06) 12-34-56",
        "Pat 12-34-56-78", "MRN 12.34.56.7", "1 2 0 3 5 5", "chest 12.03.55 axial"
      })
  void datesAndNumbersInShortGroupsGoFromEveryText(String text) {
    int[] tags = {
      Tag.SeriesDescription,
      Tag.ProtocolName,
      Tag.ContrastBolusAgent,
      Tag.ImageComments,
      Tag.Allergies,
      Tag.TextValue,
      Tag.ROIName,
      Tag.ConvolutionKernel,
      Tag.FilterType,
      Tag.SegmentLabel
    };
    for (Policy policy : POLICIES) {
      for (int tag : tags) {
        DataSet item = new DataSet().put(tag, VR.LO, text);
        DataSet source =
            object(STORAGE + "2").put(tag, VR.LO, text).putItems(Tag.ViewCodeSequence, item);
        DataSet out = treated(source, policy);
        assertThat(out.string(tag).orElse("")).doesNotContainPattern("\\d");
        for (DataSet nested : out.items(Tag.ViewCodeSequence)) {
          assertThat(nested.string(tag).orElse("")).doesNotContainPattern("\\d");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"12-03-55", "12_03_55", "12 03 55", "55/03/12"})
  void codedStringsOfNumbersGo(String text) {
    DataSet source =
        object(STORAGE + "2")
            .put(Tag.ScanOptions, VR.CS, text)
            .put(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY", "12", "03", "55", "JAMES");
    DataSet out = treated(source, Policy.research());
    assertThat(out.string(Tag.ScanOptions).orElse("")).doesNotContainPattern("\\d");
    assertThat(out.strings(Tag.ImageType)).startsWith("ORIGINAL", "PRIMARY");
    assertThat(String.join(" ", out.strings(Tag.ImageType))).doesNotContainPattern("\\d|JAMES");
  }

  @ParameterizedTest
  @CsvSource({
    "chest 3.5 mm axial, chest 3.5 mm axial",
    "chest 12.5 mm, chest 12.5 mm",
    "chest 5 axial, chest 5 axial",
    "white matter, white matter",
    "short axis, short axis",
    "lung 3D 4mm, lung 3D 4mm",
    "T1 W fast, T1 W fast",
    "T2*W short axis, T2 W short axis",
    "grade III, grade III",
    "chest W, chest W",
    "X-RAY CHEST, X-RAY CHEST",
    "portable x ray Meier, portable x ray",
    "Grade I, Grade I",
    "grade V lesion, grade V lesion",
    "segment VI, segment VI",
    "RV free wall, RV free wall",
    "left main branch, left main branch",
    "LITTLE TOE, LITTLE TOE",
    "L HAND, L HAND",
    "hand R, hand R",
    "two lesions, two lesions",
  })
  void quantitiesAndDescriptorsStay(String text, String expected) {
    assertThat(cleaned(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "James Brown head",
        "Dr. May White",
        "Mark Gray MD",
        "Summer Field",
        "Page Black CT",
        "Mr Brown chest",
        "patient Long",
        "Prof. Stone kidney",
        "White Meier",
        "Mrs Cross",
        "W. Brown",
        "Brown W chest",
        "White, W.",
        "chest Brown III",
        "Brown I",
        "De Brown head",
        "bin White",
        "van Cross",
        "head W. Meier",
        "Brown VIII",
        "Brown Sr",
        "St White",
        "Mc Brown",
        "pt Brown chest",
        "operator Brown",
        "tech White",
        "ref White",
        "performed Brown",
        "Dr W Head",
        "Dr. van Head",
        "Prof. Dr. W. Head",
        "R. Hand",
        "J.F.K. Long",
        "O'Brown",
        "Power James",
        "Cobb John",
        "Dr Head"
      })
  void namesOfOrdinaryWordsGoThoughNoNameOfTheObjectHoldsThem(String text) {
    assertThat(cleaned(text).toLowerCase(Locale.ROOT))
        .doesNotContainPattern(
            "james|brown|may|white|mark|gray|summer|field|page|black|long|stone|cross|dr\\.? head"
                + "|hand|power|cobb|john|\\b(w|de|bin|van|meier|st|mc|sr|viii)\\b");
    if (text.contains("Head")) {
      assertThat(cleaned(text)).doesNotContain("Head");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"White\\Brown", "James\\Brown", "soft\\Brown\\W.", "Dr\\Head\\soft"})
  void namesSplitOverValuesGo(String values) {
    DataSet set = object(STORAGE + "2").put(Tag.ConvolutionKernel, VR.LO, values.split("\\\\"));
    String out = String.join(" ", treated(set, Policy.research()).strings(Tag.ConvolutionKernel));
    assertThat(out).doesNotContain("White", "Brown", "Head", "W");
    assertThat(out.contains("soft")).isEqualTo(values.contains("soft"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"zero six one two three four", "MRN one two 3 4 5", "twelve March fifty five"})
  void numbersInWordsGoWhereTheyAreMany(String text) {
    assertThat(cleaned(text)).doesNotContainPattern("zero|one|two|three|four|five|\\d");
  }

  @ParameterizedTest
  @CsvSource({
    "O'Neil^Tip, Oneils scan",
    "ONEIL^TIP, O'Neil scan",
    "VANDYK^JAN, van Dyk",
    "Van Dyk^Jan, vandyk",
    "MUSTER^ANNA, M U S T E R",
    "홍^길동, 홍길동님",
    "Yamada^Tarou==やまだ^たろう, やまださん",
    "Wang^XiaoDong=王^小东, 王先生",
  })
  void namesWrittenApartOrTogetherAreNotKeptAsWritten(String name, String text) {
    Policy policy = Policy.basic().withUnlistedTexts(UnlistedTexts.AS_WRITTEN);
    DataSet set =
        object(STORAGE + "2")
            .put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
            .put(Tag.PatientName, VR.PN, name)
            .put(Tag.ConvolutionKernel, VR.LO, text);
    assertThat(treated(set, policy).string(Tag.ConvolutionKernel)).isEmpty();
    set.put(Tag.ConvolutionKernel, VR.LO, "a part of the range");
    assertThat(treated(set, policy).string(Tag.ConvolutionKernel)).isPresent();
  }

  @Test
  void theVocabularyHoldsNoExcludedName() throws IOException {
    List<String> names = DeidentifyTablesGenerator.excludedNames();
    assertThat(names).hasSizeGreaterThan(60).contains("james", "may");
    assertThat(names).noneMatch(Vocabulary.standard()::knowsWord);
    for (String word : TableFiles.lines("name-words.txt")) {
      assertThat(Vocabulary.standard().knowsWord(word)).as(word).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"12.03.1955", "03/12/55", "19550312", "chest 120355", "PID 7 654 321", "7654321"})
  void asWrittenTextsRepeatNoBirthDateAndNoNumberHoweverGrouped(String text) {
    DataSet source =
        object(STORAGE + "2")
            .put(Tag.PatientBirthDate, VR.DA, "19550312")
            .put(Tag.ReceiveCoilName, VR.SH, text)
            .put(Tag.ConvolutionKernel, VR.LO, "B30 12 soft");
    DataSet out = treated(source, Policy.basic().withUnlistedTexts(UnlistedTexts.AS_WRITTEN));
    assertThat(out.string(Tag.ReceiveCoilName)).isEmpty();
    assertThat(out.string(Tag.ConvolutionKernel)).contains("B30 12 soft");
  }

  @Test
  void keptColumnsRepeatNoPerson() {
    DataSet source =
        object(STORAGE + "2")
            .put(Tag.SoftwareVersions, VR.LO, "Muster Anna")
            .put(Tag.Manufacturer, VR.LO, "Anna Muster")
            .put(Tag.StationName, VR.SH, "MUSTER-CT")
            .put(Tag.DeviceSerialNumber, VR.LO, "SN 4711")
            .put(Tag.GantryID, VR.LO, "Gantry 2")
            .put(Tag.InstitutionName, VR.LO, "Klinik am Berg")
            .put(ETHNIC_GROUP, VR.SH, "Muster");
    Policy policy =
        Policy.research().with(Option.RETAIN_DEVICE_IDENTITY, Option.RETAIN_INSTITUTION_IDENTITY);
    DataSet out = treated(source, policy);
    int[] gone = {Tag.SoftwareVersions, Tag.Manufacturer, Tag.StationName, ETHNIC_GROUP};
    for (int tag : gone) {
      assertThat(out.string(tag).orElse("").toLowerCase(Locale.ROOT)).doesNotContain("muster");
    }
    assertThat(out.string(Tag.DeviceSerialNumber)).contains("SN 4711");
    assertThat(out.string(Tag.GantryID)).contains("Gantry 2");
    assertThat(out.string(Tag.InstitutionName)).contains("Klinik am Berg");
    source.put(ETHNIC_GROUP, VR.SH, "Meier").put(Tag.PatientName, VR.PN, "Other^Person");
    assertThat(treated(source, policy).string(ETHNIC_GROUP).orElse("")).doesNotContain("Meier");
  }

  /** Another UID in its place would not be that of objects which do not state the number. */
  @Test
  void keptUidsThatHoldAnIdentifierRefuseTheObject() {
    Policy policy = Policy.research().with(Option.RETAIN_UIDS);
    for (String made :
        List.of(
            "1.2.276.7654321.1",
            "1.2.276.19550312.1",
            "1.2.276.0.765432155.1",
            "1.2.276.4711.7654.321")) {
      DataSet reference =
          new DataSet()
              .put(Tag.ReferencedSOPClassUID, VR.UI, STORAGE + "2")
              .put(Tag.ReferencedSOPInstanceUID, VR.UI, made);
      DataSet source =
          object(STORAGE + "2")
              .put(Tag.PatientBirthDate, VR.DA, "19550312")
              .put(Tag.FrameOfReferenceUID, VR.UI, "1.2.276.0.7230010.3.1");
      assertThat(treated(source, policy).string(Tag.FrameOfReferenceUID))
          .contains("1.2.276.0.7230010.3.1");
      source.putItems(Tag.ReferencedImageSequence, reference);
      assertThatThrownBy(() -> treated(source, policy))
          .isInstanceOfSatisfying(
              DicomFault.class,
              fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.NOT_DEIDENTIFIABLE));
    }
  }

  private static DataSet item(String code, String scheme, String meaning) {
    DataSet concept =
        new DataSet()
            .put(Tag.CodeValue, VR.SH, code)
            .put(Tag.CodingSchemeDesignator, VR.SH, scheme)
            .put(Tag.CodeMeaning, VR.LO, meaning);
    return new DataSet()
        .put(Tag.RelationshipType, VR.CS, "HAS OBS CONTEXT")
        .put(Tag.ValueType, VR.CS, "TEXT")
        .putItems(Tag.ConceptNameCodeSequence, concept);
  }

  static Stream<DataSet> identityItems() {
    return Stream.of(
        item("121029", "DCM", "Subject Name"),
        item("121030", "DCM", "Subject ID"),
        item("121031", "DCM", "Subject Birth Date"),
        item("121022", "DCM", "Accession Number"),
        item("21112-8", "LN", "Birth date"),
        item("184099003", "SCT", "Date of birth"),
        item("X1", "99LOCAL", "Patient MRN"),
        item("X2", "99LOCAL", "patient record no"));
  }

  @ParameterizedTest
  @MethodSource("identityItems")
  void itemsOfIdentityHoldNothingUnderAnyOption(DataSet item) {
    item.put(Tag.Date, VR.DA, "19280312")
        .put(Tag.DateTime, VR.DT, "19280312101112")
        .put(Tag.TextValue, VR.UT, "12-34-56")
        .put(Tag.NumericValue, VR.DS, "1234567")
        .put(Tag.PersonName, VR.PN, "Muster^Anna")
        .putItems(Tag.MeasuredValueSequence, new DataSet().put(Tag.NumericValue, VR.DS, "1234567"))
        .putItems(
            Tag.ConceptCodeSequence,
            new DataSet()
                .put(Tag.CodeValue, VR.SH, "1234567")
                .put(Tag.CodingSchemeDesignator, VR.SH, "SCT"))
        .putItems(
            Tag.ContentSequence, item("121106", "DCM", "Comment").put(Tag.Date, VR.DA, "19280312"));
    DataSet source = object(SR).putItems(Tag.ContentSequence, item);
    for (Option option : Option.values()) {
      if (option == Option.RETAIN_MODIFIED_DATES) {
        continue;
      }
      Policy policy = Policy.research().without(Option.RETAIN_MODIFIED_DATES).with(option);
      byte[] bytes =
          org.therafed.dicom.io.DataSetWriter.toBytes(
              treated(source, policy), org.therafed.dicom.io.TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
      assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
          .doesNotContain("1928", "1234567", "12-34", "Muster");
    }
    DataSet moved = treated(source, Policy.research()).items(Tag.ContentSequence).get(0);
    assertThat(moved.string(Tag.Date)).contains("19000101");
    assertThat(moved.string(Tag.TextValue)).contains("REMOVED");
    assertThat(moved.contains(Tag.ContentSequence)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"97,a,90", "89,a,89", "1081,mo,90", "600,mo,600", "33000,d,90", "97,,90", "1e3,a,90"})
  void agesInReportsAreAtMostNinety(String age, String unit, String expected) {
    DataSet value = new DataSet().put(Tag.NumericValue, VR.DS, age);
    if (unit != null) {
      value.putItems(
          Tag.MeasurementUnitsCodeSequence,
          new DataSet()
              .put(Tag.CodeValue, VR.SH, unit)
              .put(Tag.CodingSchemeDesignator, VR.SH, "UCUM"));
    }
    DataSet source =
        object(SR)
            .putItems(
                Tag.ContentSequence,
                item("121033", "DCM", "Subject Age").putItems(Tag.MeasuredValueSequence, value));
    DataSet out = treated(source, Policy.research()).items(Tag.ContentSequence).get(0);
    assertThat(out.item(Tag.MeasuredValueSequence).orElseThrow().string(Tag.NumericValue))
        .contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "29553-5, LN, Age calculated, 90",
    "21612-7, LN, Age reported, 90",
    "445518008, SCT, Age at onset, 90",
    "X1, 99LOCAL, Patient age, 90",
    "X2, 99LOCAL, Age at scan, 90",
    "X3, 99LOCAL, Idade do paciente, 90",
    "X4, 99LOCAL, Alter des Patienten, 90",
    "X5, 99LOCAL, Average dose, 97",
    "11884-4, LN, Gestational Age, 97",
    "X6, 99LOCAL, Image count, 97",
  })
  void ageIsTakenFromTheMeaningOfTheConceptToo(
      String code, String scheme, String meaning, String expected) {
    DataSet value = new DataSet().put(Tag.NumericValue, VR.DS, "97");
    DataSet source =
        object(SR)
            .putItems(
                Tag.ContentSequence,
                item(code, scheme, meaning).putItems(Tag.MeasuredValueSequence, value));
    DataSet out = treated(source, Policy.research()).items(Tag.ContentSequence).get(0);
    assertThat(out.item(Tag.MeasuredValueSequence).orElseThrow().string(Tag.NumericValue))
        .contains(expected);
  }

  @Test
  void agesOfSeveralValuesAndOfOtherFormsAreNoAges() {
    DataSet source = object(STORAGE + "2").put(Tag.PatientAge, VR.AS, "050Y", "097Y");
    assertThat(treated(source, Policy.research()).strings(Tag.PatientAge))
        .doesNotContain("097Y", "050Y");
    source.put(Tag.PatientAge, VR.AS, "999M");
    assertThat(treated(source, Policy.research()).string(Tag.PatientAge)).contains("999M");
    source.put(Tag.PatientAge, VR.AS, "093Y");
    assertThat(treated(source, Policy.research()).string(Tag.PatientAge)).contains("090Y");
  }

  @Test
  void voicesAreRefusedAndSamplesStayInClassesOfMeasurementOnly() {
    byte[] voice = "VOICE OF MUSTER ".getBytes(StandardCharsets.US_ASCII);
    for (VR vr : List.of(VR.OB, VR.OW)) {
      DataSet wave = new DataSet().putBytes(Tag.WaveformData, vr, voice);
      for (String audio : List.of("9.4.1", "9.4.2")) {
        DataSet source = object(STORAGE + audio).putItems(Tag.WaveformSequence, wave);
        for (Policy policy : POLICIES) {
          assertThatThrownBy(() -> treated(source, policy))
              .isInstanceOfSatisfying(
                  DicomFault.class,
                  fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.NOT_DEIDENTIFIABLE));
        }
      }
      for (String other : List.of("88.33", "2", "66")) {
        DataSet source =
            object(STORAGE + other)
                .putBytes(Tag.WaveformData, vr, voice)
                .putItems(Tag.WaveformSequence, wave);
        DataSet out = treated(source, Policy.research());
        assertThat(out.contains(Tag.WaveformData)).isFalse();
        assertThat(out.items(Tag.WaveformSequence))
            .allMatch(item -> !item.contains(Tag.WaveformData));
      }
      DataSet samples =
          new DataSet()
              .put(Tag.NumberOfWaveformChannels, VR.US, 1)
              .put(Tag.NumberOfWaveformSamples, VR.UL, vr == VR.OB ? 16 : 8)
              .put(Tag.WaveformBitsAllocated, VR.US, vr == VR.OB ? 8 : 16)
              .putBytes(Tag.WaveformData, vr, new byte[16]);
      DataSet ecg = object(STORAGE + "9.1.1").putItems(Tag.WaveformSequence, samples);
      assertThat(
              treated(ecg, Policy.basic())
                  .items(Tag.WaveformSequence)
                  .get(0)
                  .bulk(Tag.WaveformData))
          .isPresent();
    }
  }

  @Test
  void aDefaultIssuerKeepsThePatientTogetherAndItsAbsenceIsSaid() {
    DataSet without = object(STORAGE + "2").put(Tag.StudyDate, VR.DA, "20200301");
    DataSet with =
        object(STORAGE + "2")
            .put(Tag.StudyDate, VR.DA, "20200301")
            .put(Tag.IssuerOfPatientID, VR.LO, "HOSP");
    Policy policy = Policy.research().withDefaultIssuer("HOSP");
    DataSet a = treated(without, policy);
    DataSet b = treated(with, policy);
    assertThat(a.string(Tag.PatientID)).isEqualTo(b.string(Tag.PatientID));
    assertThat(a.string(Tag.StudyDate)).isEqualTo(b.string(Tag.StudyDate));
    assertThat(consequences(without, Policy.research()))
        .contains(Consequence.PATIENT_WITHOUT_ISSUER);
    assertThat(consequences(without, policy)).doesNotContain(Consequence.PATIENT_WITHOUT_ISSUER);
    assertThat(consequences(with, Policy.research()))
        .doesNotContain(Consequence.PATIENT_WITHOUT_ISSUER);
  }

  private static Set<Consequence> consequences(DataSet set, Policy policy) {
    return Set.copyOf(Deidentifier.with(policy, KEYS).deidentify(set).report().consequences());
  }
}
