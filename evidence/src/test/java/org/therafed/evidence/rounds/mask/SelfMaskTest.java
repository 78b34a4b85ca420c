package org.therafed.evidence.rounds.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.rounds.RoundSums;

class SelfMaskTest {

  private static final List<String> SITES = List.of("a", "b", "c");
  private static final String PURPOSE = "question|1";
  private static final int CELLS = 600;

  /** A few persons in cells that are mostly empty, as by month. */
  private static RoundSums cells(int site) {
    double[] cells = new double[CELLS];
    for (int i = site; i < CELLS; i += 7) {
      cells[i] = i % 4;
    }
    return new RoundSums(cells);
  }

  private static byte[] secret(int site) {
    byte[] secret = new byte[SelfMask.BYTES];
    Arrays.fill(secret, (byte) (site + 1));
    return secret;
  }

  private static List<MaskedSums> masked() {
    Map<String, KeyPair> keys = new TreeMap<>();
    SITES.forEach(site -> keys.put(site, PairwiseMasks.newKeys()));
    List<MaskedSums> masked = new ArrayList<>();
    for (int s = 0; s < SITES.size(); s++) {
      Map<String, PublicKey> peers = new TreeMap<>();
      String own = SITES.get(s);
      keys.forEach((site, pair) -> peers.put(site, pair.getPublic()));
      peers.remove(own);
      masked.add(
          SelfMask.over(
              PairwiseMasks.agree(own, keys.get(own).getPrivate(), peers)
                  .mask(cells(s), FixedPoint.defaults(), SITES, PURPOSE),
              secret(s),
              PURPOSE));
    }
    return masked;
  }

  @Test
  void totalIsThereWhenEverySiteHasTakenItsMaskOff() {
    MaskedSums sum = masked().stream().reduce(MaskedSums.empty(), MaskedSums::merge);
    for (int s = 0; s < SITES.size(); s++) {
      sum = SelfMask.off(sum, secret(s), PURPOSE);
    }
    RoundSums pooled = cells(0).merge(cells(1)).merge(cells(2));
    assertThat(sum.total(3)).isEqualTo(pooled);
  }

  /** Whoever holds all masked sums, and all secrets but one, still holds noise. */
  @Test
  void oneSecretThatIsKeptKeepsTheTotal() {
    MaskedSums sum = masked().stream().reduce(MaskedSums.empty(), MaskedSums::merge);
    MaskedSums two = SelfMask.off(SelfMask.off(sum, secret(0), PURPOSE), secret(1), PURPOSE);
    assertThat(shareOfOnes(two)).isBetween(0.48, 0.52);
    assertThatThrownBy(() -> two.total(3)).isInstanceOf(EvidenceFault.class);
    // The secret of another attempt opens nothing.
    MaskedSums other = SelfMask.off(two, secret(2), "question|2");
    assertThat(shareOfOnes(other)).isBetween(0.48, 0.52);
  }

  @Test
  void oneSitesMaskedSumsAreUniformAlsoWithoutItsOwnMask() {
    List<MaskedSums> masked = masked();
    for (int s = 0; s < SITES.size(); s++) {
      assertThat(shareOfOnes(masked.get(s))).isBetween(0.48, 0.52);
      assertThat(shareOfOnes(SelfMask.off(masked.get(s), secret(s), PURPOSE)))
          .as("what the others' masks still hide")
          .isBetween(0.48, 0.52);
      assertThat(byteFrequency(masked.get(s))).isLessThan(400);
    }
  }

  private static double shareOfOnes(MaskedSums sums) {
    int ones = 0;
    for (byte b : sums.bytes()) {
      ones += Integer.bitCount(b & 0xff);
    }
    return ones / (8.0 * sums.bytes().length);
  }

  /** Chi-square of the bytes against a uniform distribution, 255 degrees of freedom. */
  private static double byteFrequency(MaskedSums sums) {
    int[] count = new int[256];
    for (byte b : sums.bytes()) {
      count[b & 0xff]++;
    }
    double expected = sums.bytes().length / 256.0;
    return Arrays.stream(count).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
  }

  @Test
  void secretOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> SelfMask.over(masked().get(0), new byte[8], PURPOSE))
        .isInstanceOf(EvidenceFault.class);
  }
}
