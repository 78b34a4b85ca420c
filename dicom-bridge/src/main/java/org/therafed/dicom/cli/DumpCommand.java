package org.therafed.dicom.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.therafed.dicom.io.Part10Reader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a file holds, element by element. */
@Command(
    name = "dump",
    description = "Shows the elements of files.",
    mixinStandardHelpOptions = true)
final class DumpCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin FileNames names;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "files, or folders with all below")
  List<Path> paths = List.of();

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      converter = Tagged.class,
      description = "a keyword or (gggg,eeee): only these elements of the top level")
  List<Integer> tags = List.of();

  @Option(names = "--no-values", description = "structure only, safe to pass on")
  boolean noValues;

  @Option(
      names = "--width",
      paramLabel = "N",
      defaultValue = "64",
      description = "a whole number from 8 on: characters shown of a value (${DEFAULT-VALUE})")
  int width;

  @Override
  public Integer call() {
    if (width < 8) {
      throw DicomCli.wrong(spec, "the value of --width does not fit: a whole number from 8 on");
    }
    PrintWriter out = spec.commandLine().getOut();
    DumpWriter writer = new DumpWriter(out, noValues, width, Set.copyOf(tags));
    List<Path> files = Inputs.files(paths);
    return new FileLoop(spec.commandLine().getErr(), names)
        .run(
            files,
            path -> {
              if (files.size() > 1) {
                out.println("# " + names.of(files, path));
              }
              Part10Reader.walk(path, writer);
            });
  }
}
