package org.therafed.simulator.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.therafed.simulator.folder.FolderWriter;
import org.therafed.simulator.record.FederationRecords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a federation's records as files. */
@Command(
    name = "generate",
    description = "Writes a federation as files: CSV, FHIR JSON and DICOM, a folder per hospital.",
    mixinStandardHelpOptions = true)
final class GenerateCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private CohortOptions cohort;

  @Parameters(paramLabel = "FOLDER", description = "Made where it is missing; must be empty.")
  private Path folder;

  @Override
  public void run() {
    requireEmpty();
    FederationRecords records = cohort.generate();
    FolderWriter.write(folder, records);
    PrintWriter out = spec.commandLine().getOut();
    records
        .sites()
        .forEach(
            site ->
                out.println(
                    folder.resolve(site.hospital().id())
                        + ": "
                        + site.records().count()
                        + " records"));
    out.flush();
  }

  private void requireEmpty() {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(spec.commandLine(), folder + " is a file; a folder is needed.");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new ParameterException(
            spec.commandLine(), folder + " is not empty; an empty or new folder is needed.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read.", e);
    }
  }
}
