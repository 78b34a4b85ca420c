package org.therafed.gateway.intake.table.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.database.Sealing;
import org.therafed.gateway.intake.Digests;
import org.therafed.gateway.intake.table.TableFiles;
import org.therafed.gateway.intake.table.TableReport;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.profiles.outcome.Reason;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** A file of the watch folder is taken once, whole, and never lost, whenever the gateway ends. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class WatchFolderIT extends WithRegistry {

  private static final Duration SETTLE = Duration.ofSeconds(10);
  private static final Duration ARCHIVED = Duration.ofDays(30);

  @Inject TableFiles tables;
  @Inject TakenFiles taken;
  @Inject Sealing sealing;
  @Inject SiteConfig config;

  private final MovingClock clock = new MovingClock();
  private WatchFolder watch;
  private Path root;
  private Path patients;

  /** A clock that a test moves. */
  private static final class MovingClock extends Clock {
    private Instant now = Instant.parse("2026-11-22T02:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneId.of("Asia/Shanghai");
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.fixed(now, zone);
    }
  }

  @BeforeEach
  void folder() throws IOException {
    root = Files.createTempDirectory("watch");
    patients = Files.createDirectory(root.resolve("patients"));
    watch = started();
  }

  @AfterEach
  void removeFolder() throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** The gateway after a start: it remembers nothing but what is durable. */
  private WatchFolder started() {
    return new WatchFolder(root, SETTLE, ARCHIVED, tables, taken, new Site(config, clock));
  }

  private static Path ending(Path folder, String end) throws IOException {
    return folder.resolve(
        names(folder).stream().filter(name -> name.endsWith(end)).findFirst().orElseThrow());
  }

  private String opened(Path sealed) throws IOException {
    try (FileChannel file = FileChannel.open(sealed, StandardOpenOption.READ);
        InputStream clear =
            Channels.newInputStream(
                sealing.opening(file, FileMove.place(sealed.getFileName().toString())))) {
      return new String(clear.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatWasPutAwayIsRemovedAfterItsTime() throws IOException {
    put(patients, "old.csv", "mrn,sex", "OLD-1,M");
    settle();
    Path sealed = ending(patients.resolve("done"), FileMove.SEALED);
    Files.setLastModifiedTime(
        sealed, FileTime.from(clock.instant().minus(ARCHIVED).plusSeconds(60)));
    look();
    assertThat(sealed).exists();
    clock.pass(Duration.ofMinutes(2));
    look();
    assertThat(names(patients.resolve("done"))).singleElement().asString().endsWith(".report.csv");
  }

  private void look() {
    watch.look(() -> false);
  }

  /** Two looks with the time between them in which a file settles. */
  private void settle() {
    look();
    clock.pass(SETTLE);
    look();
  }

  private static Path put(Path folder, String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String report(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Path last =
          files
              .filter(file -> file.toString().endsWith(".report.csv"))
              .max(Comparator.naturalOrder())
              .orElseThrow();
      return Files.readString(last);
    }
  }

  private long received() {
    return Gateway.outcomes().get("received");
  }

  private List<String> problems(String folder) {
    return watch.state().folders().get(folder).problems().stream().map(Reason::code).toList();
  }

  @Test
  void aCompleteFileIsTakenAndMovedWithAReportOfItsRows() throws IOException {
    Map<String, Long> before = Gateway.outcomes();
    put(patients, "Wang Wei.csv", "mrn,sex", "WAT-1,M", "WAT-2,X", "WAT-1,M");
    look();
    assertThat(received()).isEqualTo(before.get("received"));
    assertThat(watch.state().folders().get("patients").waiting()).isEqualTo(1);
    clock.pass(SETTLE);
    look();
    assertThat(names(patients)).containsExactly("done");
    assertThat(names(patients.resolve("done")))
        .hasSize(2)
        .allMatch(name -> name.matches("[0-9]{8}-\\d+-Wang Wei\\.csv\\.(?:report\\.csv|sealed)"));
    assertThat(report(patients.resolve("done")))
        .contains("3 rows: 1 accepted, 0 held, 1 refused, 1 superseded")
        .contains("2,accepted,", "3,refused,sex,refused,GW-TABLE-004,", "4,superseded,");
    assertThat(report(patients.resolve("done"))).doesNotContain("WAT-");
    Path sealed = ending(patients.resolve("done"), FileMove.SEALED);
    assertThat(Files.readString(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("WAT-");
    assertThat(opened(sealed)).isEqualTo("mrn,sex\nWAT-1,M\nWAT-2,X\nWAT-1,M\n");
    Map<String, Long> after = Gateway.outcomes();
    assertThat(after.get("received")).isEqualTo(before.get("received") + 3);
    assertThat(after.get("refused")).isEqualTo(before.get("refused") + 1);
    assertThat(taken.all()).isEmpty();
    Gateway.settled();
    Gateway.countsAddUp();
    for (String name : names(patients.resolve("done"))) {
      assertThat(mode(patients.resolve("done").resolve(name))).isEqualTo("rw-------");
    }
    assertThat(mode(patients.resolve("done"))).isEqualTo("rwx------");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aFileThatIsStillWrittenToIsNotTaken() throws IOException {
    long before = received();
    Path file = put(patients, "grows.csv", "mrn,sex", "GRO-1,M");
    for (int i = 2; i < 5; i++) {
      look();
      clock.pass(SETTLE.minusSeconds(1));
      Files.writeString(file, "GRO-" + i + ",M\n", StandardOpenOption.APPEND);
    }
    put(patients, ".hidden.csv", "mrn,sex", "GRO-5,M");
    put(patients, "later.csv.part", "mrn,sex", "GRO-6,M");
    look();
    assertThat(received()).isEqualTo(before);
    assertThat(problems("patients")).containsExactly("GW-WATCH-003");
    clock.pass(SETTLE);
    look();
    assertThat(received()).isEqualTo(before + 4);
    assertThat(names(patients)).containsExactly(".hidden.csv", "done", "later.csv.part");
  }

  @Test
  void aFileThatCannotBeTakenAsAWholeIsCountedOnceAndGoesToRefused() throws IOException {
    Map<String, Long> before = Gateway.outcomes();
    put(patients, "header.csv", "mrn,sexx", "REF-1,M");
    put(patients, "noworkbook.xlsx", "mrn,sex");
    settle();
    assertThat(names(patients)).containsExactly("refused");
    assertThat(names(patients.resolve("refused"))).hasSize(4);
    assertThat(Gateway.outcomes().get("received")).isEqualTo(before.get("received") + 2);
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(before.get("refused") + 2);
    assertThat(Gateway.arrivals("refused").subList(0, 2))
        .extracting("code")
        .containsExactlyInAnyOrder("GW-TABLE-002", "GW-TABLE-016");
    assertThat(watch.state().folders().get("patients").refused()).isEqualTo(2);
  }

  @Test
  void theSameNameWithNewContentIsANewFile() throws IOException {
    long before = received();
    put(patients, "daily.csv", "mrn,sex", "DAY-1,M");
    settle();
    put(patients, "daily.csv", "mrn,sex", "DAY-1,F");
    settle();
    assertThat(received()).isEqualTo(before + 2);
    assertThat(names(patients.resolve("done"))).hasSize(4);
  }

  /** The step that makes a file durable, without those that follow. */
  private FoundFile durableOnly(Path path) throws IOException {
    FoundFile file = FoundFile.at(path).orElseThrow();
    byte[] bytes = FileContent.read(file, tables.limit()).orElseThrow();
    String sha256 = Digests.hex(bytes);
    TableReport report =
        tables.take(
            "patients",
            false,
            bytes,
            (tx, became) -> taken.add(tx, "patients", file, sha256, "done", ReportText.of(became)));
    assertThat(report.rows()).hasSize(1);
    return file;
  }

  @Test
  void anEndAfterTheRowsAreDurableTakesTheFileNotAgain() throws IOException {
    long before = received();
    durableOnly(put(patients, "end.csv", "mrn,sex", "END-1,M"));
    assertThat(received()).isEqualTo(before + 1);
    watch = started();
    look();
    assertThat(received()).isEqualTo(before + 1);
    assertThat(names(patients)).containsExactly("done");
    assertThat(names(patients.resolve("done"))).hasSize(2);
    assertThat(taken.all()).isEmpty();
  }

  @Test
  void anEndBetweenReportAndMoveOrAfterTheMoveEndsTheSame() throws IOException {
    long before = received();
    durableOnly(put(patients, "two.csv", "mrn,sex", "TWO-1,M"));
    FileMove.report(patients, taken.all().get(0));
    watch = started();
    settle();
    FoundFile third = durableOnly(put(patients, "three.csv", "mrn,sex", "THR-1,M"));
    FileMove.report(patients, taken.all().get(0));
    FileMove.file(patients, third, taken.all().get(0));
    watch = started();
    settle();
    assertThat(received()).isEqualTo(before + 2);
    assertThat(names(patients)).containsExactly("done");
    assertThat(names(patients.resolve("done"))).hasSize(4);
    assertThat(taken.all()).isEmpty();
  }

  @Test
  void aFileThatWasWrittenToAfterItWasDurableIsTakenAgain() throws IOException {
    long before = received();
    Path file = put(patients, "more.csv", "mrn,sex", "MOR-1,M");
    durableOnly(file);
    Files.writeString(file, "MOR-2,M\n", StandardOpenOption.APPEND);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-22T01:00:00Z")));
    watch = started();
    settle();
    // MOR-1 again, which is superseded, and MOR-2; both reports are there.
    assertThat(received()).isEqualTo(before + 3);
    assertThat(names(patients.resolve("done")))
        .filteredOn(n -> n.endsWith(".report.csv"))
        .hasSize(2);
    assertThat(taken.all()).isEmpty();
  }

  @Test
  void whatIsLockedIsTriedAgainAndShown() throws IOException {
    long before = received();
    Path file = put(patients, "locked.csv", "mrn,sex", "LOC-1,M");
    try (FileChannel writer = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = writer.lock()) {
      assertThat(lock.isValid()).isTrue();
      settle();
      assertThat(problems("patients")).containsExactly("GW-WATCH-002");
      assertThat(received()).isEqualTo(before);
    }
    look();
    assertThat(received()).isEqualTo(before + 1);
    assertThat(problems("patients")).isEmpty();
  }

  @Test
  void whatStandsInTheWrongPlaceIsShownAndNotRead() throws IOException {
    long before = received();
    put(root, "loose.csv", "mrn,sex", "LOO-1,M");
    Files.createDirectory(root.resolve("weather"));
    Path outside = put(root.resolve("weather"), "outside.csv", "mrn,sex", "LOO-2,M");
    Files.createSymbolicLink(patients.resolve("link.csv"), outside);
    settle();
    assertThat(received()).isEqualTo(before);
    assertThat(watch.state().problems()).extracting(Reason::code).containsExactly("GW-WATCH-004");
    assertThat(problems("patients")).containsExactly("GW-WATCH-003");
  }

  @Test
  void aFileThatCannotBeMovedIsNotTakenAgain() throws IOException {
    long before = received();
    // A file stands where the folder would be made.
    put(patients, "done");
    put(patients, "stay.csv", "mrn,sex", "STA-1,M");
    settle();
    look();
    assertThat(received()).isEqualTo(before + 1);
    assertThat(problems("patients")).containsExactly("GW-WATCH-005");
    Files.delete(patients.resolve("done"));
    look();
    assertThat(received()).isEqualTo(before + 1);
    assertThat(names(patients)).containsExactly("done");
  }

  @Test
  void aFolderOfAMappingTakesASitesOwnExport() throws IOException {
    long before = received();
    Path folder = Files.createDirectory(root.resolve("lis-labs"));
    Files.write(
        folder.resolve("export.csv"),
        Files.readString(Path.of("docs", "mappings", "lis-labs.csv"))
            .replace("0001", "WAT-1")
            .getBytes(Charset.forName("GB18030")));
    settle();
    assertThat(received()).isEqualTo(before + 5);
    assertThat(report(folder.resolve("done"))).contains("3 accepted, 0 held, 2 refused");
    assertThat(watch.state().folders().get("lis-labs").kind()).isEqualTo("labs");
  }

  @Test
  void aFolderThatIsNotThereIsShown() throws IOException {
    Files.delete(patients);
    Files.delete(root);
    look();
    assertThat(watch.state().problems()).extracting(Reason::code).containsExactly("GW-WATCH-001");
  }
}
