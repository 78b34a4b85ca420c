package org.therafed.gateway.deidentify.clk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes cryptographic long-term keys: all parts of a person's name, birth date and sex are hashed
 * into one Bloom filter of 1024 bits, under a secret that the hospitals of a federation share and
 * the registry never has. Each hash function is a stream of its own (HMAC-SHA-256 in counter mode),
 * not the sum of two, which can be attacked.
 *
 * @see <a href="https://doi.org/10.1186/1472-6947-9-41">Schnell, Bachteler, Reiher 2009</a>
 * @see <a href="https://doi.org/10.29012/jpc.v6i2.640">Niedermeyer et al. 2014</a>
 */
public final class ClkEncoder {

  /** Bits of the filter; a balanced key has twice as many. */
  static final int LENGTH = 1024;

  // Our choice, so that about half of the bits of a filter are set: what each part may set,
  // together.
  private static final int NAME_BITS = 400;
  private static final int DATE_BITS = 300;
  private static final int SEX_BITS = 20;
  private static final int FEWEST = 8;
  private static final int MOST = 100;

  private final SecretKeySpec key;
  private final ClkHardening hardening;
  private final int[] order;

  /**
   * An encoder; two make the same key of the same person if secret and hardening are the same.
   *
   * @param secret 32 bytes, derived from the federation's key for this purpose alone
   */
  public ClkEncoder(byte[] secret, ClkHardening hardening) {
    this.key = new SecretKeySpec(secret, "HmacSHA256");
    this.hardening = hardening;
    this.order = hardening.balanced() ? order() : new int[0];
  }

  /** The key of a person; empty where there is no letter in the names. */
  public Optional<Clk> encode(ClkFacts facts) {
    Set<String> name = NameTokens.of(facts.family(), facts.given());
    if (name.isEmpty()) {
      return Optional.empty();
    }
    BitSet filter = new BitSet(LENGTH);
    String salt = hardening.salted() ? Integer.toString(facts.born().getYear()) : "";
    add(filter, "name|" + salt, name, NAME_BITS);
    add(filter, "date|", date(facts), DATE_BITS);
    if (Set.of("male", "female").contains(facts.sex())) {
      add(filter, "sex|", Set.of(facts.sex()), SEX_BITS);
    }
    return Optional.of(new Clk(hardening.balanced() ? balanced(filter) : longs(filter, LENGTH)));
  }

  /** Each digit by its place, and year, month and day as a whole. */
  private static Set<String> date(ClkFacts facts) {
    String digits =
        String.format(
            Locale.ROOT,
            "%04d%02d%02d",
            facts.born().getYear(),
            facts.born().getMonthValue(),
            facts.born().getDayOfMonth());
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < digits.length(); i++) {
      tokens.add(i + ":" + digits.charAt(i));
    }
    tokens.add("y" + digits.substring(0, 4));
    tokens.add("m" + digits.substring(4, 6));
    tokens.add("d" + digits.substring(6));
    return Set.copyOf(tokens);
  }

  /** A long name sets no more bits than a short one: each of its parts sets fewer. */
  private void add(BitSet filter, String field, Set<String> tokens, int bits) {
    int each = Math.max(FEWEST, Math.min(MOST, bits / tokens.size()));
    for (String token : tokens) {
      Stream stream = new Stream(field + "|" + token);
      for (int i = 0; i < each; i++) {
        filter.set(stream.next(LENGTH));
      }
    }
  }

  private long[] balanced(BitSet filter) {
    BitSet out = new BitSet(2 * LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      out.set(order[filter.get(i) ? i : i + LENGTH]);
    }
    return longs(out, 2 * LENGTH);
  }

  /** A permutation that the secret gives (Fisher and Yates). */
  private int[] order() {
    int[] places = new int[2 * LENGTH];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    Stream stream = new Stream("order");
    for (int i = places.length - 1; i > 0; i--) {
      int other = stream.next(i + 1);
      int place = places[i];
      places[i] = places[other];
      places[other] = place;
    }
    return places;
  }

  private static long[] longs(BitSet bits, int length) {
    long[] all = new long[length / Long.SIZE];
    long[] some = bits.toLongArray();
    System.arraycopy(some, 0, all, 0, some.length);
    return all;
  }

  /** Numbers that the secret gives for a text. */
  private final class Stream {
    private final Mac mac;
    private final String text;
    private ByteBuffer block = ByteBuffer.allocate(0);
    private int blocks;

    Stream(String text) {
      this.text = text;
      try {
        this.mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", e);
      }
    }

    /** From 0 to below the bound; the bias of 32 bits over 2048 is nothing. */
    int next(int bound) {
      if (!block.hasRemaining()) {
        String message = "clk-1|" + blocks++ + "|" + text;
        block = ByteBuffer.wrap(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
      }
      return Integer.remainderUnsigned(block.getInt(), bound);
    }
  }
}
