package org.therafed.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exported trail is whole, or the command says where it is not. */
class AuditVerificationTest {
  private static final int EVENTS = 5;

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    AuditHead head = AuditChain.START;
    for (int i = 1; i <= EVENTS; i++) {
      String event = "{\"id\":\"" + i + "\",\"text\":\"a \\\"quoted\\\" , }\"}";
      head = AuditChain.next(head, event);
      lines.add(new AuditLine(head.seq(), head.hash(), event).text());
    }
    return lines;
  }

  private static String headAt(int seq) {
    AuditLine line = AuditLine.parse(lines().get(seq - 1));
    return line.seq() + ":" + line.hash();
  }

  private int check(List<String> lines, String... kept) throws IOException {
    Path export = Files.write(folder.resolve("export.ndjson"), lines);
    List<String> arguments = new ArrayList<>(List.of(export.toString()));
    arguments.addAll(List.of(kept));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    return AuditCheck.run(arguments, new PrintStream(out), new PrintStream(err));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  /** By hand: SHA-256 of 64 zeros followed by {@code {}}. */
  @Test
  void hashIsOverTheHashBeforeAndTheText() {
    assertThat(AuditChain.next(AuditChain.START, "{}").hash())
        .isEqualTo("5508d2b710e64bc470079e1b211d9c58e21011e59d0559e422345dc19d659a75");
  }

  @Test
  void wholeTrailIsIntactAlsoWithAHeadKeptInItsMiddle() throws IOException {
    assertThat(check(lines())).isZero();
    assertThat(check(lines(), headAt(3))).isZero();
    assertThat(said()).contains("intact: 5 events, head 5:");
  }

  @Test
  void eventThatWasChangedIsNamed() throws IOException {
    List<String> lines = lines();
    lines.set(2, lines.get(2).replace("quoted", "spoiled"));
    assertThat(check(lines)).isEqualTo(1);
    assertThat(said()).contains("NOT INTACT: event 3 ").contains("whole up to event 2");
  }

  @Test
  void eventThatWasLeftOutAddedOrMovedIsNamed() throws IOException {
    List<String> without = lines();
    without.remove(1);
    assertThat(check(without)).isEqualTo(1);
    List<String> twice = lines();
    twice.add(2, twice.get(1));
    assertThat(check(twice)).isEqualTo(1);
    List<String> moved = lines();
    moved.add(1, moved.remove(3));
    assertThat(check(moved)).isEqualTo(1);
    assertThat(said()).contains("event 2 ", "event 3 ");
  }

  @Test
  void trailWithoutItsEndIsFoundByAKeptHeadOnly() throws IOException {
    List<String> cut = lines().subList(0, 3);
    assertThat(check(cut)).isZero();
    assertThat(check(cut, headAt(5))).isEqualTo(1);
    assertThat(said()).contains("cut or made anew");
  }

  @Test
  void wrongArgumentsAndFilesSayWhatIsNeeded() throws IOException {
    assertThat(run()).isEqualTo(2);
    assertThat(check(lines(), "12")).isEqualTo(2);
    assertThat(said()).contains("usage:");
    assertThat(check(List.of("{}"))).isEqualTo(2);
    assertThat(run(folder.resolve("missing").toString())).isEqualTo(2);
    assertThat(said()).contains("GET /admin/audit");
  }
}
