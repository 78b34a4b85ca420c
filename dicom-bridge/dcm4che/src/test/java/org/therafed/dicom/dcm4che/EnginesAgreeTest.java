package org.therafed.dicom.dcm4che;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.Shared;
import org.therafed.dicom.engine.DataSetDifference;
import org.therafed.dicom.io.Expectation;

/** Both engines read the same elements, meanings and values from every file. */
class EnginesAgreeTest {
  /** Differences that are legitimate, by file and with the reason. */
  private static final Map<String, String> KNOWN =
      Map.of(
          "odd/Tag-0040-A170-VR-CS.dcm",
          "implicit VR: dcm4che knows that (0040,A170) was a code string in items of a retired"
              + " sequence; ours goes by the dictionary, finds no sequence there and leaves it UN");

  @Test
  void everyElementOfEveryFileIsTheSame() throws IOException {
    Map<String, String> different = new TreeMap<>();
    int files = 0;
    int elements = 0;
    for (Expectation row : Expectation.read(Shared.folder().resolve("EXPECTED.csv"))) {
      if (row.verdict().equals("parse")) {
        Path path = Shared.folder().resolve(row.file());
        DataSetDifference difference =
            DataSetDifference.between(
                Engines.OWN.files().read(path).dataSet(),
                Engines.DCM4CHE.files().read(path).dataSet());
        files++;
        elements += difference.elements();
        if (!difference.isEmpty()) {
          different.put(row.file(), difference.toString());
        }
      }
    }
    System.out.printf(
        "EnginesAgreeTest: %d files, %d elements compared, %d files as known otherwise%n",
        files, elements, different.size());
    assertThat(different.keySet()).as(lines(different)).isEqualTo(KNOWN.keySet());
  }

  private static String lines(Map<String, String> different) {
    return different.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining("\n"));
  }
}
