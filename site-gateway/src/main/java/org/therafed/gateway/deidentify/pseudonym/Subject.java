package org.therafed.gateway.deidentify.pseudonym;

import java.util.Optional;

/**
 * The person whose records are de-identified.
 *
 * @param issuer namespace of the id
 * @param id the hospital's id
 * @param nationalId normalised, where it is known
 */
public record Subject(String issuer, String id, Optional<String> nationalId) {

  /** Without identity, for logs. */
  @Override
  public String toString() {
    return "Subject[…]";
  }
}
