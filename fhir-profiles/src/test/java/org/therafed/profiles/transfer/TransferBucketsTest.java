package org.therafed.profiles.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TransferBucketsTest {

  @Test
  void aBucketHoldsAThousandNumbersFromOne() {
    assertThat(TransferBuckets.of(1)).isZero();
    assertThat(TransferBuckets.of(1000)).isZero();
    assertThat(TransferBuckets.of(1001)).isEqualTo(1);
    assertThat(TransferBuckets.first(1)).isEqualTo(1001);
    assertThat(TransferBuckets.last(1)).isEqualTo(2000);
  }

  /** {@code printf '9:aa\n10:bb\n' | sha256sum}: by number, not by text. */
  @Test
  void theDigestIsOverLinesInTheOrderOfTheNumbers() {
    assertThat(TransferBuckets.digest(new TreeMap<>(Map.of(10L, "bb", 9L, "aa"))))
        .isEqualTo("9b1234d0ba989eb220e0a7afb0ce4bcd271594d71ae3bbdc35213d2e88442e08");
  }
}
