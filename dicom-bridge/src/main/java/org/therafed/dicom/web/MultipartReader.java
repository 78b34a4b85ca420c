package org.therafed.dicom.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * Reads the parts of a multipart body one after the other, RFC 2046 section 5.1, in bounded memory.
 */
public final class MultipartReader {
  private static final int BUFFER = 64 << 10;

  /** The characters of RFC 2046, not ending with a space; not its 70, as Orthanc sends 73. */
  private static final Pattern BOUNDARY =
      Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,199}[0-9A-Za-z'()+_,./:=?-]");

  private final MultipartLimits limits;
  private final DelimitedInput input;
  private Content current;
  private int count;
  private boolean finished;

  /**
   * One part.
   *
   * @param headers by name in lower case
   * @param content valid until the next part is asked for
   */
  public record Part(Map<String, String> headers, InputStream content) {
    public Part {
      headers = Map.copyOf(headers);
    }

    /** Its Content-Type; empty where it has none. */
    public Optional<String> contentType() {
      return Optional.ofNullable(headers.get("content-type"));
    }
  }

  /**
   * Begins to read.
   *
   * @param in the body, not closed
   * @param boundary the parameter of the Content-Type
   * @throws DicomFault {@code INVALID_MULTIPART} where the boundary is none
   */
  public MultipartReader(InputStream in, String boundary, MultipartLimits limits) {
    if (!BOUNDARY.matcher(boundary).matches()) {
      throw invalid("the boundary is none; 1 to 200 characters of RFC 2046 needed");
    }
    this.limits = limits;
    byte[] delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
    this.input = new DelimitedInput(in, delimiter, BUFFER);
  }

  static DicomFault invalid(String detail) {
    return DicomFault.of(DicomFaultCode.INVALID_MULTIPART, detail);
  }

  /**
   * The next part; what is left of the one before is skipped. Empty after the last.
   *
   * @throws DicomFault {@code INVALID_MULTIPART} or {@code VALUE_TOO_LARGE}
   * @throws IOException where the body cannot be read
   */
  public Optional<Part> next() throws IOException {
    if (finished) {
      return Optional.empty();
    }
    if (current != null) {
      current.skipAll();
    }
    input.passDelimiter();
    if (endsHere()) {
      finished = true;
      return Optional.empty();
    }
    if (++count > limits.parts()) {
      throw DicomFault.of(
          DicomFaultCode.VALUE_TOO_LARGE, "a body of more than " + limits.parts() + " parts");
    }
    Map<String, String> headers = headers();
    input.startContent();
    current = new Content();
    return Optional.of(new Part(headers, current));
  }

  /** After a delimiter: two hyphens end the body, blanks and a line end begin a part. */
  private boolean endsHere() throws IOException {
    int first = input.raw();
    if (first == '-') {
      if (input.raw() != '-') {
        throw invalid("a delimiter is followed by neither line end nor two hyphens");
      }
      return true;
    }
    int next = first;
    for (int blanks = 0; (next == ' ' || next == '\t') && blanks < BUFFER; blanks++) {
      next = input.raw();
    }
    if (next != '\r' || input.raw() != '\n') {
      throw invalid("a delimiter is followed by neither line end nor two hyphens");
    }
    return false;
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    int left = limits.headerBytes();
    String name = null;
    while (true) {
      StringBuilder line = new StringBuilder();
      for (int c = input.raw(); c != '\n'; c = input.raw()) {
        if (--left < 0) {
          throw DicomFault.of(
              DicomFaultCode.VALUE_TOO_LARGE,
              "headers of a part above " + limits.headerBytes() + " bytes");
        }
        line.append((char) c);
      }
      String text = line.toString().stripTrailing();
      if (text.isEmpty()) {
        return headers;
      }
      boolean folded = name != null && Character.isWhitespace(line.charAt(0));
      int colon = text.indexOf(':');
      if (folded) {
        headers.merge(name, text.strip(), (before, more) -> before + " " + more);
      } else if (colon > 0) {
        name = text.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        headers.put(name, text.substring(colon + 1).strip());
      } else {
        throw invalid("a header of a part has no name");
      }
    }
  }

  private final class Content extends InputStream {
    private long size;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (current != this) {
        throw new IOException("the next part has been asked for already");
      }
      int read = input.read(target, offset, length);
      if (read > 0) {
        size += read;
        if (size > limits.partBytes()) {
          throw DicomFault.of(
              DicomFaultCode.VALUE_TOO_LARGE, "a part above " + limits.partBytes() + " bytes");
        }
      }
      return read;
    }

    private void skipAll() throws IOException {
      byte[] sink = new byte[8192];
      int read = 0;
      while (read >= 0) {
        read = read(sink, 0, sink.length);
      }
    }
  }
}
