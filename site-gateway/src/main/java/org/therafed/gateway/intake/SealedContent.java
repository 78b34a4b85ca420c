package org.therafed.gateway.intake;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.therafed.gateway.database.Bytes;
import org.therafed.gateway.database.Place;
import org.therafed.gateway.database.Transaction;

/**
 * The content of an arrival as the database keeps it: encrypted, behind the SHA-256 of what came.
 * The two differ where parts of a Bundle were taken out of it.
 *
 * @param sha256 hex digits over what came; empty where nothing is kept here
 */
public record SealedContent(String sha256, Bytes content) {

  private static final int DIGEST_BYTES = 32;

  /** Nothing: it is in a file, or no longer kept. */
  private static final SealedContent NONE = new SealedContent("", Bytes.NONE);

  /** What the database is given. */
  public static byte[] seal(Transaction tx, UUID arrival, String sha256, byte[] content) {
    ByteBuffer clear = ByteBuffer.allocate(DIGEST_BYTES + content.length);
    clear.put(HexFormat.of().parseHex(sha256)).put(content);
    return tx.seal(clear.array(), place(arrival));
  }

  /**
   * What {@link #seal} made; null: nothing.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-KEYS-007
   */
  public static SealedContent open(Transaction tx, UUID arrival, byte[] sealed) {
    if (sealed == null) {
      return NONE;
    }
    byte[] clear = tx.open(sealed, place(arrival));
    return new SealedContent(
        HexFormat.of().formatHex(clear, 0, DIGEST_BYTES),
        Bytes.of(Arrays.copyOfRange(clear, DIGEST_BYTES, clear.length)));
  }

  private static Place place(UUID arrival) {
    return Place.of("arrival", "content", arrival);
  }

  /** Without content, for logs. */
  @Override
  public String toString() {
    return "SealedContent[…]";
  }
}
