package org.therafed.evidence.rounds.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.PartialJson;
import org.therafed.evidence.rounds.RoundSums;

class MaskTest {
  private static final FixedPoint SCALE = FixedPoint.defaults();

  private static Map<String, PairwiseMasks> sites(long seed, int count) {
    Random random = new Random(seed);
    Map<String, Map<String, byte[]>> secrets = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      secrets.put("site" + i, new HashMap<>());
    }
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < i; j++) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        secrets.get("site" + i).put("site" + j, secret);
        secrets.get("site" + j).put("site" + i, secret);
      }
    }
    Map<String, PairwiseMasks> masks = new TreeMap<>();
    secrets.forEach((site, peers) -> masks.put(site, PairwiseMasks.ofSecrets(site, peers)));
    return masks;
  }

  @Property(tries = 1000, seed = "20261124")
  void theMaskedTotalIsTheUnmaskedTotalInTheRing(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int count) {
    Random random = new Random(seed);
    Map<String, PairwiseMasks> sites = sites(seed, count);
    List<String> names = List.copyOf(sites.keySet());
    int size = random.nextInt(6);
    long[] plain = new long[2 * size];
    double[] sum = new double[size];
    double[] absolute = new double[size];
    MaskedSums total = MaskedSums.empty();
    for (String name : names) {
      double[] values = new double[size];
      for (int i = 0; i < size; i++) {
        values[i] = random.nextGaussian() * Math.scalb(1.0, random.nextInt(60) - 20);
        long[] words = new long[2];
        SCALE.encode(values[i], words, 0);
        MaskedSums.add(plain, 2 * i, words[0], words[1]);
        sum[i] += values[i];
        absolute[i] += Math.abs(values[i]);
      }
      MaskedSums masked = sites.get(name).mask(new RoundSums(values), SCALE, names, "q/1");
      total = PartialJson.read(PartialJson.write(masked), MaskedSums.class).merge(total);
    }
    assertThat(total).isEqualTo(new MaskedSums(count, SCALE, plain));
    RoundSums read = total.total(count);
    for (int i = 0; i < size; i++) {
      assertThat(read.get(i)).isCloseTo(sum[i], within(1e-15 * absolute[i] + 1e-17));
    }
  }

  @Test
  void numbersComeBackToHalfAUnit() {
    for (double value :
        new double[] {0, -0.0, 1, -1, 0.1, -1e-18, 3e-19, 1e-300, 7e16, -7e16, Double.MIN_VALUE}) {
      long[] words = new long[2];
      SCALE.encode(value, words, 0);
      double unit = Math.scalb(1.0, -60);
      assertThat(SCALE.decode(words[0], words[1], 1))
          .isCloseTo(value, within(unit / 2 + 1e-16 * Math.abs(value)));
    }
  }

  @Test
  void countsOfATableAreExact() {
    Map<String, PairwiseMasks> sites = sites(1, 3);
    List<String> names = List.copyOf(sites.keySet());
    MaskedSums total = MaskedSums.empty();
    for (int s = 0; s < 3; s++) {
      double[] counts = {s, 1_000_000_007L * s, 0, 17};
      total = total.merge(sites.get("site" + s).mask(new RoundSums(counts), SCALE, names, "table"));
    }
    assertThat(total.total(3).toArray()).containsExactly(3, 3_000_000_021.0, 0, 51);
  }

  /**
   * One site's masked answer to the most telling of sums, all 0, is noise: χ² over bytes and over
   * bits by place, serial correlation of bytes. The seed is fixed, so the outcome is too.
   */
  @Test
  void oneMaskedAnswerAloneLooksUniform() {
    Map<String, PairwiseMasks> sites = sites(2, 3);
    List<String> names = List.copyOf(sites.keySet());
    int size = 1 << 15;
    byte[] bytes =
        sites.get("site0").mask(new RoundSums(new double[size]), SCALE, names, "u").bytes();
    long[] byValue = new long[256];
    long[] byBit = new long[128];
    double product = 0;
    double mean = 127.5;
    for (int i = 0; i < bytes.length; i++) {
      int value = bytes[i] & 0xff;
      byValue[value]++;
      for (int bit = 0; bit < 8; bit++) {
        byBit[i % 16 * 8 + bit] += value >> bit & 1;
      }
      if (i > 0) {
        product += (value - mean) * ((bytes[i - 1] & 0xff) - mean);
      }
    }
    double expected = bytes.length / 256.0;
    double chi = Arrays.stream(byValue).mapToDouble(c -> (c - expected) * (c - expected)).sum();
    assertThat(tail(chi / expected, 255)).isBetween(0.001, 0.999);
    double half = size / 2.0;
    double bits = Arrays.stream(byBit).mapToDouble(c -> (c - half) * (c - half)).sum();
    assertThat(tail(bits / (size / 4.0), 128)).isBetween(0.001, 0.999);
    double correlation = product / (bytes.length - 1) / ((256.0 * 256 - 1) / 12);
    assertThat(Math.abs(correlation)).isLessThan(3.3 / Math.sqrt(bytes.length));
  }

  @Test
  void theTestsOfUniformityFailOnUnmaskedSums() {
    long[] words = new long[2];
    SCALE.encode(42, words, 0);
    byte[] bytes = new MaskedSums(1, SCALE, words).bytes();
    long zeros = 0;
    for (byte each : bytes) {
      zeros += each == 0 ? 1 : 0;
    }
    assertThat(zeros).isGreaterThan(10);
  }

  private static double tail(double chi, int df) {
    return Gamma.regularizedGammaQ(df / 2.0, chi / 2);
  }

  @Test
  void everyRoundQuestionAndSetOfSitesHasItsOwnMasks() {
    PairwiseMasks site = sites(3, 4).get("site0");
    RoundSums sums = new RoundSums(new double[4]);
    List<String> four = List.of("site0", "site1", "site2", "site3");
    List<MaskedSums> masked = new ArrayList<>();
    masked.add(site.mask(sums, SCALE, four, "q|1"));
    masked.add(site.mask(sums, SCALE, four, "q|2"));
    masked.add(site.mask(sums, SCALE, four.subList(0, 3), "q|1"));
    assertThat(masked).doesNotHaveDuplicates();
    assertThat(site.mask(sums, SCALE, four, "q|1")).isEqualTo(masked.get(0));
  }

  @Test
  void agreedKeysCancelToo() {
    Map<String, KeyPair> keys = new TreeMap<>();
    for (String site : List.of("north", "east", "west")) {
      keys.put(site, PairwiseMasks.newKeys());
    }
    MaskedSums total = MaskedSums.empty();
    for (Map.Entry<String, KeyPair> own : keys.entrySet()) {
      Map<String, PublicKey> peers = new TreeMap<>();
      keys.forEach((site, pair) -> peers.put(site, pair.getPublic()));
      peers.remove(own.getKey());
      PairwiseMasks masks = PairwiseMasks.agree(own.getKey(), own.getValue().getPrivate(), peers);
      total =
          total.merge(
              masks.mask(
                  new RoundSums(new double[] {1.5, -2}), SCALE, List.copyOf(keys.keySet()), "q"));
    }
    assertThat(total.total(3).toArray()).containsExactly(4.5, -6);
  }

  @Test
  void whatCannotBeMaskedOrReadIsRefusedByCode() {
    Map<String, PairwiseMasks> sites = sites(5, 3);
    List<String> names = List.copyOf(sites.keySet());
    PairwiseMasks one = sites.get("site0");
    RoundSums huge = new RoundSums(new double[] {1e17});
    refused(EvidenceCode.MASK_OVERFLOW, () -> one.mask(huge, SCALE, names, "q"));
    refused(EvidenceCode.MASK_OVERFLOW, () -> new FixedPoint(100, 60));
    RoundSums sums = new RoundSums(new double[] {1});
    refused(EvidenceCode.MASK_PEERS, () -> one.mask(sums, SCALE, List.of("site0"), "q"));
    refused(EvidenceCode.MASK_PEERS, () -> one.mask(sums, SCALE, List.of("site1", "site2"), "q"));
    refused(EvidenceCode.MASK_PEERS, () -> one.mask(sums, SCALE, List.of("site0", "else"), "q"));
    MaskedSums two =
        one.mask(sums, SCALE, names, "q").merge(sites.get("site1").mask(sums, SCALE, names, "q"));
    refused(EvidenceCode.MASK_PEERS, () -> two.total(3));
    // Of masks that have not cancelled nothing plausible is left.
    refused(EvidenceCode.MASK_OVERFLOW, () -> two.total(2));
    refused(
        EvidenceCode.ROUND_SHAPE,
        () -> two.merge(one.mask(new RoundSums(new double[2]), SCALE, names, "q")));
  }

  private static void refused(
      EvidenceCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            EvidenceFault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }
}
