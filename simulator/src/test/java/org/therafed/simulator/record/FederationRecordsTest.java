package org.therafed.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.simulator.cohort.Cohort;
import org.therafed.simulator.cohort.Patient;

class FederationRecordsTest {
  private static final FederationRecords RECORDS =
      FederationRecords.of(Cohort.generate(177, Cohort.DEFAULT_SIZE));

  private static <T extends Delivery> List<T> all(FederationRecords records, Class<T> type) {
    return records.sites().stream()
        .flatMap(site -> site.deliveries().stream())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static Stream<SourceRecord> records(FederationRecords records) {
    return records.sites().stream().flatMap(SiteRecords::records);
  }

  @Test
  void sameSeedGivesTheSameBytes() {
    FederationRecords again = FederationRecords.of(Cohort.generate(177, Cohort.DEFAULT_SIZE));
    assertThat(again.sites()).isEqualTo(RECORDS.sites());
  }

  @Test
  void anotherSeedGivesOtherRecords() {
    FederationRecords other = FederationRecords.of(Cohort.generate(178, Cohort.DEFAULT_SIZE));
    Set<String> here = records(RECORDS).map(SourceRecord::sha256).collect(Collectors.toSet());
    long shared = records(other).filter(record -> here.contains(record.sha256())).count();
    // The two invalid resources are the same everywhere; a few short rows agree by chance.
    assertThat(shared).isBetween(2L, RECORDS.count() / 1000);
  }

  @Test
  void everyIrregularityIsThereAndSaysWhatMustBecomeOfIt() {
    Map<String, Long> byReason =
        records(RECORDS)
            .flatMap(record -> record.expected().reason().stream())
            .collect(Collectors.groupingBy(reason -> reason, Collectors.counting()));
    assertThat(byReason)
        .containsOnlyKeys(
            "GW-CONSENT-001",
            "GW-TABLE-003",
            "GW-TABLE-004",
            "GW-FHIR-001",
            "GW-FHIR-002",
            "GW-DICOM-001");
    assertThat(byReason).containsEntry("GW-DICOM-001", 3L).containsEntry("GW-TABLE-003", 3L);
    Set<String> why =
        records(RECORDS).map(record -> record.expected().why()).collect(Collectors.toSet());
    assertThat(why)
        .contains(
            "arrives after later ones",
            "corrected by a later record",
            "corrects an earlier record",
            "repeated byte for byte",
            "waits for a consent that comes last",
            "the patient said no",
            "no consent on file",
            "-5 GBq",
            "year 2199",
            "object cut off within its pixels");
  }

  @Test
  void everySiteHasRecordsOfEveryOutcome() {
    for (SiteRecords site : RECORDS.sites()) {
      assertThat(site.records().map(record -> record.expected().state()).distinct())
          .containsExactlyInAnyOrder(Expected.State.values());
    }
  }

  @Test
  void aSupersededRecordHasASuccessorOrATwinOfTheSameKey() {
    for (SiteRecords site : RECORDS.sites()) {
      List<SourceRecord> records = site.records().toList();
      Set<String> stored =
          records.stream()
              .filter(record -> record.expected().state() == Expected.State.SENT)
              .map(record -> record.kind() + "|" + record.key())
              .collect(Collectors.toSet());
      assertThat(records)
          .filteredOn(record -> record.expected().state() == Expected.State.SUPERSEDED)
          .isNotEmpty()
          .allMatch(record -> stored.contains(record.kind() + "|" + record.key()));
    }
  }

  @Test
  void storedRecordsOfOneSiteHaveDifferentKeys() {
    for (SiteRecords site : RECORDS.sites()) {
      Set<String> seen = new HashSet<>();
      assertThat(site.records())
          .filteredOn(record -> record.expected().state() == Expected.State.SENT)
          .allMatch(record -> seen.add(record.kind() + "|" + record.key()));
    }
  }

  @Test
  void onePatientIsTreatedAtTwoHospitalsUnderOneNationalId() {
    Patient moving = RECORDS.cohort().handedOver();
    assertThat(moving.stays()).hasSize(2);
    assertThat(moving.cycles()).hasSizeGreaterThanOrEqualTo(3);
    for (int i = 0; i < 2; i++) {
      String mrn = moving.stays().get(i).mrn();
      Delivery.Table patients =
          RECORDS.sites().get(i).deliveries().stream()
              .filter(Delivery.Table.class::isInstance)
              .map(Delivery.Table.class::cast)
              .filter(table -> table.kind().equals("patients"))
              .findFirst()
              .orElseThrow();
      String text = new String(patients.body().toArray(), patients.charset());
      assertThat(text.lines().filter(line -> line.startsWith(mrn + ",")))
          .singleElement()
          .asString()
          .contains(moving.nationalId());
    }
  }

  @Test
  void theChineseHospitalsPatientsAreGb18030WithSupplementaryCharacters() {
    Delivery.Table patients =
        all(RECORDS, Delivery.Table.class).stream()
            .filter(table -> table.charset().name().equals("GB18030"))
            .findFirst()
            .orElseThrow();
    String text = new String(patients.body().toArray(), patients.charset());
    assertThat(text).contains("王").doesNotContain("\uFFFD");
    assertThat(text.codePoints().anyMatch(Character::isSupplementaryCodePoint)).isTrue();
    String asUtf8 = new String(patients.body().toArray(), StandardCharsets.UTF_8);
    assertThat(asUtf8).contains("\uFFFD");
  }

  @Test
  void validResourcesAreStrictFhirAndInvalidOnesAreNot() {
    IParser parser = FhirContext.forR4Cached().newJsonParser();
    parser.setParserErrorHandler(new StrictErrorHandler());
    for (Delivery.Resource resource : all(RECORDS, Delivery.Resource.class)) {
      String body = new String(resource.body().toArray(), StandardCharsets.UTF_8);
      if (resource.record().expected().state() == Expected.State.REFUSED) {
        assertThatThrownBy(() -> parser.parseResource(body)).isInstanceOf(RuntimeException.class);
      } else {
        assertThat(parser.parseResource(body).fhirType()).isEqualTo(resource.record().kind());
      }
    }
  }

  @Test
  void dicomObjectsAreReadBackWithTheirRadiopharmaceutical() {
    int pets = 0;
    for (Delivery.Study study : all(RECORDS, Delivery.Study.class)) {
      for (Delivery.Instance instance : study.instances()) {
        byte[] file = instance.file().toArray();
        if (instance.record().expected().state() == Expected.State.REFUSED) {
          assertThatThrownBy(() -> Part10Reader.read(file)).isInstanceOf(DicomFault.class);
          continue;
        }
        DataSet set = Part10Reader.read(file).dataSet();
        assertThat(set.string(Tag.SOPInstanceUID)).contains(instance.sopInstanceUid());
        assertThat(instance.sopInstanceUid()).matches("2\\.25\\.[1-9][0-9]{0,38}");
        assertThat(set.personName(Tag.PatientName)).isPresent();
        if (set.string(Tag.Modality).orElseThrow().equals("PT")) {
          pets++;
          DataSet agent = set.item(Tag.RadiopharmaceuticalInformationSequence).orElseThrow();
          assertThat(agent.decimal(Tag.RadionuclideTotalDose).orElseThrow())
              .isBetween(100e6, 200e6);
          assertThat(agent.decimal(Tag.RadionuclideHalfLife).orElseThrow())
              .isEqualTo(4062.6, within(0.1));
          assertThat(set.string(Tag.Units)).contains("BQML");
        }
      }
    }
    assertThat(pets).isGreaterThan(400);
  }

  @Test
  void chineseNamesInDicomKeepTheirIdeographs() {
    assertThat(all(RECORDS, Delivery.Study.class))
        .filteredOn(
            study -> study.instances().get(0).record().expected().state() != Expected.State.REFUSED)
        .anySatisfy(
            study -> {
              DataSet set = Part10Reader.read(study.instances().get(0).file().toArray()).dataSet();
              assertThat(set.string(Tag.SpecificCharacterSet)).contains("GB18030");
              String family = set.personName(Tag.PatientName).orElseThrow().ideographic().family();
              assertThat(family.codePoints().allMatch(Character::isIdeographic)).isTrue();
              assertThat(family).isNotEmpty();
            });
  }

  @Test
  void theSmallestFederationHoldsEveryIrregularityToo() {
    FederationRecords small = FederationRecords.of(Cohort.generate(3, Cohort.SMALLEST));
    assertThat(records(small).flatMap(record -> record.expected().reason().stream()).distinct())
        .hasSize(6);
  }

  @Test
  void anImpossibleSizeIsRefused() {
    assertThatThrownBy(() -> Cohort.generate(1, Cohort.SMALLEST - 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("30 to 5000");
  }
}
