package org.therafed.gateway.deidentify.dateshift;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.therafed.gateway.deidentify.pseudonym.FederationKey;
import org.therafed.gateway.deidentify.pseudonym.Pseudonyms;
import org.therafed.gateway.deidentify.pseudonym.Subject;

/**
 * The shift of a person: from the federation key and the national id where both are known, so that
 * every hospital moves the person's dates alike; else from the site key and the hospital's id.
 */
@Singleton
public class DateShifts {

  private static final int FINGERPRINT_BYTES = 8;

  private final FederationKey federation;
  private final Pseudonyms site;

  @Inject
  public DateShifts(FederationKey federation, Pseudonyms site) {
    this.federation = federation;
    this.site = site;
  }

  /** The person's shift. */
  public DateShift of(Subject subject) {
    Optional<byte[]> shared = subject.nationalId().flatMap(federation::dateShiftSeed);
    byte[] seed =
        shared.orElseGet(
            () -> site.dateShift("date-shift|" + subject.issuer() + "|" + subject.id()));
    return new DateShift(days(seed), fingerprint(shared.isPresent(), seed));
  }

  /**
   * 730 equally likely values: −365 to −1 and 1 to 365. The bias of the remainder is below 2⁻⁵³.
   */
  static int days(byte[] seed) {
    int draw =
        (int) Long.remainderUnsigned(ByteBuffer.wrap(seed).getLong(), 2L * DateShift.MOST_DAYS);
    return draw < DateShift.MOST_DAYS ? draw - DateShift.MOST_DAYS : draw - DateShift.MOST_DAYS + 1;
  }

  private String fingerprint(boolean shared, byte[] seed) {
    // Keyed once more: the database, where the fingerprint is kept, must not hold the seed.
    byte[] print = site.dateShift("date-shift-basis|" + HexFormat.of().formatHex(seed));
    return (shared ? "federation:" : "site:")
        + HexFormat.of().formatHex(print, 0, FINGERPRINT_BYTES);
  }
}
