package org.therafed.gateway.deidentify.pseudonym;

import java.util.Optional;
import org.therafed.gateway.deidentify.nationalid.NationalId;

/**
 * The person whose records are de-identified.
 *
 * @param issuer namespace of the id
 * @param id the hospital's id
 * @param nationalId where there is one that may link
 * @param keyVersion of the site's key that the person's pseudonym is made with, from 1
 */
public record Subject(String issuer, String id, Optional<NationalId> nationalId, int keyVersion) {

  /** Somebody under the first key. */
  public Subject(String issuer, String id, Optional<NationalId> nationalId) {
    this(issuer, id, nationalId, 1);
  }

  /** Without identity, for logs. */
  @Override
  public String toString() {
    return "Subject[…]";
  }
}
