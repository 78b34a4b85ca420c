package org.therafed.dicom.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Part 10 files as a multipart body, opened one after the other as the body is sent. */
final class MultipartFiles {
  private final List<Path> files;

  /** Random: it must not be found in any file, and no file is read to see. */
  private final String boundary = "therafed-" + UUID.randomUUID();

  MultipartFiles(List<Path> files) {
    this.files = List.copyOf(files);
  }

  String contentType() {
    return "multipart/related; type=\"application/dicom\"; boundary=" + boundary;
  }

  HttpRequest.BodyPublisher publisher() {
    return HttpRequest.BodyPublishers.ofInputStream(this::open);
  }

  InputStream open() {
    return new Body();
  }

  private InputStream text(String text) {
    return new ByteArrayInputStream(
        ("\r\n--" + boundary + text).getBytes(StandardCharsets.US_ASCII));
  }

  /** Delimiter, file, delimiter, file, …, last delimiter. */
  private final class Body extends InputStream {
    private InputStream current = InputStream.nullInputStream();
    private int next;
    private boolean headed;
    private boolean ended;

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
      int read = current.read(target, offset, length);
      while (read < 0 && advance()) {
        read = current.read(target, offset, length);
      }
      return read;
    }

    private boolean advance() throws IOException {
      current.close();
      if (next < files.size()) {
        current =
            headed
                ? Files.newInputStream(files.get(next++))
                : text("\r\nContent-Type: application/dicom\r\n\r\n");
        headed = !headed;
        return true;
      }
      if (ended) {
        return false;
      }
      ended = true;
      current = text("--\r\n");
      return true;
    }

    @Override
    public void close() throws IOException {
      current.close();
    }
  }
}
