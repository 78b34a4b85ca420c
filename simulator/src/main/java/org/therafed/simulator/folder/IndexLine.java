package org.therafed.simulator.folder;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.simulator.record.Expected;
import org.therafed.simulator.record.SourceRecord;

/**
 * A line of a site's {@code records.tsv}.
 *
 * @param delivery number of the upload that holds the record
 * @param file path below the site's folder
 * @param address FHIR type, empty for a Bundle; SOP class and instance UID of a DICOM object
 * @param charset of the file, for tables
 */
record IndexLine(int delivery, String file, String address, Charset charset, SourceRecord record) {
  static final String FILE = "records.tsv";

  private static final String HEADER =
      "delivery\tfile\taddress\tcharset\tchannel\tkind\tkey\tsha256\tstate\treason\twhy";
  private static final int FIELDS = HEADER.split("\t", -1).length;

  static void write(Path file, List<IndexLine> lines) throws IOException {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    lines.forEach(line -> text.append(line.text()).append('\n'));
    Files.writeString(file, text);
  }

  private String text() {
    Expected expected = record.expected();
    return String.join(
        "\t",
        Integer.toString(delivery),
        file,
        address,
        charset.name(),
        record.channel().name(),
        record.kind(),
        record.key(),
        record.sha256(),
        expected.state().code(),
        expected.reason().orElse(""),
        expected.why());
  }

  /**
   * Reads an index.
   *
   * @throws FolderException if it is not one
   */
  static List<IndexLine> read(Path file) throws IOException {
    List<String> texts = Files.readAllLines(file);
    if (texts.isEmpty() || !texts.get(0).equals(HEADER)) {
      throw new FolderException(
          file + " is no index of records; its first line must be the header.");
    }
    List<IndexLine> lines = new ArrayList<>();
    for (int i = 1; i < texts.size(); i++) {
      lines.add(parse(texts.get(i), file + " line " + (i + 1)));
    }
    return lines;
  }

  private static IndexLine parse(String text, String where) {
    String[] fields = text.split("\t", -1);
    if (fields.length != FIELDS) {
      throw new FolderException(
          where + " has " + fields.length + " fields; " + FIELDS + " needed.");
    }
    try {
      Optional<String> reason = Optional.of(fields[9]).filter(r -> !r.isEmpty());
      Expected expected = new Expected(Expected.State.of(fields[8]), reason, fields[10]);
      return new IndexLine(
          Integer.parseInt(fields[0]),
          fields[1],
          fields[2],
          Charset.forName(fields[3]),
          new SourceRecord(
              SourceRecord.Channel.valueOf(fields[4]), fields[5], fields[6], fields[7], expected));
    } catch (IllegalArgumentException e) {
      throw new FolderException(where + " holds a word that is none of an index's.", e);
    }
  }
}
