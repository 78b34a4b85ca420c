package org.therafed.dicom.cli;

import static org.therafed.dicom.deidentify.Option.RETAIN_FULL_DATES;
import static org.therafed.dicom.deidentify.Option.RETAIN_MODIFIED_DATES;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.therafed.dicom.deidentify.Consequence;
import org.therafed.dicom.deidentify.DeidentifiedDataSet;
import org.therafed.dicom.deidentify.Deidentifier;
import org.therafed.dicom.deidentify.Keys;
import org.therafed.dicom.deidentify.PixelRule;
import org.therafed.dicom.deidentify.Policy;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.Part10Reader;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * De-identifies files by PS3.15 Annex E; one that cannot be treated in every part is not written.
 */
@Command(
    name = "deident",
    description = "De-identifies files by PS3.15 Annex E into another folder.",
    mixinStandardHelpOptions = true)
final class DeidentCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin FileNames names;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "files, or folders with all below")
  List<Path> paths = List.of();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FOLDER",
      description = "a folder: results go there as <new SOP Instance UID>.dcm; made if absent")
  Path target;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description =
          "a file of 64 or more hex digits: the same key gives the same UIDs, names and shifts")
  Path key;

  @ArgGroup PolicyChoice choice = new PolicyChoice();

  static final class PolicyChoice {
    @Option(names = "--basic", description = "the Basic Profile without any option")
    boolean basic;

    @Option(
        names = "--research",
        description =
            "dates moved per patient; weight, height, age and sex and safe private kept;"
                + " descriptors, structured content, graphics and pixels cleaned (default)")
    boolean research;
  }

  @Option(
      names = "--with",
      paramLabel = "OPTION",
      split = ",",
      description = "one of ${COMPLETION-CANDIDATES}: further options of PS3.15 E.3")
  Set<org.therafed.dicom.deidentify.Option> options = Set.of();

  @Option(
      names = "--pixels-reviewed",
      description = "a person has looked at the pixels and found no identity")
  boolean pixelsReviewed;

  @Option(
      names = "--pixel-rules",
      paramLabel = "FILE",
      description = "rules of burned-in annotation of the site's devices, before the ones shipped")
  Path pixelRules;

  @Option(
      names = "--accept",
      paramLabel = "FILE",
      description = "words and values that hold no identity here, one a line; they stay in texts")
  Path accepted;

  @Option(
      names = "--issuer",
      paramLabel = "NAME",
      defaultValue = "",
      description =
          "who issued the Patient IDs of objects that do not say; keeps them one patient with"
              + " those that do")
  String issuer;

  @Option(names = "--report", description = "say every action, by tag and without values")
  boolean report;

  private final Map<Consequence, Integer> consequences = new EnumMap<>(Consequence.class);

  @Override
  public Integer call() {
    Deidentifier deidentifier = Deidentifier.with(policy(), Keys.of(secret()));
    List<Path> files = Inputs.files(paths);
    ResultFolder results = new ResultFolder(target, files);
    int exit =
        new FileLoop(spec.commandLine().getErr(), names)
            .run(files, path -> treat(deidentifier, Part10Reader.read(path), results));
    PrintWriter out = spec.commandLine().getOut();
    consequences.forEach(
        (what, count) -> out.println(what.code() + " in " + count + " files: " + what.text()));
    out.println(results.written() + " of " + files.size() + " files written");
    return exit;
  }

  private Policy policy() {
    if (options.contains(RETAIN_FULL_DATES) && options.contains(RETAIN_MODIFIED_DATES)) {
      throw DicomCli.wrong(
          spec, "of RETAIN_FULL_DATES, RETAIN_MODIFIED_DATES one only; PS3.15 section E.3.6");
    }
    Policy base = choice.basic ? Policy.basic() : Policy.research();
    if (options.contains(RETAIN_FULL_DATES)) {
      // Of the two ways to keep dates the one that was asked for.
      base = base.without(RETAIN_MODIFIED_DATES);
    }
    Policy policy =
        base.with(options.toArray(org.therafed.dicom.deidentify.Option[]::new))
            .withPixelsReviewed(pixelsReviewed)
            .withDefaultIssuer(issuer);
    if (pixelRules != null) {
      policy = policy.withPixelRules(PixelRule.parse(lines("--pixel-rules", pixelRules)));
    }
    if (accepted != null) {
      policy =
          policy.withAccepted(
              lines("--accept", accepted).stream()
                  .map(String::strip)
                  .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                  .collect(Collectors.toSet()));
    }
    return policy;
  }

  private static List<String> lines(String option, Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw CliFault.because(
          CliFaultCode.NO_INPUT, "the file of " + option + " is not legible as UTF-8", e);
    }
  }

  private void treat(Deidentifier deidentifier, DicomFile file, ResultFolder results)
      throws IOException {
    DeidentifiedDataSet result = deidentifier.deidentify(file);
    String name = results.write(result, file.transferSyntax());
    result.report().consequences().forEach(what -> consequences.merge(what, 1, Integer::sum));
    if (report) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(name);
      out.print(result.report().text());
    }
  }

  private byte[] secret() {
    try {
      String hex = Files.readString(key, StandardCharsets.US_ASCII).strip();
      if (!hex.matches("(?:[0-9A-Fa-f]{2}){32,}")) {
        throw DicomCli.wrong(
            spec, "the value of --key does not fit: a file of 64 or more hex digits");
      }
      return HexFormat.of().parseHex(hex);
    } catch (IOException e) {
      throw CliFault.because(CliFaultCode.NO_INPUT, "the file of --key is not legible", e);
    }
  }
}
