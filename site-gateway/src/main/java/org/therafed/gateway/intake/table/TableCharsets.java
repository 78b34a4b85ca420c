package org.therafed.gateway.intake.table;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The encodings in which tables come. */
final class TableCharsets {

  private TableCharsets() {}

  /** The encoding of a name; GB 18030 reads what GBK and GB 2312 wrote. */
  static Optional<Charset> named(String name) {
    return switch (name.strip().toUpperCase(Locale.ROOT)) {
      case "UTF-8", "UTF8" -> Optional.of(StandardCharsets.UTF_8);
      case "GB18030", "GBK", "GB2312" -> Optional.of(Charset.forName("GB18030"));
      default -> Optional.empty();
    };
  }
}
