package org.therafed.dicom.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.quantity.Suv;
import org.therafed.dicom.quantity.SuvFactor;
import org.therafed.dicom.quantity.SuvRefused;
import org.therafed.dicom.quantity.SuvResult;
import org.therafed.dicom.quantity.SuvType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says by what the values of a PET series become SUV, or why they do not. */
@Command(
    name = "suv",
    description = "Gives the SUV factor of each PET series, or the reason why there is none.",
    mixinStandardHelpOptions = true)
final class SuvCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin FileNames names;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "all files of the series, or folders with all below")
  List<Path> paths = List.of();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "BW",
      description = "one of ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  SuvType type;

  @Override
  public Integer call() {
    Map<String, List<DataSet>> series = new LinkedHashMap<>();
    int exit =
        new FileLoop(spec.commandLine().getErr(), names)
            .run(
                Inputs.files(paths),
                path -> {
                  DataSet header = Part10Reader.readHeader(path).dataSet();
                  String uid = header.string(Tag.SeriesInstanceUID).orElse("");
                  series.computeIfAbsent(uid, key -> new ArrayList<>()).add(header);
                });
    int number = 0;
    for (List<DataSet> images : series.values()) {
      number++;
      if (!print(number, images)) {
        exit = Failures.FAILED;
      }
    }
    return exit;
  }

  /** False where there is no factor. */
  private boolean print(int number, List<DataSet> images) {
    PrintWriter out = spec.commandLine().getOut();
    SuvResult result = Suv.factor(images, type);
    String which = "series " + number + ", " + images.size() + " images: ";
    if (result instanceof SuvRefused refused) {
      spec.commandLine()
          .getErr()
          .println(
              which
                  + Failures.withRemedy(
                      refused.reason().code() + " No SUV: " + refused.text(),
                      refused.reason().code()));
      return false;
    }
    SuvFactor factor = (SuvFactor) result;
    out.printf(
        Locale.ROOT,
        "%s%s %s = %.9g * (stored * slope + intercept), %s%n",
        which,
        type.display(),
        type.unit(),
        factor.value(),
        factor.basis().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    factor
        .cautions()
        .forEach(caution -> out.println("  " + caution.code() + " " + caution.meaning()));
    return true;
  }
}
