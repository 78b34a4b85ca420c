package org.therafed.gateway.deidentify.pseudonym;

import java.util.Optional;
import org.therafed.gateway.deidentify.nationalid.NationalId;

/**
 * The person whose records are de-identified.
 *
 * @param issuer namespace of the id
 * @param id the hospital's id
 * @param nationalId where there is one that may link
 */
public record Subject(String issuer, String id, Optional<NationalId> nationalId) {

  /** Without identity, for logs. */
  @Override
  public String toString() {
    return "Subject[…]";
  }
}
