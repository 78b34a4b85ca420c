package org.therafed.gateway.flow;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.intake.SealedContent;
import org.therafed.gateway.intake.SealedText;
import org.therafed.gateway.intake.dimse.DicomListener;
import org.therafed.gateway.intake.hl7.MllpListener;
import org.therafed.gateway.intake.object.ObjectFiles;
import org.therafed.gateway.intake.table.TableKind;
import org.therafed.gateway.intake.table.TableRow;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Headers;
import org.therafed.gateway.support.Packages;
import org.therafed.profiles.distribution.PackageKind;
import org.therafed.profiles.distribution.SignedPackage;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/**
 * What the gateway keeps cannot be read without its keys, goes after its time, and can be erased.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class StorageIT extends WhatLeaves {

  private static final String LABS = "mrn,sample_id,loinc,value,unit,taken_at";
  private static final Duration LONG_AGO = Duration.ofDays(1000);

  @TestHTTPResource URI gateway;
  @Inject DicomListener listener;
  @Inject MllpListener messagesAt;
  @Inject Site site;
  @Inject KeyCheck check;
  @Inject ClearRows clearRows;
  @Inject Retention retention;
  @Inject ObjectFiles files;

  @AfterEach
  void everythingStillCounts() {
    Gateway.settled();
    Gateway.countsAddUp();
  }

  private void execute(String sql) {
    database.alone(sql);
  }

  /** The database's files, its log of changes included, and the gateway's own. */
  private long filesWith(String... texts) throws IOException {
    execute("checkpoint");
    List<byte[]> patterns =
        Stream.of(texts)
            .flatMap(
                text ->
                    Stream.of("UTF-8", "GB18030", "UTF-16LE", "UTF-16BE")
                        .map(name -> text.getBytes(Charset.forName(name))))
            // A byte of zero in front is found everywhere, and says nothing.
            .map(bytes -> bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes)
            .toList();
    boolean[] first = new boolean[256];
    patterns.forEach(pattern -> first[pattern[0] & 0xFF] = true);
    long found = 0;
    try (Stream<Path> all = Files.walk(site.folder("..").normalize())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        try {
          found += contains(Files.readAllBytes(file), first, patterns) ? 1 : 0;
        } catch (NoSuchFileException e) {
          // The database has removed it meanwhile.
          assertThat(file).doesNotExist();
        }
      }
    }
    return found;
  }

  private static boolean contains(byte[] bytes, boolean[] first, List<byte[]> patterns) {
    for (int i = 0; i < bytes.length; i++) {
      if (first[bytes[i] & 0xFF]) {
        for (byte[] pattern : patterns) {
          int end = i + pattern.length;
          if (end <= bytes.length && Arrays.equals(bytes, i, end, pattern, 0, pattern.length)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private void image(DataSet data) {
    Path file = Headers.file(data);
    try (DicomClient client =
        DicomClient.connect(
            "127.0.0.1",
            listener.port(),
            "SENDER",
            "THERAFED",
            DicomClient.contextsFor(List.of(file)).toArray(PresentationContext[]::new))) {
      assertThat(client.store(file).isSuccess()).isTrue();
    }
  }

  private void stow(DataSet data) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("--b\r\nContent-Type: application/dicom\r\n\r\n".getBytes(UTF_8));
    body.writeBytes(Files.readAllBytes(Headers.file(data)));
    body.writeBytes("\r\n--b--".getBytes(UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve("/dicomweb/studies"))
            .header("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=b")
            .header("Accept", "application/dicom+json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    try {
      assertThat(
              HttpClient.newHttpClient()
                  .send(request, HttpResponse.BodyHandlers.discarding())
                  .statusCode())
          .isEqualTo(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private void message(String text, Charset charset) throws IOException {
    try (Socket sender = new Socket(InetAddress.getLoopbackAddress(), messagesAt.port())) {
      sender.setSoTimeout(30_000);
      sender.getOutputStream().write(0x0B);
      sender.getOutputStream().write((text + "\r").getBytes(charset));
      sender.getOutputStream().write(new byte[] {0x1C, 0x0D});
      sender.shutdownOutput();
      assertThat(sender.getInputStream().readAllBytes()).isNotEmpty();
    }
  }

  @Test
  void identitiesThatEveryWayInBringsStandInNoFileOfTheDataFolder() throws IOException {
    String latin = "ZQXVANARI";
    String han = "犇猋骉";
    Gateway.table(
        "patients",
        "mrn,national_id,national_id_country,name,sex,birth_date,region",
        latin + "-1,330102195003017770,CN," + han + ",M,1950-03-01," + latin);
    Gateway.table(
        "patients",
        "text/csv; charset=GB18030",
        ("mrn,name,sex,birth_date\n" + latin + "-2," + han + ",M,1950-03-02\n")
            .getBytes(Charset.forName("GB18030")));
    Gateway.consent(latin + "-1");
    // One that leaves, one that is held, one that is refused with a value that is no number.
    Gateway.table(
        "labs",
        LABS,
        latin + "-1," + latin + "-S,2857-1,4.2,ng/mL,2025-03-31T07:45:00",
        latin + "-3," + latin + "-S,2857-1,4.2,ng/mL,2025-03-31T07:45:00",
        latin + "-1," + han + ",2857-1," + latin + ",ng/mL,2025-03-31T07:45:00");
    String pid =
        "PID|1||"
            + latin
            + "-4^^^HOSP^MR||"
            + han
            + "^"
            + latin
            + "||19500301|M|||"
            + latin
            + "||"
            + latin;
    message("MSH|^~\\&|HIS|WARD|T|S|20250401||ADT^A08|ZQX-1|P|2.5.1\r" + pid, UTF_8);
    message(
        "MSH|^~\\&|HIS|WARD|T|S|20250401||ADT^A08|ZQX-2|P|2.5.1||||||GB 18030-2000\r" + pid,
        Charset.forName("GB18030"));
    message("MSH|^~\\&|HIS|WARD|T|S|20250401||ADT^Z99|ZQX-3|P|2.5.1\r" + pid, UTF_8);
    Records.send("Patient", Records.patient(latin + "-5", "male"));
    Records.send("Observation", Records.lab(latin + "-lab", latin + "-5", "4.2"));
    Gateway.fhir("", "{\"resourceType\":\"Bundle\",\"name\":\"" + latin + han + "\"}");
    DataSet data = Headers.ct(latin + "-6", "2.25.918273645546372819", 1);
    data.put(Tag.PatientName, VR.PN, latin + "^Anna=" + han + "^安娜");
    image(data);
    DataSet posted = Headers.ct(latin + "-8", "2.25.918273645546372820", 1);
    posted.put(Tag.PatientName, VR.PN, latin + "^" + han);
    stow(posted);
    given().body("kind,issuer,id\nmrn,," + latin + "-7\n???," + latin + ",").post("/ops/opt-outs");
    Gateway.settled();

    assertThat(
            filesWith(
                latin,
                han,
                "330102195003017770",
                "2.25.918273645546372819",
                "2.25.918273645546372820"))
        .isZero();
    // The search does find what stands there in clear, in the table and in the log of changes.
    execute("create table control (text text)");
    execute("insert into control values ('" + latin + "')");
    assertThat(filesWith(latin)).isGreaterThanOrEqualTo(2);
    execute("update control set text = repeat('0', 9)");
    execute("drop table control");
  }

  private UUID lab(String mrn, String state) {
    return database
        .inTransaction(
            tx ->
                tx.first(
                    "select a.id from arrival a join person p on p.id = a.person_id where"
                        + " p.patient_id = ? and a.kind = 'labs' and a.state = ?",
                    row -> row.getObject(1, UUID.class),
                    tx.lookup(Lookup.PATIENT_ID, mrn),
                    state))
        .orElseThrow();
  }

  /** Puts what was sealed back as an earlier version kept it. */
  private void inClear(String mrn, UUID lab) {
    database.inTransaction(
        tx -> {
          byte[] content =
              tx.first("select content from arrival where id = ?", r -> r.getBytes(1), lab)
                  .orElseThrow();
          String reasons =
              tx.first("select reasons from arrival where id = ?", r -> r.getString(1), lab)
                  .orElseThrow();
          SealedContent opened = SealedContent.open(tx, lab, content);
          byte[] clear = opened.content().toArray();
          tx.update(
              "update arrival set business_key = ?, content_sha256 = ?, content = ?, reasons = ?,"
                  + " clear = true where id = ?",
              TableRow.parse(TableKind.coded("labs").orElseThrow(), clear).businessKey(),
              opened.sha256(),
              clear,
              SealedText.REASONS.open(tx, lab, reasons),
              lab);
          return tx.update(
              "update person set issuer = ?, patient_id = ?, identity = null, clear = true where"
                  + " patient_id = ?",
              site.patientIssuer(),
              mrn,
              tx.lookup(Lookup.PATIENT_ID, mrn));
        });
  }

  @Test
  void whatAnEarlierVersionKeptInClearIsSealedAtTheStartAndGoesOn() throws IOException {
    Gateway.lab("ZQXOLD-1", "S");
    Gateway.settled();
    UUID lab = lab("ZQXOLD-1", "held");
    inClear("ZQXOLD-1", lab);
    for (String sql :
        List.of(
            "insert into opt_out (list, kind, issuer, value, folded, listed_at, clear) values"
                + " ('upload', 'mrn', '%s', 'ZQXOLD-2', 'ZQXOLD2', now(), true)",
            "insert into person_alias (fhir_id, person_id, clear) select 'Patient/ZQXOLD-A', id, true"
                + " from person where patient_id = 'ZQXOLD-1'",
            "insert into module_version (record, canonical, clear) values ('ZQXOLD-M', 'm|1', true)",
            "insert into watched_file (folder, identity, target, name, report, taken_at, clear)"
                + " values ('labs', 'ZQXOLD-I', 'done', 'ZQXOLD.csv', 'ZQXOLD', now(), true)",
            "insert into unread_consent (arrival_id, position, seq, waits_for, received_on, keys,"
                + " clear) values ('%2$s', 0, 1, 'Patient/ZQXOLD-B', '2025-01-01',"
                + " array['ZQXOLD-K'], true)",
            "insert into consent_decision (arrival_id, position, person_id, decision, decided_on,"
                + " seq, keys, clear) select '%2$s', 0, id, 'none', '2025-01-01', 1,"
                + " array['ZQXOLD-K'], true from person where patient_id = 'ZQXOLD-1'",
            "insert into vital_statement (arrival_id, record_id, person_id, seq, said, on_day,"
                + " correction, clear) select '%2$s', 'ZQXOLD-V', id, 1, 'alive', '2025-01-01', false,"
                + " true from person where patient_id = 'ZQXOLD-1'")) {
      database.inTransaction(tx -> tx.update(sql.formatted(site.patientIssuer(), lab)));
    }
    // Statistics of the planner keep common values.
    database.alone("analyze");
    assertThat(filesWith("ZQXOLD")).isPositive();

    assertThat(clearRows.seal()).isGreaterThanOrEqualTo(9);
    assertThat(clearRows.seal()).isZero();
    assertThat(filesWith("ZQXOLD")).isZero();
    database.inTransaction(tx -> tx.update("delete from watched_file"));

    // It is still the same record of the same person, held for the same reason.
    given()
        .get("/ops/arrivals/" + lab)
        .then()
        .body("code", equalTo("GW-CONSENT-001"))
        .body("reasons[0].code", equalTo("GW-CONSENT-001"));
    Gateway.lab("ZQXOLD-1", "S");
    Gateway.settled();
    Gateway.consent("ZQXOLD-1");
    Records.send("Observation", Records.waitingLab("zqx-later", "ZQXOLD-A", "5.1"));
    Gateway.settled();
    assertThat(registry.resources("Observation")).hasSize(2);
    Gateway.consent("ZQXOLD-2");
    Gateway.lab("ZQXOLD-2", "S");
    Gateway.settled();
    assertThat(registry.resources("Observation")).hasSize(2);
    given().get("/ops/arrivals/" + lab).then().body("outcome", equalTo("sent"));
  }

  @Test
  void aFileThatAnEarlierVersionKeptInClearIsSealedAndRead() throws IOException {
    Gateway.consent("ZQXFILE-1");
    image(Headers.ct("ZQXFILE-1", "2.25.77001", 1));
    Gateway.settled();
    String relative = fileOf("ZQXFILE-1");
    String clear = relative.replace(".sealed", "");
    try (var bytes = java.nio.channels.Channels.newInputStream(files.content(relative).open())) {
      Files.write(site.folder(clear), bytes.readAllBytes());
    }
    Files.delete(site.folder(relative));
    database.inTransaction(
        tx -> tx.update("update arrival set file = ? where file = ?", clear, relative));
    assertThat(filesWith("ZQXFILE-1")).isPositive();

    assertThat(retention.sealFiles()).isEqualTo(1);
    assertThat(site.folder(clear)).doesNotExist();
    assertThat(filesWith("ZQXFILE-1")).isZero();
    assertThat(fileOf("ZQXFILE-1")).isEqualTo(relative);
    // Who read the earlier name before finds the file.
    try (var renamed = files.content(clear).open()) {
      assertThat(renamed.size()).isPositive();
    }
    // A further image of the study makes both be read.
    image(Headers.ct("ZQXFILE-1", "2.25.77001", 2));
    Gateway.settled();
    assertThat(registry.resources("ImagingStudy")).hasSize(2);
    assertThat(registry.resources("ImagingStudy").get(1).path("numberOfInstances").asInt())
        .isEqualTo(2);
  }

  private String fileOf(String mrn) {
    return database
        .inTransaction(
            tx ->
                tx.first(
                    "select a.file from arrival a join person p on p.id = a.person_id where"
                        + " p.patient_id = ? and a.file is not null",
                    row -> row.getString(1),
                    tx.lookup(Lookup.PATIENT_ID, mrn)))
        .orElseThrow();
  }

  @Test
  void otherStorageKeysStopTheStart() {
    check.verify();
    String[] kept =
        database
            .inTransaction(
                tx ->
                    tx.first(
                        "select storage_print, storage_probe from key_check",
                        row -> new String[] {row.getString(1), row.getString(2)}))
            .orElseThrow();
    for (String sql :
        List.of(
            "update key_check set storage_print = 'of others'",
            // As if it were sealed by a version that these keys lack.
            "update key_check set storage_probe = 'AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA='")) {
      database.inTransaction(tx -> tx.update(sql));
      assertThatThrownBy(check::verify).hasMessageStartingWith("GW-KEYS-006");
      database.inTransaction(
          tx ->
              tx.update(
                  "update key_check set storage_print = ?, storage_probe = ?", kept[0], kept[1]));
    }
    check.verify();
  }

  /** Everything of a person became what it is long ago. */
  private void longAgo(String mrn) {
    before(mrn, LONG_AGO);
  }

  private void before(String mrn, Duration age) {
    database.inTransaction(
        tx ->
            tx.update(
                "update arrival a set changed_at = ? from person p where p.id = a.person_id and"
                    + " p.patient_id = ?",
                Instant.now().minus(age),
                tx.lookup(Lookup.PATIENT_ID, mrn)));
  }

  private record Kept(String state, String kind, boolean content) {}

  private List<Kept> kept(String mrn) {
    return database.inTransaction(
        tx ->
            tx.list(
                "select a.state, a.kind, a.content is not null or a.file is not null from arrival a"
                    + " join person p on p.id = a.person_id where p.patient_id = ? order by a.seq",
                row -> new Kept(row.getString(1), row.getString(2), row.getBoolean(3)),
                tx.lookup(Lookup.PATIENT_ID, mrn)));
  }

  private Map<String, String> tightened() {
    return given()
        .post("/ops/packages/fetch")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getMap("tightened");
  }

  private void policy(int version, String text) {
    SignedPackage each = Packages.of(PackageKind.POLICY, "retention-policy", version, text);
    registry.handOut("retention-policy", each.bytes());
  }

  /** The site keeps what was sent for 730 days, what was refused for 180. */
  @Test
  void policyOfTheFederationShortensATimeAndLengthensNone() {
    policy(1, "retention-sent: 40d\nretention-refused: 9999d\n");
    assertThat(tightened()).containsExactly(Map.entry("retention-sent", "40d"));
    Gateway.personWithConsent("ZQXPOL-1", "");
    Gateway.lab("ZQXPOL-1", "S-1");
    Gateway.table("labs", LABS, "ZQXPOL-1,S-2,2857-1,many,ng/mL,2025-03-31T07:45:00");
    Gateway.settled();
    Kept sent = new Kept("sent", "labs", true);

    before("ZQXPOL-1", Duration.ofDays(39));
    retention.drop();
    assertThat(kept("ZQXPOL-1")).contains(sent);

    before("ZQXPOL-1", Duration.ofDays(200));
    retention.drop();
    assertThat(kept("ZQXPOL-1"))
        .contains(new Kept("sent", "labs", false), new Kept("refused", "labs", false))
        .doesNotContain(sent);

    // A time that nobody can mean is not put to use: the policy before it stays.
    policy(2, "retention-sent: 4d\n");
    assertThat(tightened()).containsExactly(Map.entry("retention-sent", "40d"));
    policy(3, "retention-held: 4d\n");
    assertThat(tightened()).isEmpty();
  }

  @Test
  void contentGoesAfterItsTimeAndWhatCameStillCounts() throws IOException {
    Gateway.lab("ZQXRET-0", "S-HELD");
    Gateway.personWithConsent("ZQXRET-1", "");
    Gateway.lab("ZQXRET-1", "S-1");
    Gateway.lab("ZQXRET-1", "S-1");
    Gateway.table("labs", LABS, "ZQXRET-1,S-2,2857-1,many,ng/mL,2025-03-31T07:45:00");
    image(Headers.ct("ZQXRET-1", "2.25.77002", 1));
    Gateway.settled();
    Map<String, Long> before = Gateway.outcomes();
    longAgo("ZQXRET-0");
    longAgo("ZQXRET-1");
    Path file = site.folder(fileOf("ZQXRET-1"));
    assertThat(file).exists();

    retention.drop();

    assertThat(kept("ZQXRET-0")).containsExactly(new Kept("held", "labs", true));
    assertThat(kept("ZQXRET-1"))
        .containsExactly(
            new Kept("sent", "patients", false),
            // The document behind a decision is its evidence.
            new Kept("sent", "consents", true),
            new Kept("sent", "labs", false),
            new Kept("superseded", "labs", false),
            new Kept("refused", "labs", false),
            new Kept("sent", "instance", false));
    assertThat(file).doesNotExist();
    assertThat(Gateway.outcomes()).isEqualTo(before);

    // What the registry has is still known as a repeat.
    Gateway.lab("ZQXRET-1", "S-1");
    Gateway.settled();
    assertThat(kept("ZQXRET-1").get(6).state()).isEqualTo("superseded");
    // Of a study that goes on, the whole is needed, and taken when it comes.
    image(Headers.ct("ZQXRET-1", "2.25.77002", 2));
    Gateway.settled();
    assertThat(Gateway.arrivals("held")).extracting("code").contains("GW-STORE-001");
    image(Headers.ct("ZQXRET-1", "2.25.77002", 1));
    Eventually.holds(
        "the whole study is sent", () -> registry.resources("ImagingStudy").size() == 2);
    Gateway.settled();
    assertThat(registry.resources("ImagingStudy").get(1).path("numberOfInstances").asInt())
        .isEqualTo(2);
  }

  @Test
  void anErasedPersonIsKnownToNobodyAndEverythingStillCounts() throws IOException {
    Gateway.personWithConsent("ZQXERA-1", "");
    Gateway.lab("ZQXERA-1", "S-1");
    image(Headers.ct("ZQXERA-1", "2.25.77003", 1));
    Gateway.table("labs", LABS, "ZQXERA-1,S-2,2857-1,many,ng/mL,2025-03-31T07:45:00");
    Gateway.settled();
    Path file = site.folder(fileOf("ZQXERA-1"));
    UUID lab = lab("ZQXERA-1", "sent");
    long received = Gateway.outcomes().get("received");
    assertThat(registry.kept("Observation")).hasSize(1);

    JsonPath erased =
        given()
            .contentType("application/json")
            .body("{\"id\":\"ZQXERA-1\"}")
            .post("/ops/erasures")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    assertThat(erased.getInt("arrivals")).isEqualTo(5);
    assertThat(file).doesNotExist();
    assertThat(kept("ZQXERA-1")).isEmpty();
    Eventually.holds(
        "the registry has taken it back",
        () ->
            given()
                .get("/ops/erasures")
                .jsonPath()
                .getString("[0].retraction")
                .equals("confirmed"));
    Gateway.settled();
    assertThat(registry.kept("Observation")).isEmpty();
    assertThat(registry.kept("Patient")).isEmpty();
    given()
        .get("/ops/arrivals/" + lab)
        .then()
        .body("outcome", equalTo("refused"))
        .body("code", equalTo("GW-STORE-002"));
    given().get("/ops/arrivals/" + lab + "/preview").then().statusCode(409);
    given().post("/ops/arrivals/" + lab + "/retry").then().statusCode(409);
    assertThat(Gateway.outcomes().get("received")).isEqualTo(received);
    String evidence = given().get("/ops/erasures").asString();
    assertThat(evidence).contains("retracted").doesNotContain("ZQXERA-1");
    assertThat(left()).noneMatch(text -> text.contains("ZQXERA-1"));
    long said =
        database
            .inTransaction(
                tx ->
                    tx.first(
                        "select count(*) from outbox o join erasure e on e.person_id = o.person_id"
                            + " where o.body is not null or o.resources <> '[]'",
                        row -> row.getLong(1)))
            .orElseThrow();
    assertThat(said).isZero();

    given()
        .contentType("application/json")
        .body("{\"id\":\"ZQXERA-1\"}")
        .post("/ops/erasures")
        .then()
        .statusCode(404)
        .body("code", equalTo("GW-STORE-003"));
    given()
        .contentType("application/json")
        .body("{\"name\":1}")
        .post("/ops/erasures")
        .then()
        .statusCode(400);
    // Who comes again is taken like anybody, bytes that came before included.
    Gateway.lab("ZQXERA-1", "S-1");
    Gateway.settled();
    assertThat(kept("ZQXERA-1")).containsExactly(new Kept("held", "labs", true));
  }

  @Test
  void whatComesOfAnErasedPersonDoesNotOvertakeTheRetraction() {
    Gateway.personWithConsent("ZQXERA-2", "");
    Gateway.lab("ZQXERA-2", "S-1");
    Gateway.settled();
    registry.refuse(body -> java.util.Optional.of(503));
    given()
        .contentType("application/json")
        .body("{\"id\":\"ZQXERA-2\"}")
        .post("/ops/erasures")
        .then()
        .statusCode(200)
        .body("retraction", equalTo("queued"));
    Gateway.personWithConsent("ZQXERA-2", "");
    Gateway.lab("ZQXERA-2", "S-1");
    registry.refuse(body -> java.util.Optional.empty());
    Gateway.settled();
    assertThat(registry.retractions()).hasSize(1);
    assertThat(registry.kept("Observation")).hasSize(1);
  }

  @Test
  void whatIsHeldForTooLongAlertsAndIsRetriedTogether() {
    Records.send("Observation", Records.lab("zqxage-1", "ZQXAGE-1", "4.2"));
    Gateway.consent("ZQXAGE-1");
    Gateway.settled();
    UUID held =
        database
            .inTransaction(
                tx ->
                    tx.first(
                        "update arrival set state = 'held', code = 'GW-INTAKE-003', changed_at = ?"
                            + " where id = (select a.id from arrival a join person p on p.id ="
                            + " a.person_id where p.patient_id = ? and a.kind = 'Observation' and"
                            + " a.state = 'sent') returning id",
                        row -> row.getObject(1, UUID.class),
                        Instant.now().minus(Duration.ofDays(9)),
                        tx.lookup(Lookup.PATIENT_ID, "ZQXAGE-1")))
            .orElseThrow();
    JsonPath quarantine = given().get("/ops/quarantine").jsonPath();
    assertThat(quarantine.getString("alarm.code")).isEqualTo("GW-STORE-005");
    assertThat(quarantine.getLong("held.find { it.code == 'GW-INTAKE-003' }.oldestDays"))
        .isEqualTo(9);
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'quarantine' }.data.alarm", equalTo("GW-STORE-005"));
    given()
        .post("/ops/quarantine/retry?code=GW-INTAKE-003")
        .then()
        .statusCode(200)
        .body("arrivals", equalTo(1));
    Gateway.settled();
    given().get("/ops/arrivals/" + held).then().body("outcome", equalTo("sent"));
  }
}
