package org.therafed.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.dicom.dataset.DicomDateTime.Precision;

class DataSetTest {

  @Test
  void elementsComeInUnsignedOrderOfTagsAndTheLastOfATagCounts() {
    DataSet set = new DataSet();
    set.append(Element.of(0xFFFCFFFC, VR.LO, List.of("z"), SpecificCharacterSet.DEFAULT));
    set.append(Element.of(Tag.PatientID, VR.LO, List.of("first"), SpecificCharacterSet.DEFAULT));
    set.append(Element.of(Tag.PatientID, VR.LO, List.of("second"), SpecificCharacterSet.DEFAULT));
    set.append(Element.of(Tag.Modality, VR.CS, List.of("PT"), SpecificCharacterSet.DEFAULT));

    assertThat(set)
        .extracting(Element::tag)
        .containsExactly(Tag.Modality, Tag.PatientID, 0xFFFCFFFC);
    assertThat(set.string(Tag.PatientID)).contains("second");
    assertThat(set.size()).isEqualTo(3);
  }

  @Test
  void valuesAreTrimmedAndEmptyOnesKeepTheirPlace() {
    DataSet set = new DataSet().put(Tag.ImageType, VR.CS, " ORIGINAL ", "", "AXIAL");

    assertThat(set.strings(Tag.ImageType)).containsExactly("ORIGINAL", "", "AXIAL");
    assertThat(new DataSet().put(Tag.PatientID, VR.LO).string(Tag.PatientID)).isEmpty();
    assertThat(new DataSet().strings(Tag.PatientID)).isEmpty();
  }

  @Test
  void backslashDoesNotSeparateTextOfOneValue() {
    DataSet set = new DataSet().put(Tag.PatientComments, VR.LT, " a\\b ");

    assertThat(set.strings(Tag.PatientComments)).containsExactly(" a\\b");
  }

  @Test
  void numbersReadByTheirRepresentation() {
    DataSet set =
        new DataSet()
            .put(Tag.Rows, VR.US, 65_535)
            .put(Tag.PatientWeight, VR.DS, 82.174)
            .put(Tag.SeriesNumber, VR.IS, -7)
            .put(Tag.SelectorSVValue, VR.SV, Long.MIN_VALUE)
            .put(Tag.SelectorULValue, VR.UL, 4_294_967_295L)
            .put(Tag.SelectorFDValue, VR.FD, 0.1)
            .put(Tag.StudyDescription, VR.LO, "no number");

    assertThat(set.integer(Tag.Rows)).hasValue(65_535);
    assertThat(set.decimal(Tag.PatientWeight)).hasValue(82.174);
    assertThat(set.integer(Tag.SeriesNumber)).hasValue(-7);
    assertThat(set.longInteger(Tag.SelectorSVValue)).hasValue(Long.MIN_VALUE);
    assertThat(set.integer(Tag.SelectorULValue)).isEmpty();
    assertThat(set.longInteger(Tag.SelectorULValue)).hasValue(4_294_967_295L);
    assertThat(set.decimal(Tag.SelectorFDValue)).hasValue(0.1);
    assertThat(set.decimal(Tag.StudyDescription)).isEmpty();
    assertThat(set.integer(Tag.StudyDescription)).isEmpty();
  }

  @Test
  void decimalStringsKeepSixteenCharacters() {
    DataSet set = new DataSet().put(Tag.PatientWeight, VR.DS, -1.0 / 3, 1e-20, 123_456_789_012.5);

    assertThat(set.strings(Tag.PatientWeight))
        .containsExactly("-0.3333333333333", "1E-20", "123456789012.5");
  }

  @Test
  void numberThatDoesNotFitIsRefused() {
    DataSet set = new DataSet();

    assertThatThrownBy(() -> set.put(Tag.Rows, VR.US, 65_536))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.INVALID_VALUE));
    assertThatThrownBy(() -> set.put(Tag.Rows, VR.US, "many")).isInstanceOf(DicomFault.class);
    assertThatThrownBy(() -> set.put(Tag.PatientWeight, VR.DS, Double.NaN))
        .isInstanceOf(DicomFault.class);
  }

  @Test
  void unknownRepresentationReadsByTheDictionary() {
    DataSet set = new DataSet();
    set.putBytes(Tag.PatientID, VR.UN, new byte[] {'4', '2'});
    set.put(0x00090010, VR.LO, "GEMS_PETD_01");
    set.putBytes(
        0x0009100D,
        VR.UN,
        "20220310133155.00".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    set.putBytes(0x00090005, VR.UN, new byte[] {1, 2});

    assertThat(set.string(Tag.PatientID)).contains("42");
    assertThat(set.string(0x0009100D)).contains("20220310133155.00");
    assertThat(set.string(0x00090005)).isEmpty();
  }

  @Test
  void privateElementIsFoundByItsCreatorInWhateverBlock() {
    DataSet set =
        new DataSet()
            .put(0x70530011, VR.LO, "Philips PET Private Group")
            .put(0x70531100, VR.DS, 1.5);

    assertThat(set.privateTag("Philips PET Private Group", 0x7053, 0x00)).hasValue(0x70531100);
    assertThat(set.privateTag("SOMEONE ELSE", 0x7053, 0x00)).isEmpty();
  }

  @Test
  void itemInheritsCharacterSetAndZone() {
    DataSet item = new DataSet();
    DataSet set =
        new DataSet()
            .put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100")
            .put(Tag.TimezoneOffsetFromUTC, VR.SH, "+0200")
            .putItems(Tag.RadiopharmaceuticalInformationSequence, item);
    item.putBytes(Tag.Radiopharmaceutical, VR.LO, new byte[] {'J', (byte) 0xE9});
    item.put(Tag.RadiopharmaceuticalStartDateTime, VR.DT, "20220310124100.25");

    assertThat(item.string(Tag.Radiopharmaceutical)).contains("Jé");
    assertThat(item.dateTime(Tag.RadiopharmaceuticalStartDateTime))
        .contains(
            new DicomDateTime(
                LocalDateTime.of(2022, 3, 10, 12, 41, 0, 250_000_000),
                Precision.FRACTION,
                java.util.Optional.of(ZoneOffset.ofHours(2))));
    assertThat(item.parent()).containsSame(set);
  }

  @Test
  void datesAndTimesReadInAllTheirForms() {
    DataSet set =
        new DataSet()
            .put(Tag.StudyDate, VR.DA, "20240229")
            .put(Tag.StudyTime, VR.TM, "1030")
            .put(Tag.SeriesDate, VR.DA, "1993.08.22")
            .put(Tag.SeriesTime, VR.TM, "10:30:15.5")
            .put(Tag.PatientBirthDate, VR.DA, "20230229")
            .put(Tag.AcquisitionDateTime, VR.DT, "202402-0530");

    assertThat(set.date(Tag.StudyDate)).contains(LocalDate.of(2024, 2, 29));
    assertThat(set.date(Tag.PatientBirthDate)).isEmpty();
    assertThat(set.dateTime(Tag.StudyDate, Tag.StudyTime).orElseThrow().precision())
        .isEqualTo(Precision.MINUTE);
    assertThat(set.dateTime(Tag.SeriesDate, Tag.SeriesTime).orElseThrow().local())
        .isEqualTo(LocalDateTime.of(1993, 8, 22, 10, 30, 15, 500_000_000));
    assertThat(set.dateTime(Tag.StudyDate, Tag.ContentTime).orElseThrow().hasTime()).isFalse();
    DicomDateTime partial = set.dateTime(Tag.AcquisitionDateTime).orElseThrow();
    assertThat(partial.precision()).isEqualTo(Precision.MONTH);
    assertThat(partial.offset()).contains(ZoneOffset.ofHoursMinutes(-5, -30));
  }

  @Test
  void statedOffsetIsNotOverruledByTheSite() {
    DataSet set =
        new DataSet()
            .put(Tag.AcquisitionDateTime, VR.DT, "20240601120000+0800")
            .put(Tag.StudyDate, VR.DA, "20240601")
            .put(Tag.StudyTime, VR.TM, "120000");
    ZoneId berlin = ZoneId.of("Europe/Berlin");

    assertThat(set.dateTime(Tag.AcquisitionDateTime).orElseThrow().at(berlin).getOffset())
        .isEqualTo(ZoneOffset.ofHours(8));
    assertThat(set.dateTime(Tag.StudyDate, Tag.StudyTime).orElseThrow().at(berlin).getOffset())
        .isEqualTo(ZoneOffset.ofHours(2));
  }

  @Test
  void personNameHasItsComponentGroups() {
    PersonName name = PersonName.parse("Hong^Gildong=洪^吉洞=홍^길동").orElseThrow();

    assertThat(name.alphabetic().family()).isEqualTo("Hong");
    assertThat(name.ideographic().given()).isEqualTo("吉洞");
    assertThat(name.phonetic().family()).isEqualTo("홍");
    assertThat(name).hasToString("Hong^Gildong=洪^吉洞=홍^길동");
    assertThat(PersonName.parse("Doe^John^^^MD^^").orElseThrow()).hasToString("Doe^John^^^MD");
    assertThat(PersonName.parse("^^^^")).isEmpty();
  }

  @Test
  void changingAnElementForgetsTheLengthOfItsGroup() {
    DataSet set = new DataSet();
    set.append(Element.of(0x00100000, VR.UL, List.of("10"), SpecificCharacterSet.DEFAULT));
    set.put(Tag.PatientID, VR.LO, "1");

    assertThat(set.contains(0x00100000)).isFalse();
  }

  @Test
  void anItemOfAnotherDataSetStaysThereAndIsCopied() {
    DataSet leaf = new DataSet().put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    DataSet item = new DataSet().putItems(Tag.ContentSequence, new DataSet(), leaf);
    DataSet first = new DataSet().put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
    first.putItems(Tag.ViewCodeSequence, item.undefinedLength(true));
    DataSet second = new DataSet().put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 144");

    second.put(first.element(Tag.ViewCodeSequence).orElseThrow());

    assertThat(item.parent()).containsSame(first);
    assertThat(item.charset()).isEqualTo(first.charset());
    DataSet copy = second.item(Tag.ViewCodeSequence).orElseThrow();
    assertThat(copy).isNotSameAs(item);
    assertThat(copy.parent()).containsSame(second);
    assertThat(copy.charset()).isEqualTo(second.charset());
    assertThat(copy.undefinedLength()).isTrue();
    assertThat(copy.items(Tag.ContentSequence)).hasSize(2);
    assertThat(copy.items(Tag.ContentSequence).get(0).parent()).containsSame(copy);
    assertThat(item.items(Tag.ContentSequence).get(0).parent()).containsSame(item);
    copy.items(Tag.ContentSequence).get(0).put(Tag.PatientID, VR.LO, "1");
    assertThat(item.items(Tag.ContentSequence).get(0).contains(Tag.PatientID)).isFalse();
    first.put(first.element(Tag.ViewCodeSequence).orElseThrow());
    assertThat(first.item(Tag.ViewCodeSequence)).containsSame(item);
  }

  @Test
  void deepItemsAreCopiedWithoutRecursion() {
    DataSet deep = new DataSet();
    for (int i = 0; i < 100_000; i++) {
      deep = new DataSet().putItems(Tag.ContentSequence, deep);
    }
    DataSet first = new DataSet().putItems(Tag.ViewCodeSequence, deep);
    DataSet second = new DataSet().put(first.element(Tag.ViewCodeSequence).orElseThrow());

    int levels = 0;
    for (DataSet at = second; !at.isEmpty(); levels++) {
      at = at.iterator().next().value() instanceof Value.Items items ? items.items().get(0) : at;
    }
    assertThat(levels).isEqualTo(100_001);
  }

  @ParameterizedTest
  @CsvSource({"UC, 5c", "DS, 315c", "UC, 415c", "US, 0100", "AT, 01000000", "FL, 00000000"})
  void moreValuesThanMemoryIsGoodForAreRefused(VR vr, String hex) {
    byte[] one = java.util.HexFormat.of().parseHex(hex);
    byte[] many = new byte[one.length * 2_000_002];
    for (int i = 0; i < many.length; i++) {
      many[i] = one[i % one.length];
    }
    DataSet set = new DataSet().put(new Element(0x00189901, vr, new Value.Bulk(BulkData.of(many))));

    assertThatThrownBy(() -> set.strings(0x00189901))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.VALUE_TOO_LARGE))
        .hasMessageContaining("at most 2000000");
    byte[] few = java.util.Arrays.copyOf(many, one.length * 1000);
    assertThat(new DataSet().putBytes(0x00189901, vr, few).strings(0x00189901))
        .hasSizeBetween(1000, 1001);
  }
}
