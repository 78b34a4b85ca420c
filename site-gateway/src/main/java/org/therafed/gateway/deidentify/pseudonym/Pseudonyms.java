package org.therafed.gateway.deidentify.pseudonym;

import com.google.crypto.tink.prf.PrfSet;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.identifier.Pseudonym;

/**
 * Keyed names: HMAC-SHA-256 with the site key over kind, namespace and id. Without the key they can
 * neither be reversed nor guessed, and another hospital's names of the same ids differ.
 */
@Singleton
public class Pseudonyms {

  private static final int PRF_BYTES = 32;
  private static final int HEX_DIGITS = 40;
  private static final int UID_BYTES = 16;

  private final PrfSet prf;

  @Inject
  public Pseudonyms(Site site) {
    this(KeyFiles.sitePrf(site.folder("keys")));
  }

  Pseudonyms(PrfSet prf) {
    this.prf = prf;
  }

  /** The patient's pseudonym. */
  public Pseudonym patient(Subject subject) {
    return name("patient|" + subject.issuer() + "|" + subject.id());
  }

  /** The keyed id of another record. */
  public Pseudonym record(String type, String localId) {
    return name(type + "|site|" + localId);
  }

  /** The keyed form of an identifier's value. */
  public Pseudonym value(String system, String value) {
    return name("identifier|" + system + "|" + value);
  }

  /**
   * A keyed UID in the UUID-derived form.
   *
   * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part05/sect_B.2.html">
   *     PS3.5 B.2</a>
   */
  public String uid(String uid) {
    byte[] bytes = Arrays.copyOf(prf("uid|" + uid), UID_BYTES);
    return "2.25." + new BigInteger(1, bytes);
  }

  /** 32 bytes that depend on the site key and the message. */
  public byte[] prf(String message) {
    try {
      return prf.computePrimary(message.getBytes(StandardCharsets.UTF_8), PRF_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 yields 32 bytes.", e);
    }
  }

  private Pseudonym name(String message) {
    return new Pseudonym(HexFormat.of().formatHex(prf(message)).substring(0, HEX_DIGITS));
  }
}
