package org.therafed.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** Whatever becomes of a handler, the sender is answered. */
class GuardedStoreTest {
  private static final int OUT_OF_RESOURCES = 0xA700;
  private static final int CANNOT_UNDERSTAND = 0xC000;

  private static int status(StoreHandler handler) throws IOException {
    StoreRequest request =
        new StoreRequest(
            "SENDER",
            "1.2",
            "1.2.3",
            "1.2.840.10008.1.2",
            new ByteArrayInputStream(new byte[0]),
            "1");
    return new GuardedStore(handler).store(request).status();
  }

  @Test
  void errorOfTheMachineAndNoAnswerAreAnswered() throws IOException {
    assertThat(
            status(
                request -> {
                  throw new StackOverflowError();
                }))
        .isEqualTo(CANNOT_UNDERSTAND);
    assertThat(status(request -> null)).isEqualTo(CANNOT_UNDERSTAND);
  }

  @Test
  void diskThatFailsIsOutOfResourcesHoweverItIsThrown() throws IOException {
    assertThat(
            status(
                request -> {
                  throw new UncheckedIOException(new IOException("full"));
                }))
        .isEqualTo(OUT_OF_RESOURCES);
  }
}
