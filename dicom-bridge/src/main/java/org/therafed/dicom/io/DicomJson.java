package org.therafed.dicom.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * The DICOM JSON model, PS3.18 Annex F: one data set as one JSON object, UTF-8.
 *
 * <p>Text is Unicode in JSON, so Specific Character Set (0008,0005) is written, and read, as {@code
 * ISO_IR 192}. Group lengths are left out. Values that stay references become {@code BulkDataURI}s
 * where names are given, else base64.
 */
public final class DicomJson {
  /** Levels of JSON per level of sequence: element, value array, item. */
  private static final int JSON_LEVELS = 3;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(JSON_LEVELS * ReadLimits.DEFAULT.nesting() + JSON_LEVELS)
                  .maxStringLength(ReadLimits.DEFAULT.memoryBytes())
                  .maxDocumentLength(ReadLimits.DEFAULT.memoryBytes())
                  .build())
          .streamWriteConstraints(
              StreamWriteConstraints.builder()
                  .maxNestingDepth(JSON_LEVELS * ReadLimits.DEFAULT.nesting() + JSON_LEVELS)
                  .build())
          .build();

  private DicomJson() {}

  /**
   * Writes a data set; the stream is flushed and stays open. References are named by URIs.
   *
   * @throws DicomFault {@link DicomFaultCode#VALUE_TOO_LARGE} where the places by which nested
   *     references are named take more than 16 million characters together
   */
  public static void write(DataSet set, OutputStream out, BulkDataUris uris) throws IOException {
    generate(set, out, uris);
  }

  /**
   * Writes a data set with all binary values inline.
   *
   * @throws DicomFault {@link DicomFaultCode#NOT_ENCODABLE} for encapsulated pixel data, which the
   *     model can only name by a URI
   */
  public static void write(DataSet set, OutputStream out) throws IOException {
    generate(set, out, null);
  }

  private static void generate(DataSet set, OutputStream out, BulkDataUris uris)
      throws IOException {
    JsonGenerator json = FACTORY.createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
    new JsonDataSetWriter(json, uris).write(set);
    json.close();
    out.flush();
  }

  /** As {@link #write(DataSet, OutputStream)}, to memory. */
  public static byte[] toBytes(DataSet set) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(set, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Reads one object. BulkDataURIs become bulk data that cannot be opened. */
  public static DataSet read(byte[] json) {
    return read(new ByteArrayInputStream(json));
  }

  /** As {@link #read(byte[])}, from a stream that stays open. */
  public static DataSet read(InputStream json) {
    return read(json, path -> path);
  }

  /**
   * Reads one object.
   *
   * @throws DicomFault {@link DicomFaultCode#INVALID_JSON} with the byte offset
   */
  public static DataSet read(InputStream json, BulkDataUris uris) {
    return reading(json, uris, JsonDataSetReader::read);
  }

  /**
   * Reads one object, or an array of them as DICOMweb answers. The bounds hold for all together.
   *
   * @throws DicomFault {@link DicomFaultCode#INVALID_JSON} with the byte offset
   */
  public static List<DataSet> readAll(InputStream json, BulkDataUris uris) {
    return reading(json, uris, JsonDataSetReader::readAll);
  }

  private interface Reading<T> {
    T of(JsonDataSetReader reader) throws IOException;
  }

  private static <T> T reading(InputStream json, BulkDataUris uris, Reading<T> reading) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      return reading.of(new JsonDataSetReader(parser, uris, ReadLimits.DEFAULT));
    } catch (JsonProcessingException e) {
      // The message of the cause quotes the text; only its place is passed on.
      throw DicomFault.at(
          DicomFaultCode.INVALID_JSON,
          e.getLocation() == null ? -1 : e.getLocation().getByteOffset(),
          "the text is no JSON or exceeds a limit");
    } catch (IOException e) {
      throw DicomFault.of(DicomFaultCode.UNREADABLE, "the JSON could not be read", e);
    }
  }
}
