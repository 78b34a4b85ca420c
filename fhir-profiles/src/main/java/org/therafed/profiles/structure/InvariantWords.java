package org.therafed.profiles.structure;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * FHIR's own invariants in Chinese, which no definition carries: {@code invariants_zh.properties},
 * with the rows {@code <key>.en} (what R4 prints) and {@code <key>.zh}.
 */
final class InvariantWords {
  private static final String FILE = "invariants_zh.properties";
  private static final Properties WORDS = read();

  private InvariantWords() {}

  /** The Chinese words of an invariant; empty where its English ones are not those of R4. */
  static String chinese(String key, String human) {
    return human.equals(WORDS.getProperty(key + ".en")) ? WORDS.getProperty(key + ".zh", "") : "";
  }

  /** The keys of the invariants that have words. */
  static Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    for (String row : WORDS.stringPropertyNames()) {
      keys.add(row.substring(0, row.lastIndexOf('.')));
    }
    return keys;
  }

  private static Properties read() {
    try (InputStream in = InvariantWords.class.getResourceAsStream(FILE)) {
      Properties words = new Properties();
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " is not on the class path", e);
    }
  }
}
