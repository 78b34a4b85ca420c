package org.therafed.gateway.prove;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.therafed.gateway.forward.http.SiteCredential;
import org.therafed.gateway.site.ClockProducer;
import org.therafed.gateway.site.GatewayFile;
import org.therafed.gateway.site.GivenSettings;
import org.therafed.gateway.site.Site;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code prove}: the site's own proof that no identity leaves, signed for the data-protection
 * officer. The key is made where there is none, as at the first start. Exit codes: 0 nothing left,
 * 1 identity left or not proven, 2 it could not be done.
 */
@Command(
    name = GatewayProof.COMMAND,
    sortOptions = false,
    description = {
      "Plants invented identities in a second gateway with this gateway's settings, writes down every"
          + " byte that leaves it, looks for them there, and writes a report signed with the site's key."
          + " Nothing reaches the registry; the running gateway is not touched.",
      "在使用相同设置的第二个网关中植入虚构身份，记录其发出的每个字节并在其中查找，随后生成由站点密钥签名的报告。" + "不会向注册中心发送任何内容，也不影响正在运行的网关。"
    })
public final class GatewayProof implements Callable<Integer> {

  /** The first argument that asks for it. */
  public static final String COMMAND = "prove";

  private static final int PROVEN = 0;
  private static final int NOT_PROVEN = 1;
  private static final int NOT_DONE = 2;
  private static final int MOST_PERSONS = 10_000;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  @Option(
      names = "--persons",
      defaultValue = "50",
      description = "How many people are invented, 1 to 10000; 30 values each. 虚构人数。")
  private int persons;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The same seed invents the same people. 随机种子。")
  private long seed;

  @Option(names = "--to", defaultValue = ".", description = "Folder of the report. 报告所在文件夹。")
  private Path folder;

  @Option(
      names = "--verify",
      paramLabel = "<file.jws>",
      description =
          "Check the signature of a report by this site's keys and print it. 用本站点密钥验证报告签名并打印。")
  private Path report;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help. 显示帮助。")
  @SuppressWarnings("unused")
  private boolean help;

  @Spec private CommandSpec spec;

  private final GatewayFile file;

  private GatewayProof(GatewayFile file) {
    this.file = file;
  }

  /**
   * Runs with the settings of this process.
   *
   * @param arguments the command first
   */
  public static int run(GatewayFile file, String[] arguments) {
    String[] options = java.util.Arrays.copyOfRange(arguments, 1, arguments.length);
    return new CommandLine(new GatewayProof(file)).execute(options);
  }

  @Override
  public Integer call() {
    GivenSettings.Read read = GivenSettings.read(file);
    if (!read.problems().isEmpty() || read.site().isEmpty()) {
      read.problems().forEach(err()::println);
      return said("Settings have to be sound first: check. 请先用 check 修正设置。");
    }
    Site site = new Site(read.site().get(), ClockProducer.ofMachine());
    SiteCredential credential = new SiteCredential(site);
    if (report != null) {
      return verified(credential);
    }
    if (persons < 1 || persons > MOST_PERSONS || !Files.isDirectory(folder)) {
      return said("--persons needs 1 to " + MOST_PERSONS + ", --to an existing folder. 参数无效。");
    }
    try {
      return proven(site, credential);
    } catch (IOException e) {
      // What the second gateway says holds no identifier, and its people are invented.
      return said("The proof could not be done. 无法完成证明。\n" + e.getMessage());
    }
  }

  private int proven(Site site, SiteCredential credential) throws IOException {
    ProofSettings settings = new ProofSettings(GivenSettings.ofThisProcess());
    Instant at = site.clock().instant();
    ProofResult result = new ProofRun(settings, PlantedPerson.people(persons, seed)).result();
    ObjectNode json = result.json(new ProofResult.Header(site.id(), at, persons, seed, settings));
    byte[] readable =
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(json);
    Path plain = folder.resolve("gateway-proof-" + STAMP.format(at) + ".json");
    Path signed = folder.resolve("gateway-proof-" + STAMP.format(at) + ".jws");
    Files.write(plain, readable);
    Files.writeString(signed, credential.signedProof(readable));
    print(result, plain, signed);
    return result.verdict() == ProofResult.Verdict.NOTHING_LEFT ? PROVEN : NOT_PROVEN;
  }

  private void print(ProofResult result, Path plain, Path signed) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Planted 植入: %d values of %d people; the search finds %d of them in what was handed in"
            + " 在输入中可查到%n",
        result.canaryCount(), persons, result.controlFound());
    result.becameOf().forEach((way, states) -> out.println("  " + way + ": " + joined(states)));
    result
        .leaks()
        .forEach(
            (place, found) ->
                out.printf(
                    "  %s %s: %d bytes, %d found 发现%n",
                    place.shown().en(),
                    place.shown().zh(),
                    result.outflow().size(place),
                    found.size()));
    out.println(
        switch (result.verdict()) {
          case NOTHING_LEFT -> "No planted identity left this gateway. 未发现任何植入身份离开网关。";
          case IDENTITY_LEFT ->
              "PLANTED IDENTITY LEFT: stop sending and tell Therafed. 发现植入身份外泄：请停止发送并联系 Therafed。";
          case NOT_PROVEN ->
              "Not proven: some way in sent nothing, or not everything came to an end. 未能证明：部分接入方式未发出任何记录，或处理未全部结束。";
        });
    out.println(plain + "\n" + signed);
    out.flush();
  }

  private static String joined(Map<String, Long> states) {
    return states.toString().replaceAll("[{}]", "");
  }

  private int verified(SiteCredential credential) {
    try {
      Optional<byte[]> payload = credential.verifiedProof(Files.readString(report));
      if (payload.isEmpty()) {
        return said("The report was not signed by a key of this site. 报告并非由本站点的密钥签名。");
      }
      spec.commandLine().getOut().println(new String(payload.get(), StandardCharsets.UTF_8));
      return PROVEN;
    } catch (IOException e) {
      return said("The report cannot be read. 无法读取报告。");
    }
  }

  private int said(String text) {
    err().println(text);
    err().flush();
    return NOT_DONE;
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
