package org.therafed.dicom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileLoopTest {
  @Test
  void fileThatDoesNotFitInMemoryIsSaidAndTheOthersAreDone() {
    StringWriter err = new StringWriter();
    List<Path> done = new ArrayList<>();
    Path large = Path.of("1-DOE.dcm");
    Path small = Path.of("2.dcm");

    int exit =
        new FileLoop(new PrintWriter(err), new FileNames())
            .run(
                List.of(large, small),
                file -> {
                  if (file.equals(large)) {
                    throw new OutOfMemoryError("for the test");
                  }
                  done.add(file);
                });

    assertThat(exit).isEqualTo(1);
    assertThat(done).containsExactly(small);
    assertThat(err.toString())
        .startsWith("file 1 of 2: DCM-CLI-008 Not enough memory")
        .contains("-Xmx")
        .doesNotContain("DOE");
  }
}
