package org.therafed.gateway.deidentify.pseudonym;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.therafed.profiles.identifier.Pseudonym;

/**
 * Keyed names: HMAC-SHA-256 with the site's keys over kind, namespace and id. Without the keys they
 * can neither be reversed nor guessed, and another hospital's names of the same ids differ.
 */
@Singleton
public class Pseudonyms {

  private static final int HEX_DIGITS = 40;
  private static final int UID_BYTES = 16;

  private final KeyCustody custody;

  @Inject
  public Pseudonyms(KeyCustody custody) {
    this.custody = custody;
  }

  /** The patient's pseudonym, by the version of the key that the patient is known under. */
  public Pseudonym patient(Subject subject) {
    return name(
        custody
            .keysets()
            .patient(subject.keyVersion(), "patient|" + subject.issuer() + "|" + subject.id()));
  }

  /** The keyed id of another record. */
  public Pseudonym record(String type, String localId) {
    return name(custody.keysets().record(type + "|site|" + localId));
  }

  /** The keyed form of an identifier's value. */
  public Pseudonym value(String system, String value) {
    return name(custody.keysets().record("identifier|" + system + "|" + value));
  }

  /**
   * A keyed UID in the UUID-derived form.
   *
   * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part05/sect_B.2.html">
   *     PS3.5 B.2</a>
   */
  public String uid(String uid) {
    byte[] bytes = Arrays.copyOf(custody.keysets().record("uid|" + uid), UID_BYTES);
    return "2.25." + new BigInteger(1, bytes);
  }

  /** 32 bytes for the shift of dates, which depend on the site's key and the message. */
  public byte[] dateShift(String message) {
    return custody.keysets().shift(message);
  }

  private static Pseudonym name(byte[] bytes) {
    return new Pseudonym(HexFormat.of().formatHex(bytes).substring(0, HEX_DIGITS));
  }
}
