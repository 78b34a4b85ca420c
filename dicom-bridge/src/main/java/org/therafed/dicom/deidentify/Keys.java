package org.therafed.dicom.deidentify;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * The keyed functions of de-identification: HMAC-SHA-256 over kind and value. The same key gives
 * the same UIDs, pseudonyms and shifts in every file and run; without it none can be reversed or
 * guessed. Where the key is kept is the caller's business.
 */
public final class Keys {
  /** Shortest key accepted, bytes. */
  public static final int LEAST_BYTES = 32;

  private static final int MOST_DAYS = 365;
  private static final int PSEUDONYM_DIGITS = 40;
  private static final int UID_BYTES = 16;

  private final UnaryOperator<String> uids;
  private final PatientKeys patients;

  private Keys(UnaryOperator<String> uids, PatientKeys patients) {
    this.uids = uids;
    this.patients = patients;
  }

  /**
   * All functions from one secret.
   *
   * @param secret at least {@value #LEAST_BYTES} random bytes; copied
   * @throws DicomFault {@link DicomFaultCode#DEIDENTIFY_POLICY} where it is shorter
   */
  public static Keys of(byte[] secret) {
    if (secret.length < LEAST_BYTES) {
      throw DicomFault.of(
          DicomFaultCode.DEIDENTIFY_POLICY,
          "a key of " + secret.length + " bytes; " + LEAST_BYTES + " or more needed");
    }
    Mac keyed = keyed(new SecretKeySpec(secret, "HmacSHA256"));
    return new Keys(uid -> derived(hmac(keyed, "uid|" + uid)), new FromSecret(keyed));
  }

  /** The same, with names and shifts of patients made by the application. */
  public Keys withPatients(PatientKeys other) {
    return new Keys(uids, other);
  }

  /** The same, with UIDs made by the application; each must be a valid UID. */
  public Keys withUids(UnaryOperator<String> other) {
    return new Keys(other, patients);
  }

  String uid(String uid) {
    return uids.apply(uid);
  }

  PatientKeys patients() {
    return patients;
  }

  /** PS3.5 section B.2, over a UUID of version 8 (RFC 9562), whose free bits are the keyed ones. */
  private static String derived(byte[] mac) {
    byte[] uuid = Arrays.copyOf(mac, UID_BYTES);
    uuid[6] = (byte) ((uuid[6] & 0x0F) | 0x80);
    uuid[8] = (byte) ((uuid[8] & 0x3F) | 0x80);
    return "2.25." + new BigInteger(1, uuid);
  }

  private static Mac keyed(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", e);
    }
  }

  /** By a copy: the keyed one is shared by all threads and never fed itself. */
  private static byte[] hmac(Mac keyed, String message) {
    try {
      return ((Mac) keyed.clone()).doFinal(message.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The platform's HMAC-SHA-256 can be copied.", e);
    }
  }

  private record FromSecret(Mac keyed) implements PatientKeys {
    @Override
    public String pseudonym(PatientIdentity patient) {
      byte[] mac = hmac(keyed, "patient|" + patient.issuer() + "|" + patient.id());
      return HexFormat.of().formatHex(mac).substring(0, PSEUDONYM_DIGITS);
    }

    /** 730 equally likely values: −365 to −1 and 1 to 365. */
    @Override
    public int shiftDays(PatientIdentity patient) {
      byte[] mac = hmac(keyed, "date-shift|" + patient.issuer() + "|" + patient.id());
      int draw = (int) Long.remainderUnsigned(ByteBuffer.wrap(mac).getLong(), 2L * MOST_DAYS);
      return draw < MOST_DAYS ? draw - MOST_DAYS : draw - MOST_DAYS + 1;
    }

    @Override
    public String toString() {
      return "FromSecret[…]";
    }
  }
}
