package org.therafed.dicom.deidentify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.TransferSyntax;

/** Identity in places that are kept because they usually hold something else. */
class HiddenIdentityTest {
  private static final Keys KEYS = Keys.of(new byte[32]);
  private static final int ETHNIC_GROUPS = 0x00102162;
  private static final int OVERLAY = 0x60000000;

  private static DataSet image(String name) {
    return new DataSet()
        .put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
        .put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.128")
        .put(Tag.SOPInstanceUID, VR.UI, "1.2.3")
        .put(Tag.Modality, VR.CS, "PT")
        .put(Tag.StudyDate, VR.DA, "20200228")
        .put(Tag.PatientName, VR.PN, name)
        .put(Tag.PatientID, VR.LO, "4711");
  }

  private static DataSet treated(DataSet set, Policy policy) {
    return Deidentifier.with(policy, KEYS).deidentify(set).dataSet();
  }

  @Test
  void characteristicOfAnyTextualFormIsNoRemark() {
    DataSet set =
        image("Schmidt^Hans")
            .put(ETHNIC_GROUPS, VR.UC, "lives with Klara Braun")
            .put(0x00100047, VR.UR, "https://example.org/Hans.Schmidt");
    DataSet out = treated(set, Policy.research());
    assertThat(out.strings(ETHNIC_GROUPS).toString()).doesNotContain("Klara");
    assertThat(out.string(0x00100047).orElse("")).doesNotContain("Hans");
  }

  @ParameterizedTest
  @CsvSource({
    "Ma^An=王^小东, CT Ma An chest, Ma",
    "Ma^An=王^小东, chest 王小东房, 小东",
    "Müller^Hans, MUELLER chest, MUELLER",
    "Mueller^Hans, Müller chest, Müller",
    "Mustermann^Erika, ErikaMustermann, Mustermann",
    "Li^Wei, LIWEI, LIWEI",
    "Li^Wei, CT weili, weili",
    "Wang^Xiao Dong, CT XIAODONG, XIAODONG",
    "Wang^Dong=王^东, 东王, 东王",
    "Kowalski^Jan, Kow\u00ADalski, alski",
    "Kowalski^Jan, Kow\u200Balski, alski",
    "Kowalski^Jan, Ｋｏｗａｌｓｋｉ, Ｋｏｗ",
    "Ｋｏｗａｌｓｋｉ^Jan, Kowalski, Kow",
    "ﾔﾏﾀﾞ^ﾀﾛｳ, ヤマダ, ヤマダ",
    "ヤマダ^タロウ, CT ﾔﾏﾀﾞ, ﾔﾏﾀ",
    "ヤマダ^タロウ, CT やまだ, やまだ",
    "やまだ^たろう, ヤマダさん, ヤマダ",
    "Wałęsa^Lech, CT WALESA, WALESA",
    "Walesa^Lech, CT Wałęsa, Wałęsa",
    "Sørensen^Bo, Soerensen, Soerensen",
    "Soerensen^Bo, Sørensen, rensen",
    "Sørensen^Bo, CT SORENSEN, SORENSEN",
    "Kjær^Ole, CT Kjaer, Kjaer",
    "Ågård^Ole, CT AAGAARD, AAGAARD",
    "Đặng^An, CT DANG, DANG",
    "Đurić^Ana, CT Djuric, Djuric",
    "Lebœuf^Jean, CT LEBOEUF, LEBOEUF",
    "Þórsson^Jon, Thorsson, Thorsson",
    "Işık^Can, CT ISIK, ISIK",
    "วิชัย^ใจดี, CT วิชัย, วิชัย",
    "วิชัย^ใจดี, คุณวิชัยห้อง, วิชัย",
    "محمد^علي, CT مُحَمَّد, مُحَمَّد",
    "مُحَمَّد^علي, CT محمد, محمد",
    "לֵוִי^דן, CT לוי, לוי",
    "王^小东, CT 王主任, 王主任",
    "王^小东, 王大夫房, 王大夫",
    "王^小东, CT 王老师, 王老师",
    "王^小东, CT 王护士, 王护士",
    "王^小东, CT 老王, 老王",
    "王^小东, CT 小王, 小王",
  })
  void deviceAndDescriptionThatRepeatThePatientAreNotKept(String name, String text, String part) {
    Policy policy = Policy.research().with(Option.RETAIN_DEVICE_IDENTITY);
    DataSet set =
        image(name).put(Tag.StationName, VR.SH, text).put(Tag.StudyDescription, VR.LO, text);
    DataSet out = treated(set, policy);
    assertThat(out.string(Tag.StationName).orElse("")).doesNotContain(part);
    assertThat(out.string(Tag.StudyDescription).orElse("")).doesNotContain(part);
  }

  @ParameterizedTest
  @CsvSource({
    "٧٦٥٤٣٢١",
    "CT ７６５４３２１",
    "CT 76\u00AD54321",
    "1961年3月14日",
    "１９６１年３月１４日",
    "CT 61年3月14日",
    "CT 1961 年",
    "2020年2月28日",
    "一九六一年三月十四日",
    "CT 二〇二〇年二月二十八日",
    "二零二〇年二月廿八",
    "一九六一年",
    "六一年三月十四",
    "昭和36年3月14日",
    "昭和三十六年",
    "民国五十年三月十四日",
    "民國109年2月28日",
    "令和二年二月二十八日",
    "壹玖陆壹年叁月拾肆日",
    "一九六一〇三一四",
    "CT 七六五四三二一",
  })
  void identifierAndDatesInOtherDigitsAndSignsAreNotKept(String text) {
    DataSet set =
        image("Kowalski^Jan")
            .put(Tag.PatientID, VR.LO, "7654321")
            .put(Tag.PatientBirthDate, VR.DA, "19610314")
            .put(Tag.StationName, VR.SH, text);
    DataSet out = treated(set, Policy.research().with(Option.RETAIN_DEVICE_IDENTITY));
    assertThat(out.string(Tag.StationName).orElse("")).doesNotContain(text);
  }

  @ParameterizedTest
  @CsvSource({
    "CT 2019年2月28日",
    "CT 12年",
    "CT 3月14日",
    "二〇一九年二月廿八日",
    "平成三年",
    "三〇〇四号机",
    "CT 十月",
  })
  void otherDatesOfDevicesAreKept(String text) {
    DataSet set =
        image("Kowalski^Jan")
            .put(Tag.PatientBirthDate, VR.DA, "19610314")
            .put(Tag.StationName, VR.SH, text);
    DataSet out = treated(set, Policy.research().with(Option.RETAIN_DEVICE_IDENTITY));
    assertThat(out.string(Tag.StationName)).contains(text);
  }

  @Test
  void deviceThatRepeatsNobodyIsKept() {
    DataSet set = image("Ma^An=王^小东").put(Tag.StationName, VR.SH, "PETCT1");
    DataSet out = treated(set, Policy.research().with(Option.RETAIN_DEVICE_IDENTITY));
    assertThat(out.string(Tag.StationName)).contains("PETCT1");
  }

  @Test
  void timeZoneIsNoText() {
    Policy policy =
        Policy.research().without(Option.RETAIN_MODIFIED_DATES).with(Option.RETAIN_FULL_DATES);
    DataSet named = image("Schmidt^Hans").put(Tag.TimezoneOffsetFromUTC, VR.SH, "Braun Klara");
    assertThat(treated(named, policy).string(Tag.TimezoneOffsetFromUTC).orElse("")).isEmpty();
    DataSet offset = image("Schmidt^Hans").put(Tag.TimezoneOffsetFromUTC, VR.SH, "+0800");
    assertThat(treated(offset, policy).string(Tag.TimezoneOffsetFromUTC)).contains("+0800");
  }

  @Test
  void fragmentsOfANativeTransferSyntaxRefuseTheFile() {
    BulkData text = BulkData.of("SchmidtHans".getBytes(StandardCharsets.US_ASCII));
    DataSet set = image("Schmidt^Hans");
    set.put(new Element(Tag.PixelData, VR.OB, new Value.Fragments(List.of(text))));
    DicomFile file =
        new DicomFile(null, new DataSet(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN, set, 0);
    assertThatThrownBy(() -> Deidentifier.with(Policy.basic(), KEYS).deidentify(file))
        .isInstanceOf(DicomFault.class)
        .hasMessageContaining("not encapsulated");
  }

  @Test
  void overlayIsKeptOnlyAsSoManyBitsAsItHas() {
    assertThat(treated(overlaid(2), Policy.research()).contains(OVERLAY | 0x3000)).isTrue();
    assertThat(treated(overlaid(400), Policy.research()).contains(OVERLAY | 0x3000)).isFalse();
    DataSet nested = image("Schmidt^Hans").putItems(Tag.ReferencedImageSequence, overlaid(2));
    assertThat(
            treated(nested, Policy.research())
                .item(Tag.ReferencedImageSequence)
                .orElseThrow()
                .contains(OVERLAY | 0x3000))
        .isFalse();
  }

  private static DataSet overlaid(int bytes) {
    return image("Schmidt^Hans")
        .put(OVERLAY | 0x0040, VR.CS, "R")
        .put(OVERLAY | 0x0010, VR.US, 4)
        .put(OVERLAY | 0x0011, VR.US, 4)
        .putBytes(OVERLAY | 0x3000, VR.OW, new byte[bytes]);
  }

  @Test
  void largeColourProfileIsNotTakenOnTrust() {
    DataSet set = image("Schmidt^Hans");
    BulkData text = BulkData.of("Schmidt Hans ".repeat(6000).getBytes(StandardCharsets.US_ASCII));
    set.put(new Element(Tag.ICCProfile, VR.OB, new Value.Bulk(text)));
    assertThat(treated(set, Policy.basic()).contains(Tag.ICCProfile)).isFalse();
  }

  private static DataSet numbered() {
    return image("Mustermann^Erika=王^小东")
        .put(Tag.PatientID, VR.LO, "MRN-00471100815")
        .put(Tag.PatientBirthDate, VR.DA, "19550312")
        .put(Tag.StudyDate, VR.DA, "20240131");
  }

  @ParameterizedTest
  @CsvSource({
    "CountsAccumulated, 00180070, IS, 471100815, 471100816",
    "CountsAccumulated, 00180070, IS, 20240131, 20240132",
    "CountsAccumulated, 00180070, IS, 19550312, 19550313",
    "CountsAccumulated, 00180070, IS, 12031955, 12031956",
    "RadionuclideTotalDose, 00181074, DS, 471100815.00, 471100815.5",
    "RadionuclideTotalDose, 00181074, DS, 4.71100815E8, 4.71100816E8",
    "BeamMeterset, 300A0086, DS, 1.5\\471100815, 1.5\\2.5",
    "SelectorULValue, 00720078, UL, 471100815, 471100814",
    "SelectorSLValue, 0072007C, SL, -471100815, -471100814",
    "SelectorFDValue, 00720074, FD, 471100815, 471100815.25",
    "SelectorFLValue, 00720076, FL, 471100815, 471100000",
    "SelectorUVValue, 00720083, UV, 471100815, 471100816",
    "SelectorSVValue, 00720082, SV, 20240131, 20240132",
  })
  void numbersRepeatNoIdentifierAndNoDate(
      String name, String hex, VR vr, String value, String other) {
    int tag = Integer.parseUnsignedInt(hex, 16);
    for (Policy policy : List.of(Policy.basic(), Policy.research())) {
      DataSet set = numbered().put(tag, vr, value.split("\\\\"));
      DeidentifiedDataSet result = Deidentifier.with(policy, KEYS).deidentify(set);
      assertThat(result.dataSet().string(tag)).as(name).isEmpty();
      assertThat(result.report().actions()).anyMatch(a -> a.basis() == Basis.IDENTIFIER);
      set.put(tag, vr, other.split("\\\\"));
      assertThat(treated(set, policy).string(tag)).as(name).isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "00180070, IS, 12345, 12346",
    "00180070, IS, 4711, 4712",
    "00180070, IS, 4711, 047110",
    "00180070, IS, 10255, 10256",
    "00720072, DS, 1\\12345, 1\\2",
    "00720072, DS, 4711.0, 4711.5",
    "00720072, DS, 1.2345E4, 1.2346E4",
    "00720078, UL, 12345, 12344",
    "0072007A, US, 4711, 4710",
    "0072007E, SS, -4711, -4710",
    "00720074, FD, 12345, 12345.5",
    "00720076, FL, 4711, 4711.5",
  })
  void fewNumbersRepeatNoShortIdentifier(String hex, VR vr, String value, String other) {
    int tag = Integer.parseUnsignedInt(hex, 16);
    DataSet set =
        image("Schmidt^Hans")
            .put(Tag.AccessionNumber, VR.SH, "RAD-12345")
            .put(Tag.PatientBirthDate, VR.DA, "19550201");
    for (Policy policy : List.of(Policy.basic(), Policy.research())) {
      set.put(tag, vr, value.split("\\\\"));
      DeidentifiedDataSet result = Deidentifier.with(policy, KEYS).deidentify(set);
      assertThat(result.dataSet().string(tag)).isEmpty();
      assertThat(result.report().actions()).anyMatch(a -> a.basis() == Basis.IDENTIFIER);
      set.put(tag, vr, other.split("\\\\"));
      assertThat(treated(set, policy).string(tag)).isPresent();
    }
  }

  @Test
  void shortIdentifiersAreNotComparedWithArraysAndWithWhatDescribesTheImage() {
    DataSet set = image("Schmidt^Hans").put(Tag.Rows, VR.US, 4711);
    set.put(Tag.ActualFrameDuration, VR.IS, "4711");
    set.put(0x0072007A, VR.US, 1, 2, 3, 4, 4711);
    set.put(0x00180070, VR.IS, "471");
    set.put(0x00180071, VR.IS, "1955");
    DataSet out = treated(set.put(Tag.PatientBirthDate, VR.DA, "19550312"), Policy.research());
    assertThat(out.integer(Tag.Rows)).hasValue(4711);
    assertThat(out.string(Tag.ActualFrameDuration)).contains("4711");
    assertThat(out.strings(0x0072007A)).hasSize(5);
    assertThat(out.string(0x00180070)).contains("471");
    assertThat(out.string(0x00180071)).contains("1955");
  }

  @Test
  void datesThatStayMayStandInNumbersToo() {
    Policy full =
        Policy.research().without(Option.RETAIN_MODIFIED_DATES).with(Option.RETAIN_FULL_DATES);
    DataSet set = numbered().put(0x00180070, VR.IS, "20240131");
    assertThat(treated(set, full).string(0x00180070)).contains("20240131");
    set.put(0x00180070, VR.IS, "19550312");
    assertThat(treated(set, full).string(0x00180070)).isEmpty();
  }

  @Test
  void safePrivateNumberRepeatsNoIdentifier() {
    DataSet set = numbered().put(0x70530010, VR.LO, "Philips PET Private Group");
    set.put(0x70531000, VR.DS, "471100815");
    assertThat(treated(set, Policy.research()).contains(0x70531000)).isFalse();
    set.put(0x70531000, VR.DS, "0.000471");
    assertThat(treated(set, Policy.research()).contains(0x70531000)).isTrue();
  }

  @Test
  void measuredValueRepeatsNoIdentifier() {
    DataSet value = new DataSet().put(Tag.NumericValue, VR.DS, "471100815");
    value.put(Tag.FloatingPointValue, VR.FD, 471100815.0);
    value.put(Tag.RationalNumeratorValue, VR.SL, 471100815);
    DataSet item =
        new DataSet().put(Tag.ValueType, VR.CS, "NUM").putItems(Tag.MeasuredValueSequence, value);
    DataSet set = numbered().putItems(Tag.ContentSequence, item);
    set.put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.88.33");
    DeidentifiedDataSet result = Deidentifier.with(Policy.research(), KEYS).deidentify(set);
    DataSet out = result.dataSet().items(Tag.ContentSequence).get(0);
    // Type 2: a measurement without value has no item.
    assertThat(out.contains(Tag.MeasuredValueSequence)).isTrue();
    assertThat(out.items(Tag.MeasuredValueSequence)).isEmpty();
    assertThat(result.report().consequences()).contains(Consequence.VALUES_LOST);
    value.put(Tag.NumericValue, VR.DS, "7.25");
    DataSet kept = treated(set, Policy.research()).items(Tag.ContentSequence).get(0);
    DataSet number = kept.items(Tag.MeasuredValueSequence).get(0);
    assertThat(number.string(Tag.NumericValue)).contains("7.25");
    assertThat(number.string(Tag.FloatingPointValue)).isEmpty();
    assertThat(number.string(Tag.RationalNumeratorValue)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "00281052, 00281053",
    "00281053, 00281052",
    "00281050, 00281051",
    "00281051, 00281050"
  })
  void whatMeansSomethingTogetherGoesTogether(String number, String partner) {
    int tag = Integer.parseInt(number, 16);
    int other = Integer.parseInt(partner, 16);
    DataSet set = numbered().put(tag, VR.DS, "471100815").put(other, VR.DS, "2");
    // Magnetic resonance, where rescaling is no type 1.
    set.put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.4");
    DeidentifiedDataSet result = Deidentifier.with(Policy.basic(), KEYS).deidentify(set);
    assertThat(result.dataSet().contains(tag)).isFalse();
    assertThat(result.dataSet().contains(other)).isFalse();
    assertThat(result.report().consequences()).contains(Consequence.VALUES_LOST);
    set.put(tag, VR.DS, "471100816");
    DeidentifiedDataSet kept = Deidentifier.with(Policy.basic(), KEYS).deidentify(set);
    assertThat(kept.dataSet().string(tag)).isPresent();
    assertThat(kept.dataSet().string(other)).isPresent();
    assertThat(kept.report().consequences()).doesNotContain(Consequence.VALUES_LOST);
  }

  private static void isRefused(DataSet set, String place) {
    for (Policy policy : List.of(Policy.basic(), Policy.research())) {
      assertThatThrownBy(() -> treated(set, policy))
          .isInstanceOfSatisfying(
              DicomFault.class,
              fault -> {
                assertThat(fault.code()).isEqualTo(DicomFaultCode.NOT_DEIDENTIFIABLE);
                assertThat(fault.getMessage()).contains(place).doesNotContain("4711");
              });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "00281052, DS, 471100815, 471100816",
    "00281053, DS, 4.71100815E8, 1.5",
    "00280008, IS, 471100815, 471100816",
    "00541300, DS, 471100815, 4711008.15",
    "00181242, IS, 471100815, 120000",
    "003A0010, UL, 471100815, 5000",
    "3004000E, DS, 471100815, 0.001",
    "00700022, FL, 471100832, 512.5",
    "00180050, DS, 1.5\\471100815, 1.5",
    "0040A132, UL, 471100815, 1324",
    "300A011C, DS, -471100815\\1, -1000\\1000",
    "30060022, IS, 471100815, 1001",
    "30060084, IS, 471100815, 1001",
    "300C0006, IS, 20240131, 1000",
    "300C00A0, IS, 471100815, 1000",
  })
  void objectThatMayNotBeWithoutANumberIsRefused(String hex, VR vr, String value, String other) {
    int tag = Integer.parseInt(hex, 16);
    String place = DicomFault.tagText(tag);
    DataSet set = numbered().put(tag, vr, value.split("\\\\"));
    if (vr == VR.FL) {
      // The nearest number that a float has.
      set.put(Tag.PatientID, VR.LO, "MRN-00471100832");
    }
    isRefused(set, place);
    assertThat(treated(set.put(tag, vr, other.split("\\\\")), Policy.basic()).string(tag))
        .isPresent();
  }

  @Test
  void rescalingOfEnhancedImagesMayNotGoEither() {
    DataSet transformation =
        new DataSet()
            .put(Tag.RescaleSlope, VR.DS, "471100815")
            .put(Tag.RescaleIntercept, VR.DS, "0");
    DataSet set = numbered().put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.4.1");
    set.putItems(
        Tag.SharedFunctionalGroupsSequence,
        new DataSet().putItems(Tag.PixelValueTransformationSequence, transformation));
    isRefused(set, DicomFault.tagText(Tag.RescaleSlope));
  }

  @Test
  void whatNoObjectNeedsOrMayBeEmptyGoesAndTheReportSaysSo() {
    for (int tag : new int[] {Tag.CountsAccumulated, Tag.RadionuclideTotalDose, Tag.BeamMeterset}) {
      DataSet one = numbered().put(tag, Dictionary.vr(tag), "471100815");
      DeidentifiedDataSet result = Deidentifier.with(Policy.research(), KEYS).deidentify(one);
      assertThat(result.dataSet().string(tag)).isEmpty();
      assertThat(result.dataSet().contains(tag)).isEqualTo(tag != Tag.BeamMeterset);
      assertThat(result.report().consequences()).contains(Consequence.VALUES_LOST);
    }
  }

  /** A plan with a Study ID as large as the usual distance of the source, 1000 mm. */
  @Test
  void shortIdentifiersTakeNothingOutOfAPlan() {
    DataSet jaws = new DataSet().put(Tag.LeafJawPositions, VR.DS, "-1000", "1000");
    DataSet point =
        new DataSet()
            .put(Tag.IsocenterPosition, VR.DS, "0", "-1000", "12")
            .put(Tag.DoseRateSet, VR.DS, "1000")
            .put(Tag.SourceToSurfaceDistance, VR.DS, "1000")
            .putItems(Tag.BeamLimitingDevicePositionSequence, jaws);
    DataSet beam =
        new DataSet()
            .put(Tag.BeamNumber, VR.IS, "1000")
            .put(Tag.BeamMeterset, VR.DS, "1000")
            .put(Tag.BeamDose, VR.DS, "1000")
            .putItems(Tag.ControlPointSequence, point);
    DataSet set =
        image("Schmidt^Hans")
            .put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.481.5")
            .put(Tag.StudyID, VR.SH, "1000")
            .put(Tag.TargetPrescriptionDose, VR.DS, "1000")
            .put(0x00409211, VR.US, 1000)
            .putItems(Tag.BeamSequence, beam);
    DeidentifiedDataSet result = Deidentifier.with(Policy.basic(), KEYS).deidentify(set);
    DataSet out = result.dataSet().items(Tag.BeamSequence).get(0);
    for (int tag : new int[] {Tag.BeamNumber, Tag.BeamMeterset, Tag.BeamDose}) {
      assertThat(out.string(tag)).contains("1000");
    }
    DataSet after = out.items(Tag.ControlPointSequence).get(0);
    for (int tag :
        new int[] {Tag.IsocenterPosition, Tag.DoseRateSet, Tag.SourceToSurfaceDistance}) {
      assertThat(after.strings(tag)).isEqualTo(point.strings(tag));
    }
    assertThat(
            after
                .items(Tag.BeamLimitingDevicePositionSequence)
                .get(0)
                .strings(Tag.LeafJawPositions))
        .containsExactly("-1000", "1000");
    assertThat(result.dataSet().string(Tag.TargetPrescriptionDose)).contains("1000");
    assertThat(result.dataSet().integer(0x00409211)).hasValue(1000);
    assertThat(result.report().consequences()).doesNotContain(Consequence.VALUES_LOST);
  }

  @Test
  void numbersThatTellItemsApartStayApartOverObjects() {
    DataSet heart = new DataSet().put(Tag.ROINumber, VR.IS, "0");
    DataSet liver = new DataSet().put(Tag.ROINumber, VR.IS, "1001");
    DataSet kidney = new DataSet().put(Tag.ROINumber, VR.IS, "1002");
    DataSet set =
        image("Schmidt^Hans")
            .put(Tag.PatientID, VR.LO, "1001")
            .put(Tag.StudyID, VR.SH, "1002")
            .putItems(Tag.StructureSetROISequence, heart, liver, kidney);
    assertThat(treated(set, Policy.basic()).items(Tag.StructureSetROISequence))
        .extracting(item -> item.string(Tag.ROINumber).orElse(""))
        .containsExactly("0", "1001", "1002");
    liver.put(Tag.ROINumber, VR.IS, "471100815");
    isRefused(
        numbered().putItems(Tag.StructureSetROISequence, liver), DicomFault.tagText(Tag.ROINumber));
  }

  @ParameterizedTest
  @CsvSource({
    "123-45-6789, 123456789",
    "12-34-56-78, 12345678",
    "123 456 789, 123456789",
    "10-2345, 102345",
    "00-12.34/56, 123456",
    "MRN 77/88-99, 778899"
  })
  void separatorsHideNoIdentifier(String id, String digits) {
    Policy policy =
        Policy.research()
            .with(Option.RETAIN_DEVICE_IDENTITY)
            .with(Option.RETAIN_INSTITUTION_IDENTITY);
    DataSet set =
        image("Schmidt^Hans")
            .put(Tag.PatientID, VR.LO, id)
            .put(Tag.StationName, VR.SH, digits)
            .put(Tag.InstitutionName, VR.LO, "Clinic " + digits)
            .put(Tag.DeviceSerialNumber, VR.LO, "SN" + digits);
    DataSet out = treated(set, policy);
    for (int tag : new int[] {Tag.StationName, Tag.InstitutionName, Tag.DeviceSerialNumber}) {
      assertThat(out.string(tag).orElse("")).doesNotContain(digits);
    }
    keptUidRefuses(set, "1.2.276." + digits + ".5");
  }

  private static void keptUidRefuses(DataSet set, String uid) {
    Policy kept = Policy.research().with(Option.RETAIN_UIDS);
    set.put(Tag.SeriesInstanceUID, VR.UI, uid);
    assertThatThrownBy(() -> treated(set, kept))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(DicomFaultCode.NOT_DEIDENTIFIABLE);
              assertThat(fault.getMessage()).contains("(0020,000E)").doesNotContain(uid);
            });
    // Without the option it is replaced as any other.
    assertThat(treated(set, Policy.research()).string(Tag.SeriesInstanceUID))
        .contains(KEYS.uid(uid));
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.276.19610314.5, true",
    "1.2.276.1961.3.14.5, true",
    "1.2.276.14.3.1961, true",
    "1.2.276.61.3.14, true",
    "1.2.276.1961031412300017, true",
    "1.2.276.610314.5, true",
    "1.2.276.20240131610314, true",
    "1.2.276.2024610314001, false",
    "1.2.276.1961.5.1, false",
  })
  void noKeptUidHoldsTheBirthDate(String uid, boolean refused) {
    DataSet set = image("Schmidt^Hans").put(Tag.PatientBirthDate, VR.DA, "19610314");
    if (refused) {
      keptUidRefuses(set, uid);
    } else {
      Policy kept = Policy.research().with(Option.RETAIN_UIDS);
      set.put(Tag.SeriesInstanceUID, VR.UI, uid);
      assertThat(treated(set, kept).string(Tag.SeriesInstanceUID)).contains(uid);
    }
  }

  @Test
  void uidOfTheMetaInformationGoesTheWayOfTheDataSets() {
    Deidentifier kept = Deidentifier.with(Policy.research().with(Option.RETAIN_UIDS), KEYS);
    DataSet set = image("Schmidt^Hans").put(Tag.PatientID, VR.LO, "PID778899");
    set.remove(Tag.SOPInstanceUID);
    assertThatThrownBy(() -> kept.deidentify(file(set, "1.2.276.778899.1")))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.NOT_DEIDENTIFIABLE));
    assertThat(kept.deidentify(file(set, "1.2.276.1")).dataSet().string(Tag.SOPInstanceUID))
        .contains("1.2.276.1");
    assertThat(kept.deidentify(file(set, "Hans.1")).dataSet().string(Tag.SOPInstanceUID))
        .contains(KEYS.uid("Hans.1"));
    assertThat(set.contains(Tag.SOPInstanceUID)).isFalse();
  }

  @Test
  void fileWithoutClassOrInstanceIsNone() {
    Deidentifier basic = Deidentifier.with(Policy.basic(), KEYS);
    for (int tag : new int[] {Tag.SOPClassUID, Tag.SOPInstanceUID}) {
      DataSet set = image("Schmidt^Hans");
      set.remove(tag);
      DicomFile file =
          new DicomFile(null, new DataSet(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN, set, 0);
      assertThatThrownBy(() -> basic.deidentify(file))
          .isInstanceOfSatisfying(
              DicomFault.class,
              fault -> {
                assertThat(fault.code()).isEqualTo(DicomFaultCode.NOT_DEIDENTIFIABLE);
                assertThat(fault.getMessage()).contains(DicomFault.tagText(tag));
              });
      DeidentifiedDataSet result = basic.deidentify(set);
      java.io.ByteArrayOutputStream to = new java.io.ByteArrayOutputStream();
      assertThatThrownBy(() -> result.write(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, to))
          .isInstanceOf(DicomFault.class);
      assertThat(to.size()).isZero();
    }
  }

  private static DicomFile file(DataSet set, String instance) {
    DataSet meta = new DataSet().put(Tag.MediaStorageSOPInstanceUID, VR.UI, instance);
    return new DicomFile(null, meta, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, set, 0);
  }

  @Test
  void numbersThatMachinesWriteAreNotComparedWithShortIdentifiers() {
    DataSet set =
        image("Schmidt^Hans")
            .put(Tag.PatientID, VR.LO, "PAT-1000")
            .put(Tag.DiffusionBValue, VR.FD, 1000.0)
            .put(Tag.RepetitionTime, VR.DS, "1000")
            .put(Tag.ExposureTime, VR.IS, "1000")
            .put(Tag.SourceAxisDistance, VR.DS, "1000")
            .put(Tag.AcquisitionNumber, VR.IS, "1000")
            .put(Tag.KVP, VR.DS, "120");
    for (String id : List.of("PAT-1000", "1000", "120")) {
      set.put(Tag.PatientID, VR.LO, id);
      DataSet out = treated(set, Policy.basic());
      assertThat(out.string(Tag.DiffusionBValue)).isPresent();
      assertThat(out.string(Tag.RepetitionTime)).contains("1000");
      assertThat(out.string(Tag.ExposureTime)).contains("1000");
      assertThat(out.string(Tag.SourceAxisDistance)).contains("1000");
      assertThat(out.string(Tag.KVP)).contains("120");
      // Somebody may have typed this one.
      assertThat(out.string(Tag.AcquisitionNumber).isPresent()).isEqualTo(id.equals("120"));
    }
  }

  @Test
  void neededNumbersAreStandardNumbersThatTheTableDoesNotName() {
    for (NeededNumbers.Fate fate : NeededNumbers.Fate.values()) {
      for (int tag : NeededNumbers.tags(fate)) {
        String name = DicomFault.tagText(tag);
        assertThat(ProfileTable.standard().find(tag)).as(name).isEmpty();
        assertThat(NeededAttributes.tags()).as(name).doesNotContain(tag);
        assertThat(Dictionary.vr(tag))
            .as(name)
            .isIn(VR.DS, VR.IS, VR.US, VR.UL, VR.SS, VR.SL, VR.FL, VR.FD, VR.AT, VR.UV, VR.SV);
      }
    }
    assertThat(NeededNumbers.tags(NeededNumbers.Fate.REFUSED)).hasSizeGreaterThan(800);
  }

  @Test
  void lookUpTableWithoutDataIsNone() {
    byte[] name = new byte[600];
    System.arraycopy("Mustermann".getBytes(StandardCharsets.US_ASCII), 0, name, 100, 10);
    DataSet table = new DataSet().put(Tag.LUTDescriptor, VR.US, 300, 0, 16);
    DataSet named = new DataSet().put(Tag.LUTDescriptor, VR.US, 300, 0, 16);
    DataSet set =
        numbered()
            .putItems(
                Tag.VOILUTSequence,
                table.putBytes(Tag.LUTData, VR.OW, new byte[600]),
                named.putBytes(Tag.LUTData, VR.OW, name));
    DataSet out = treated(set, Policy.basic());
    assertThat(out.items(Tag.VOILUTSequence)).hasSize(1);
    assertThat(out.items(Tag.VOILUTSequence).get(0).contains(Tag.LUTData)).isTrue();
    set.putItems(Tag.VOILUTSequence, named);
    assertThat(treated(set, Policy.basic()).contains(Tag.VOILUTSequence)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "471100815, SCT, false",
    "20240131, SCT, false",
    "471100815, FMA, false",
    "20240131, RXNORM, false",
    "47110, RXNORM, true",
    "12738006, SCT, true",
    "12738007, SCT, false",
    "T-A0100, SRT, true",
    "T-00815, SRT, true",
  })
  void codeValuesRepeatNoIdentifierAndNoDate(String value, String scheme, boolean stays) {
    DataSet code =
        new DataSet()
            .put(Tag.CodeValue, VR.SH, value)
            .put(Tag.CodingSchemeDesignator, VR.SH, scheme)
            .put(Tag.CodeMeaning, VR.LO, "Brain");
    DataSet set = numbered().putItems(Tag.AnatomicRegionSequence, code);
    DataSet out = treated(set, Policy.research()).items(Tag.AnatomicRegionSequence).get(0);
    assertThat(out.string(Tag.CodeValue)).contains(stays ? value : "REMOVED");
    assertThat(out.string(Tag.CodingSchemeDesignator)).contains(stays ? scheme : "99THERAFED");
  }

  @ParameterizedTest
  @CsvSource({
    "97 year old female, 97",
    "97-year-old, 97",
    "aged 97, 97",
    "Age: 97, 97",
    "CT at the age of 97 years, 97",
    "97 Y, 97",
    "97yo, 97",
    "97 y/o male, 97",
    "097Y, 97",
    "97 yrs, 97",
    "95.5 years, 95",
    "97岁 女, 97",
    "年龄97, 97",
    "９７岁, ９７",
    "九十七岁, 九十七",
    "97周岁, 97",
    "97 週歲, 97",
    "九十七周岁, 九十七",
    "一百零二周岁, 零二",
    "玖拾柒岁, 玖拾柒",
    "97 Jahre, 97",
    "97-jährige, 97",
    "97 ans, 97",
    "ninety-seven years old, seven",
    "age is 97, 97",
    "age at scan 97, 97",
    "age at injection 97, 97",
    "age at the time of injection 97, 97",
    "age>97, 97",
    "Age (years): 97, 97",
    "aged about 97, 97",
    "97. year, 97",
    "97th year of life, 97",
    "97. Lebensjahr, 97",
    "Alter bei Injektion 97, 97",
    "patient 97, 97",
    "female 97, 97",
    "97 male, 97",
    "woman 97, 97",
    "97F, 97",
    "97/F, 97",
    "M/97, 97",
    "女 97, 97",
    "97男, 97",
    "年龄约97, 97",
    "年龄大于97, 97",
    "103 years, 103",
  })
  void agesAboveEightyNineWithinTextsBecomeNinety(String text, String age) {
    Policy device = Policy.research().with(Option.RETAIN_DEVICE_IDENTITY);
    DataSet set =
        image("Schmidt^Hans")
            .put(Tag.StudyDescription, VR.LO, text)
            .put(Tag.FilterType, VR.LO, text)
            .put(Tag.StationName, VR.SH, text.substring(0, Math.min(16, text.length())));
    for (Policy policy :
        List.of(
            Policy.research(),
            device,
            Policy.research().withUnlistedTexts(UnlistedTexts.AS_WRITTEN))) {
      DataSet out = treated(set, policy);
      for (int tag : new int[] {Tag.StudyDescription, Tag.FilterType}) {
        assertThat(out.string(tag).orElse("")).as(policy.options().toString()).doesNotContain(age);
      }
    }
    assertThat(OldAges.capped(text)).doesNotContain(age).containsAnyOf("90", "ninety", "九十");
  }

  @ParameterizedTest
  @CsvSource({
    "89 year old",
    "90 years",
    "Y-90 microspheres",
    "90Y SIRT",
    "96 h",
    "97 mm",
    "Image 97",
    "4D 97 phases",
    "X 120 Y 130",
    "kV 120",
    "B97 years ago",
    "SUV 97",
    "slice 97",
    "image 97 of 120",
    "patient 97 kg",
    "patient weight 97",
    "female 97 kg",
    "male pelvis 97",
    "age 97 months",
    "age related change 97",
    "age at injection 97 MBq",
    "age group 91",
    "average 97",
    "voltage: 97",
    "120 kV 97 mAs",
    "T1 FL 120",
    "120 fps",
    "matrix 128x128",
    "97% female",
    "F18 97 MBq"
  })
  void otherNumbersAreNoAges(String text) {
    assertThat(OldAges.capped(text)).isEqualTo(text);
  }

  static java.util.stream.Stream<byte[]> names() {
    byte[] wide = new byte[64];
    byte[] swapped = new byte[32];
    byte[] plain = "..Mustermann Erika..............".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 32; i++) {
      wide[2 * i] = plain[i];
      swapped[i ^ 1] = plain[i];
    }
    byte[] chinese = java.util.Arrays.copyOf("王小东".getBytes(StandardCharsets.UTF_8), 16);
    byte[] chineseToo =
        java.util.Arrays.copyOf("小东".getBytes(java.nio.charset.Charset.forName("GB18030")), 16);
    byte[] somebody = "Gertrud Hinterhuber ZQ".getBytes(StandardCharsets.US_ASCII);
    return java.util.stream.Stream.of(
        plain,
        wide,
        swapped,
        chinese,
        chineseToo,
        java.util.Arrays.copyOf("471100815".getBytes(StandardCharsets.US_ASCII), 16),
        java.util.Arrays.copyOf(somebody, 24));
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("names")
  void textAmongNumbersGoes(byte[] text) {
    byte[] even = java.util.Arrays.copyOf(text, (text.length + 7) / 8 * 8);
    DataSet set =
        numbered()
            .putBytes(Tag.LUTData, VR.OW, even)
            .putBytes(Tag.SelectorUSValue, VR.US, even)
            .putBytes(Tag.SelectorULValue, VR.UL, even)
            .putBytes(Tag.SelectorFDValue, VR.FD, even)
            .putBytes(Tag.RedPaletteColorLookupTableData, VR.OW, even);
    for (Policy policy : List.of(Policy.basic(), Policy.research())) {
      DataSet out = treated(set, policy);
      for (int tag : new int[] {Tag.LUTData, Tag.SelectorUSValue, Tag.SelectorULValue}) {
        assertThat(out.bulk(tag)).isEmpty();
      }
      assertThat(out.contains(Tag.SelectorFDValue)).isFalse();
      assertThat(out.contains(Tag.RedPaletteColorLookupTableData)).isFalse();
    }
    byte[] far = new byte[3 << 20];
    System.arraycopy(even, 0, far, (1 << 20) - 6, even.length);
    set.put(new Element(Tag.LUTData, VR.OW, new Value.Bulk(BulkData.of(far))));
    assertThat(treated(set, Policy.basic()).contains(Tag.LUTData)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Люксембург^Роза, ЛЮКСЕМБУРГ, ISO-8859-5",
    "Люксембург^Роза, Люксембург, UTF-8",
    "Люксембург^Роза, люксембург, KOI8-R",
    "Люксембург^Роза, Люксембург, UTF-16BE",
    "Παπαδάκης^Νίκος, Παπαδάκης, ISO-8859-7",
    "Παπαδάκης^Νίκος, Παπαδάκης, UTF-8",
    "לוקסמבורג^דן, לוקסמבורג, ISO-8859-8",
    "لوكسمبورغ^علي, لوكسمبورغ, ISO-8859-6",
    "Wałęsa^Lech, Wałęsa, ISO-8859-2",
    "Müller^Jörg, Müller, UTF-8",
    "Müller^Jörg, MÜLLER, UTF-8",
    "Müller^Jörg, MÜLLER, ISO-8859-1",
    "Müller^Jörg, müller, ISO-8859-9",
    "วิชัย^ใจดี, วิชัย, TIS-620",
    "김^희중, 김희중, EUC-KR",
    "김^희중, 희중, UTF-8",
    "Kim==김^희중, 김희중, UTF-16LE",
    "山田^太郎, 山田, Shift_JIS",
    "山田^太郎, 山田太郎, EUC-JP",
    "山田^太郎, 山田太郎, x-JIS0208",
    "ヤマダ^タロウ, ヤマダ, Shift_JIS",
    "やまだ^たろう, やまだ, EUC-JP",
    "王^小東, 王小東, Big5",
    "王^小东, 王小东, GBK",
    "王^小东, 王小东, GB2312",
  })
  void nameInTheBytesOfAnyCharacterSetGoes(String name, String text, String charset) {
    byte[] written = text.getBytes(java.nio.charset.Charset.forName(charset));
    byte[] table = new byte[512];
    System.arraycopy(written, 0, table, 100, written.length);
    DataSet set = image(name).putBytes(Tag.LUTData, VR.OW, table);
    assertThat(treated(set, Policy.basic()).contains(Tag.LUTData)).isFalse();
    assertThat(treated(set, Policy.research()).contains(Tag.LUTData)).isFalse();
    // Where anything may stand, as in coded pixels, six bytes are the least.
    assertThat(Echoes.of(set, Policy.basic()).anywhereIn(table)).isEqualTo(written.length >= 6);
    table[100] = 1;
    table[101 + written.length / 2] = 1;
    table[100 + written.length / 2] = 1;
    set.putBytes(Tag.LUTData, VR.OW, table);
    assertThat(treated(set, Policy.basic()).contains(Tag.LUTData)).isTrue();
  }

  static java.util.stream.Stream<byte[]> tables() {
    List<byte[]> tables = new java.util.ArrayList<>();
    for (int step : new int[] {1, 2, 7, 16, 37, 257, 258}) {
      byte[] ramp = new byte[8192];
      for (int i = 0; i < 4096; i++) {
        int value = i * step;
        ramp[2 * i] = (byte) value;
        ramp[2 * i + 1] = (byte) (value >> 8);
      }
      tables.add(ramp);
    }
    byte[] gamma = new byte[8192];
    byte[] replicated = new byte[512];
    byte[] single = new byte[256];
    for (int i = 0; i < 4096; i++) {
      int value = (int) (65535 * Math.pow(i / 4095.0, 0.45));
      gamma[2 * i] = (byte) value;
      gamma[2 * i + 1] = (byte) (value >> 8);
    }
    for (int i = 0; i < 256; i++) {
      int value = (int) (255 * Math.sin(i / 255.0 * Math.PI));
      replicated[2 * i] = (byte) value;
      replicated[2 * i + 1] = (byte) value;
      single[i] = (byte) value;
    }
    java.util.Random random = new java.util.Random(5);
    for (int i = 0; i < 20; i++) {
      byte[] noise = new byte[65_534];
      random.nextBytes(noise);
      tables.add(noise);
    }
    tables.addAll(List.of(gamma, replicated, single));
    return tables.stream();
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("tables")
  void tablesOfNumbersStay(byte[] table) {
    DataSet set = numbered().putBytes(Tag.LUTData, VR.OW, table);
    assertThat(treated(set, Policy.basic()).bulk(Tag.LUTData).orElseThrow().bytes(1 << 20))
        .isEqualTo(table);
  }

  @Test
  void arraysOfDecimalsAndCoordinatesStay() {
    java.util.Random random = new java.util.Random(6);
    java.nio.ByteBuffer doubles = java.nio.ByteBuffer.allocate(80_000);
    java.nio.ByteBuffer floats = java.nio.ByteBuffer.allocate(40_000);
    doubles.order(java.nio.ByteOrder.LITTLE_ENDIAN);
    floats.order(java.nio.ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 10_000; i++) {
      doubles.putDouble(i % 2 == 0 ? i / 10.0 : random.nextGaussian() * 500);
      floats.putFloat((float) (random.nextGaussian() * 500));
    }
    DataSet set =
        numbered()
            .put(new Element(Tag.SelectorFDValue, VR.FD, Value.Inline.of(doubles.array())))
            .putBytes(Tag.PointCoordinatesData, VR.OF, floats.array());
    DataSet out = treated(set, Policy.basic());
    assertThat(out.contains(Tag.SelectorFDValue)).isTrue();
    assertThat(out.contains(Tag.PointCoordinatesData)).isTrue();
  }

  @Test
  void samplesAreAsManyAsTheirGroupStates() {
    DataSet group =
        new DataSet()
            .put(Tag.NumberOfWaveformChannels, VR.US, 2)
            .put(Tag.NumberOfWaveformSamples, VR.UL, 100)
            .put(Tag.WaveformBitsAllocated, VR.US, 16)
            .putBytes(Tag.WaveformPaddingValue, VR.OW, new byte[2])
            .putBytes(Tag.WaveformData, VR.OW, new byte[400]);
    DataSet set = numbered().putItems(Tag.WaveformSequence, group);
    set.put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.9.1.1");
    assertThat(wave(set).contains(Tag.WaveformData)).isTrue();
    assertThat(wave(set).contains(Tag.WaveformPaddingValue)).isTrue();
    group.putBytes(Tag.WaveformPaddingValue, VR.OW, new byte[24]);
    assertThat(wave(set).contains(Tag.WaveformPaddingValue)).isFalse();
    // A waveform is none without its samples.
    group.putBytes(Tag.WaveformData, VR.OW, new byte[440]);
    isRefused(set, DicomFault.tagText(Tag.WaveformData));
    byte[] named = new byte[400];
    System.arraycopy("Mustermann".getBytes(StandardCharsets.US_ASCII), 0, named, 100, 10);
    group.putBytes(Tag.WaveformData, VR.OW, named);
    isRefused(set, DicomFault.tagText(Tag.WaveformData));
  }

  private static DataSet wave(DataSet set) {
    return treated(set, Policy.basic()).items(Tag.WaveformSequence).get(0);
  }

  @Test
  void textsOfAColourProfileBecomeBlanksAndItsNumbersStay() throws java.io.IOException {
    byte[] plain =
        java.awt.color.ICC_Profile.getInstance(java.awt.color.ColorSpace.CS_sRGB).getData();
    byte[] planted = withText(plain, "Mustermann Erika 1955");
    DataSet set = numbered().putBytes(Tag.ICCProfile, VR.OB, planted);
    DataSet out = treated(set, Policy.basic());
    byte[] kept = out.bulk(Tag.ICCProfile).orElseThrow().bytes(1 << 20);
    assertThat(new String(kept, StandardCharsets.ISO_8859_1))
        .doesNotContain("Mustermann", "Erika", "1955");
    java.awt.color.ICC_Profile read = java.awt.color.ICC_Profile.getInstance(kept);
    java.awt.color.ICC_Profile before = java.awt.color.ICC_Profile.getInstance(plain);
    assertThat(read.getData(java.awt.color.ICC_Profile.icSigRedColorantTag))
        .isEqualTo(before.getData(java.awt.color.ICC_Profile.icSigRedColorantTag));
    assertThat(read.getData(java.awt.color.ICC_Profile.icSigRedTRCTag))
        .isEqualTo(before.getData(java.awt.color.ICC_Profile.icSigRedTRCTag));
    set.putBytes(Tag.ICCProfile, VR.OB, out.bulk(Tag.ICCProfile).orElseThrow().bytes(1 << 20));
    DeidentifiedDataSet again = Deidentifier.with(Policy.basic(), KEYS).deidentify(set);
    assertThat(again.dataSet().bulk(Tag.ICCProfile).orElseThrow().bytes(1 << 20)).isEqualTo(kept);
    set.putBytes(Tag.ICCProfile, VR.OB, java.util.Arrays.copyOf(planted, 200));
    assertThat(treated(set, Policy.basic()).contains(Tag.ICCProfile)).isFalse();
  }

  /** The profile with one more tag, a text behind all others. */
  private static byte[] withText(byte[] profile, String text) {
    java.nio.ByteBuffer old = java.nio.ByteBuffer.wrap(profile);
    int tags = old.getInt(128);
    int table = 132 + 12 * tags;
    java.nio.ByteBuffer made =
        java.nio.ByteBuffer.allocate(profile.length + 12 + 8 + text.length() + 1);
    made.put(profile, 0, 128).putInt(tags + 1);
    for (int i = 0; i < tags; i++) {
      int entry = 132 + 12 * i;
      made.putInt(old.getInt(entry))
          .putInt(old.getInt(entry + 4) + 12)
          .putInt(old.getInt(entry + 8));
    }
    made.putInt(0x74617267).putInt(profile.length + 12).putInt(8 + text.length() + 1);
    made.put(profile, table, profile.length - table);
    made.putInt(0x74657874).putInt(0).put(text.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
    return made.putInt(0, made.capacity()).array();
  }
}
