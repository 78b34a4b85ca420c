package org.therafed.gateway.intake.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/**
 * Mutated tables, CSV and workbooks: each is answered, every row of an answer is counted, a table
 * that is refused as a whole leaves nothing, and the sum holds. Some by default; {@code
 * -Dtherafed.table.mutations=10000} for as many as wanted. Seeded, so that every run sends the
 * same.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class TableMutationIT extends WithRegistry {

  private static final int COUNT = Integer.getInteger("therafed.table.mutations", 24);
  private static final int WORKBOOK_EVERY = 10;
  private static final long SEED = 20261122;
  private static final byte[] MARKS = ",;\"\r\n\0\t=-.X".getBytes(StandardCharsets.US_ASCII);

  private static final Map<String, String> SEEDS =
      Map.of(
          "patients",
          """
          mrn,name,sex,birth_date
          MUT-1,王伟,M,1950-03-01
          MUT-2,"Rossi, M",F,1949-12-31
          """,
          "consents",
          """
          mrn,decision,signed_on
          MUT-1,permit,2024-01-02
          MUT-2,deny,2024-01-03
          """,
          "labs",
          """
          mrn,sample_id,loinc,value,unit,taken_at
          MUT-1,S1,2857-1,4.2,ng/mL,2025-01-14T08:30
          MUT-1,S2,2857-1,<0.02,ng/mL,2025-02-14T08:30
          """,
          "vital-status",
          """
          mrn,status,on
          MUT-1,alive,2025-06-01
          MUT-2,dead,2025-05-01
          """);

  private final Random random = new Random(SEED);

  private byte[] changed(byte[] content) {
    int at = random.nextInt(content.length);
    byte[] changed = content.clone();
    byte[] mark = {MARKS[random.nextInt(MARKS.length)]};
    switch (random.nextInt(7)) {
      case 0 -> changed[at] = (byte) random.nextInt(256);
      case 1 -> changed[at] = mark[0];
      case 2 -> changed = Arrays.copyOf(content, Math.max(1, at));
      case 3 -> changed = Arrays.copyOfRange(content, at, content.length);
      case 4 -> changed = joined(content, Arrays.copyOfRange(content, at, content.length));
      case 5 -> changed = joined(Arrays.copyOf(content, at), mark, tail(content, at));
      default -> Arrays.fill(changed, at, Math.min(content.length, at + 12), (byte) '9');
    }
    return changed;
  }

  private static byte[] tail(byte[] content, int at) {
    return Arrays.copyOfRange(content, at, content.length);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private byte[] mutated(byte[] seed) {
    byte[] content = seed;
    for (int change = random.nextInt(4); change > 0; change--) {
      content = changed(content);
    }
    return content;
  }

  private Response send(int number, byte[] workbook) {
    if (number % WORKBOOK_EVERY == 0) {
      return Gateway.workbook("labs", mutated(workbook));
    }
    List<String> kinds = SEEDS.keySet().stream().sorted().toList();
    String kind = kinds.get(random.nextInt(kinds.size()));
    boolean chinese = random.nextInt(4) == 0;
    Charset charset = chinese ? Charset.forName("GB18030") : StandardCharsets.UTF_8;
    String type = chinese ? "text/csv; charset=GB18030" : "text/csv";
    return Gateway.table(kind, type, mutated(SEEDS.get(kind).getBytes(charset)));
  }

  @Test
  void everyMutatedTableIsAnsweredAndNoRowIsLost() throws IOException {
    byte[] workbook;
    try (InputStream in =
        TableMutationIT.class.getResourceAsStream("/table/libreoffice/labs.xlsx")) {
      workbook = in.readAllBytes();
    }
    Map<String, Long> before = Gateway.outcomes();
    Map<String, Integer> answers = new TreeMap<>();
    long rows = 0;
    long refused = 0;
    for (int i = 0; i < COUNT; i++) {
      Response answer = send(i, workbook);
      JsonPath json = answer.jsonPath();
      if (answer.statusCode() == 200) {
        answers.merge("200", 1, Integer::sum);
        rows += json.getInt("rows");
        refused += json.getInt("refused");
        assertThat(
                json.getInt("accepted")
                    + json.getInt("held")
                    + json.getInt("refused")
                    + json.getInt("superseded"))
            .isEqualTo(json.getInt("rows"));
      } else {
        answers.merge(answer.statusCode() + " " + json.getString("code"), 1, Integer::sum);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json.getString("code")).startsWith("GW-TABLE-");
      }
    }
    Gateway.settled();
    Gateway.countsAddUp();
    Map<String, Long> after = Gateway.outcomes();
    System.out.printf(
        "TableMutationIT: %d tables, answers %s, before %s, after %s%n",
        COUNT, answers, before, after);
    assertThat(after.get("received")).isEqualTo(before.get("received") + rows);
    assertThat(after.get("refused")).isGreaterThanOrEqualTo(before.get("refused") + refused);
    assertThat(answers).containsKey("200").hasSizeGreaterThan(2);
    assertThat(refused).isPositive();
  }
}
