package org.therafed.dicom.deidentify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.therafed.dicom.dataset.Dictionary;

/** Every tag of the dictionary's resource; of repeating groups the first two. */
final class DictionaryTags {
  private DictionaryTags() {}

  static List<Integer> all() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Dictionary.class.getResourceAsStream("data-elements.tsv"),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
          .map(line -> line.substring(0, 8))
          .flatMap(
              hex ->
                  hex.indexOf('x') < 0
                      ? java.util.stream.Stream.of(hex)
                      : java.util.stream.Stream.of(
                          hex.replace("xx", "00").replace('x', '0'),
                          hex.replace("xx", "02").replace('x', '2')))
          .distinct()
          .map(TableFiles::tag)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
