package org.therafed.dicom.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.io.DicomJson;
import org.therafed.dicom.io.Part10Reader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes files as DICOM JSON, one object a line. */
@Command(
    name = "json",
    description = "Writes files as DICOM JSON (PS3.18 Annex F), one object a line.",
    mixinStandardHelpOptions = true)
final class JsonCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin FileNames names;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "files, or folders with all below")
  List<Path> paths = List.of();

  @Option(
      names = "--inline",
      description = "all values inline; without it long ones become BulkDataURIs")
  boolean inline;

  @Option(names = "--header", description = "up to the pixel data only")
  boolean header;

  @Option(
      names = "--bulk-uri",
      paramLabel = "PREFIX",
      defaultValue = "bulk/",
      description = "what BulkDataURIs begin with (${DEFAULT-VALUE})")
  String bulkUri;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    return new FileLoop(spec.commandLine().getErr(), names)
        .run(Inputs.files(paths), path -> out.println(json(path)));
  }

  /** In memory first, so that a file that fails leaves no half object behind. */
  private String json(Path path) throws IOException {
    DataSet set = (header ? Part10Reader.readHeader(path) : Part10Reader.read(path)).dataSet();
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    if (inline) {
      DicomJson.write(set, json);
    } else {
      DicomJson.write(set, json, place -> bulkUri + place);
    }
    return json.toString(StandardCharsets.UTF_8);
  }
}
