package org.therafed.gateway.intake.fhir.pull;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.therafed.profiles.outcome.Phrase;

/** Lines of NDJSON, each of a bounded length. */
final class NdjsonLines {

  private final InputStream in;
  private final FhirWire wire;
  private int count;

  NdjsonLines(InputStream in, FhirWire wire) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.wire = wire;
  }

  int count() {
    return count;
  }

  /**
   * Hands every line over that is not blank. What ends without a line feed must be whole JSON: else
   * the file was cut.
   */
  void each(Consumer<byte[]> line) throws IOException {
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        take(buffer, line);
      } else {
        buffer.write(next);
        if (buffer.size() > wire.largest()) {
          throw FhirWire.answer(
              new Phrase(
                  "a line longer than " + wire.largest() + " bytes",
                  "某行超过 " + wire.largest() + " 字节"));
        }
      }
    }
    if (!isBlank(buffer) && wire.parse(buffer.toByteArray()).isEmpty()) {
      throw FhirWire.answer(new Phrase("a file that ends within a line", "文件在行中间中断"));
    }
    take(buffer, line);
  }

  private void take(ByteArrayOutputStream buffer, Consumer<byte[]> line) {
    if (!isBlank(buffer)) {
      count++;
      line.accept(buffer.toByteArray());
    }
    buffer.reset();
  }

  private static boolean isBlank(ByteArrayOutputStream buffer) {
    return buffer.size() <= 1 && buffer.toString(java.nio.charset.StandardCharsets.UTF_8).isBlank();
  }
}
