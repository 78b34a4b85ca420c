package org.therafed.e2e.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.DimseResponse;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.e2e.fixture.Application;
import org.therafed.e2e.fixture.Checkout;
import org.therafed.e2e.fixture.Database;
import org.therafed.e2e.fixture.OneSite;
import org.therafed.e2e.fixture.Program;
import org.therafed.e2e.fixture.Program.Ended;
import org.therafed.simulator.channel.Counts;

/**
 * Real PET images, with a person planted in them, by DCMTK's storescu: what reaches the registry,
 * and what must not.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PacsTest {

  private static final List<String> FILES =
      List.of("NM-PetIm-GE.dcm", "NM-PetIm-Siemens.dcm", "NM-PetIm-Siemens-3.dcm");

  private static final String DAY_OF_THE_SITE =
      "cast(started_at at time zone '" + Application.ZONE + "' as date)";

  private final Path folder = Checkout.emptyFolder("pacs");
  private List<Path> files = List.of();
  private OneSite site;
  private Program storescu;
  private Ended sent;
  private Counts counts;

  @BeforeAll
  void sendByStorescu() throws IOException {
    Optional<Path> pet = Checkout.shared("data/dicom/pet");
    assumeTrue(pet.isPresent(), "the PET files of the shared folder are needed");
    Optional<Program> program = Program.named("storescu");
    assumeTrue(program.isPresent(), "DCMTK's storescu is needed (Debian package dcmtk)");
    storescu = program.orElseThrow();
    Path planted = Files.createDirectories(folder.resolve("planted"));
    List<Path> copies = new ArrayList<>();
    for (String name : FILES) {
      copies.add(PlantedIdentity.copy(pet.orElseThrow().resolve(name), planted));
    }
    files = List.copyOf(copies);
    site = OneSite.start(folder, Map.of());
    patientIds().forEach(site::consent);
    sent = storescu("THERAFED", files);
    counts = site.settled();
  }

  private Ended storescu(String calledAe, List<Path> of) {
    List<String> arguments = new ArrayList<>(List.of("-v", "-R", "-aet", "ARCHIVE"));
    arguments.addAll(List.of("-aec", calledAe, "127.0.0.1"));
    arguments.add(Integer.toString(site.gateway().dicomPort()));
    of.forEach(file -> arguments.add(file.toString()));
    return storescu.run(arguments);
  }

  private Set<String> patientIds() {
    return distinct(Tag.PatientID);
  }

  private Set<String> distinct(int tag) {
    Set<String> values = new TreeSet<>();
    files.forEach(file -> header(file).string(tag).ifPresent(values::add));
    return values;
  }

  private static DataSet header(Path file) {
    return Part10Reader.readHeader(file).dataSet();
  }

  @AfterAll
  void end() {
    if (site != null) {
      site.close();
    }
    Checkout.deleteFoldersIn(folder);
  }

  @Test
  void everyStudyIsAnImagingStudyOfTheRegistry() {
    assertThat(sent.code()).as(sent.output()).isZero();
    assertThat(counts.reasons()).isEmpty();
    assertThat(counts.sent()).isEqualTo(files.size() + patientIds().size());
    int studies = distinct(Tag.StudyInstanceUID).size();
    assertThat(registryIds()).hasSize(studies);
    try (Database database = site.registry().database()) {
      assertThat(database.list("select modalities from fact_imaging", row -> row.getString(1)))
          .hasSize(studies)
          .containsOnly("PT");
      assertThat(database.number("select sum(instances) from fact_imaging"))
          .isEqualTo(files.size());
      assertThat(database.number("select sum(series) from fact_imaging"))
          .isEqualTo(distinct(Tag.SeriesInstanceUID).size());
    }
  }

  private Set<String> registryIds() {
    return site.registry()
        .asRegistry()
        .idsOf("ImagingStudy", OneSite.SITE, site.gateway().dataDir());
  }

  @Test
  void identityOfTheFilesIsInNoTableOfTheRegistry() {
    try (Database database = site.registry().database()) {
      Map<String, String> tables = database.everything();
      assertThat(tables.get("resource")).contains("ImagingStudy");
      // All files are of one record number, so their dates move together, and one study's moved
      // date may be another's true one: such a date says nothing. Texts show the day of the site,
      // and of the zone in which this test reads.
      List<LocalDate> moved =
          database.list(
              "select cast(started_at as date) from fact_imaging union select "
                  + DAY_OF_THE_SITE
                  + " from fact_imaging",
              row -> row.getObject(1, LocalDate.class));
      for (Path file : files) {
        Identity identity = Identity.of(file);
        // The file says it: what is looked for was sent.
        String sent = String.join(" ", identity.texts()).toLowerCase(Locale.ROOT);
        assertThat(sent).contains("zacharias", "pid-4711", "acc0815", "drosselbart", "nachtigall");
        Set<String> looked = new TreeSet<>(identity.texts());
        identity.dates().stream()
            .filter(date -> !moved.contains(date))
            .forEach(date -> looked.add(date.toString()));
        tables.forEach((table, text) -> assertThat(looked).as(table).noneMatch(text::contains));
      }
      tables.forEach(
          (table, text) ->
              assertThat(PlantedIdentity.PARTS)
                  .as(table)
                  .noneMatch(text.toLowerCase(Locale.ROOT)::contains));
    }
  }

  @Test
  void studyDatesAreMovedByTheSameNumberOfDaysAndNeverByNone() {
    LocalDate first = header(files.get(0)).date(Tag.StudyDate).orElseThrow();
    LocalDate second = header(files.get(1)).date(Tag.StudyDate).orElseThrow();
    try (Database database = site.registry().database()) {
      List<LocalDate> moved =
          database.list(
              "select " + DAY_OF_THE_SITE + " from fact_imaging order by 1",
              row -> row.getObject(1, LocalDate.class));
      long days = java.time.temporal.ChronoUnit.DAYS.between(second, moved.get(0));
      assertThat(days).isNotZero().isBetween(-365L, 365L);
      assertThat(moved).containsExactly(second.plusDays(days), first.plusDays(days));
    }
  }

  @Test
  void wrongAeTitleIsRejectedByName() {
    Ended rejected = storescu("SOMEBODY", files.subList(0, 1));
    assertThat(rejected.code()).isNotZero();
    assertThat(rejected.output())
        .contains("Association Rejected")
        .contains("Called AE Title Not Recognized");
  }

  @Test
  void truncatedAndNonDicomObjectsAreRefusedAndTheRestGoesOn() throws IOException {
    Path file = files.get(0);
    DicomFile read = Part10Reader.readHeader(file);
    byte[] whole = Files.readAllBytes(file);
    int start = Math.toIntExact(read.dataSetOffset());
    byte[] cut = Arrays.copyOfRange(whole, start, whole.length - 20_000);
    byte[] text =
        "This is no DICOM object at all.\n".repeat(99).getBytes(StandardCharsets.US_ASCII);
    List<PresentationContext> contexts = DicomClient.contextsFor(List.of(file));
    try (DicomClient client =
        DicomClient.connect(
            "127.0.0.1",
            site.gateway().dicomPort(),
            "ARCHIVE",
            "THERAFED",
            contexts.toArray(PresentationContext[]::new))) {
      assertRefused(store(client, read, cut));
      assertRefused(store(client, read, text));
      assertThat(store(client, read, Arrays.copyOfRange(whole, start, whole.length)).isSuccess())
          .as("the same object, whole, over the same association")
          .isTrue();
    }
    Counts after = site.settled();
    assertThat(after.addUp()).isTrue();
    assertThat(after.refused()).isEqualTo(2);
    assertThat(after.reasons()).containsExactly(Map.entry("GW-DICOM-001", 2L));
    assertThat(after.received()).isEqualTo(counts.received() + 3);
  }

  private static DimseResponse store(DicomClient client, DicomFile like, byte[] data) {
    return client.store(
        like.sopClassUid().orElseThrow(),
        like.sopInstanceUid().orElseThrow(),
        like.transferSyntax().uid(),
        new ByteArrayInputStream(data));
  }

  /** Status Cxxx, cannot understand (PS3.4 table B.2-1), with the reason's code. */
  private static void assertRefused(DimseResponse response) {
    assertThat(response.status() & 0xF000).isEqualTo(0xC000);
    assertThat(response.errorComment()).startsWith("GW-DICOM-001");
  }
}
