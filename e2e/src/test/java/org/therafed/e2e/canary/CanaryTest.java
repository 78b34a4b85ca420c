package org.therafed.e2e.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.therafed.e2e.fixture.Checkout;
import org.therafed.simulator.process.FreePorts;

/**
 * The gateway's own proof, {@code prove}, as the data-protection officer runs it: invented people
 * by tables, FHIR, HL7 v2 and DICOM, a registry that writes down every byte, and a search in these,
 * in traces, log, answers and operations pages. With {@code -Dtherafed.canary.persons=400} it
 * plants more than 10,000 values; {@code -Dtherafed.canary.report=} names a file that the report
 * goes to.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryTest {

  private static final long LONGEST_MINUTES = 20;
  private static final int PERSONS = Integer.getInteger("therafed.canary.persons", 12);

  /** 15 values, 13 ids, 3 UIDs and what stands in the note. */
  private static final int VALUES_OF_A_PERSON = 32;

  private final Path folder = Checkout.emptyFolder("canary");

  private record Ended(int code, String output) {}

  private Ended prove(List<String> options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar"));
    command.add(Checkout.installation().gateway().toString());
    command.add("prove");
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(settings());
    Path output = folder.resolve("output");
    Process process = builder.redirectOutput(output.toFile()).start();
    if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return new Ended(process.waitFor(), Files.readString(output));
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("THERAFED_SITE_ID", "site-canary");
    settings.put("THERAFED_SITE_ZONE", "Asia/Shanghai");
    settings.put("THERAFED_DATA_DIR", folder.resolve("data").toString());
    settings.put("THERAFED_HL7_PORT", Integer.toString(FreePorts.find(1).get(0)));
    settings.put("THERAFED_HL7_SENDERS", "HIS@WARD,LIS");
    settings.put("THERAFED_DICOM_CALLING_AES", "PACS1");
    settings.put("THERAFED_REGISTRY_URL", "https://registry.invalid");
    settings.put("THERAFED_INTAKE_TOKEN", "only-for-these-tests");
    return settings;
  }

  @AfterAll
  void end() {
    Checkout.deleteFoldersIn(folder);
  }

  @Test
  void nothingThatNamesAPersonLeaves() throws IOException, InterruptedException {
    Ended ended = prove(List.of("--persons", Integer.toString(PERSONS), "--to", folder.toString()));

    assertThat(ended.code()).as(ended.output()).isZero();
    JsonNode report = new ObjectMapper().readTree(file(".json").toFile());
    assertThat(report.path("verdict").asText()).isEqualTo("nothing-left");
    int planted = report.at("/control/canaries").asInt();
    assertThat(planted).isEqualTo(PERSONS * VALUES_OF_A_PERSON);
    assertThat(report.at("/control/foundInWhatWasHandedIn").asInt()).isEqualTo(planted);
    for (String place : List.of("wire", "traces", "log", "answers", "operations")) {
      assertThat(report.at("/places/" + place + "/bytes").asLong()).as(place).isPositive();
      assertThat(report.at("/places/" + place + "/found").asInt()).as(place).isZero();
    }
    for (String way : List.of("table", "fhir", "hl7", "dimse")) {
      assertThat(report.at("/ways/" + way + "/sent").asInt())
          .as(way)
          .isGreaterThanOrEqualTo(PERSONS);
    }
    // What was planted in wrong places is kept here, with its reason.
    assertThat(report.at("/outcomes/held").asInt()).isGreaterThanOrEqualTo(PERSONS);
    assertThat(report.at("/outcomes/refused").asInt()).isGreaterThanOrEqualTo(PERSONS);
    assertThat(report.at("/settings/leftOut").toString()).contains("therafed.registry-url");
    signed(file(".jws"));
    String keep = System.getProperty("therafed.canary.report");
    if (keep != null) {
      Files.copy(file(".json"), Path.of(keep), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void signed(Path jws) throws IOException, InterruptedException {
    Ended verified = prove(List.of("--verify", jws.toString()));
    assertThat(verified.code()).as(verified.output()).isZero();
    assertThat(verified.output()).contains("\"verdict\" : \"nothing-left\"");

    String[] parts = Files.readString(jws).split("\\.", -1);
    Path forged = folder.resolve("forged.jws");
    Files.writeString(forged, parts[0] + "." + parts[1] + "AA." + parts[2]);
    assertThat(prove(List.of("--verify", forged.toString())).code()).isEqualTo(2);
  }

  private Path file(String ending) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("gateway-proof-"))
          .filter(file -> file.toString().endsWith(ending))
          .findFirst()
          .orElseThrow();
    }
  }
}
