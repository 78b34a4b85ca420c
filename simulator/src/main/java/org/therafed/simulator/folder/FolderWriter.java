package org.therafed.simulator.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.therafed.simulator.record.Bytes;
import org.therafed.simulator.record.Delivery;
import org.therafed.simulator.record.FederationRecords;
import org.therafed.simulator.record.SiteRecords;
import org.therafed.simulator.record.SourceRecord;

/**
 * Writes a folder per hospital: {@code NNNN-labs.csv}, {@code NNNN-Bundle.json}, {@code
 * NNNN-study/1.dcm}, numbered in the order of sending, and {@code records.tsv} with every record
 * and the outcome it must have.
 */
public final class FolderWriter {
  private final Path site;
  private final List<IndexLine> index = new ArrayList<>();

  private FolderWriter(Path site) {
    this.site = site;
  }

  /**
   * Writes a federation.
   *
   * @param folder made where it is missing; must be empty
   * @throws UncheckedIOException if it cannot be written
   */
  public static void write(Path folder, FederationRecords records) {
    try {
      Files.createDirectories(folder);
      for (SiteRecords site : records.sites()) {
        Path own = folder.resolve(site.hospital().id());
        Files.createDirectories(own);
        new FolderWriter(own).write(site);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(SiteRecords records) throws IOException {
    int number = 0;
    for (Delivery delivery : records.deliveries()) {
      number++;
      if (delivery instanceof Delivery.Table table) {
        table(number, table);
      } else if (delivery instanceof Delivery.Resource resource) {
        resource(number, resource);
      } else if (delivery instanceof Delivery.Study study) {
        study(number, study);
      }
    }
    IndexLine.write(site.resolve(IndexLine.FILE), index);
  }

  private void table(int number, Delivery.Table table) throws IOException {
    String file = file(number, table.kind(), charsetSuffix(table.charset()) + ".csv");
    save(file, table.body());
    table.rows().forEach(row -> add(number, file, "", table.charset(), row));
  }

  private static String charsetSuffix(Charset charset) {
    return charset.equals(StandardCharsets.UTF_8)
        ? ""
        : "." + charset.name().toLowerCase(Locale.ROOT);
  }

  private void resource(int number, Delivery.Resource resource) throws IOException {
    String file = file(number, resource.record().kind(), ".json");
    save(file, resource.body());
    add(number, file, resource.type(), StandardCharsets.UTF_8, resource.record());
  }

  private void study(int number, Delivery.Study study) throws IOException {
    int position = 0;
    for (Delivery.Instance instance : study.instances()) {
      position++;
      String file = file(number, "study", "/" + position + ".dcm");
      save(file, instance.file());
      String address = instance.sopClassUid() + " " + instance.sopInstanceUid();
      add(number, file, address, StandardCharsets.UTF_8, instance.record());
    }
  }

  private static String file(int number, String what, String end) {
    return String.format(Locale.ROOT, "%04d-%s%s", number, what, end);
  }

  private void save(String file, Bytes content) throws IOException {
    Path path = site.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, content.toArray());
  }

  private void add(int number, String file, String address, Charset charset, SourceRecord record) {
    index.add(new IndexLine(number, file, address, charset, record));
  }
}
