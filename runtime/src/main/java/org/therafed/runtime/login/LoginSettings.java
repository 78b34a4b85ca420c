package org.therafed.runtime.login;

import java.util.Optional;
import java.util.Set;

/** Port: what an application settles about its local accounts. */
public interface LoginSettings {

  /** What a person may be. */
  Set<String> roles();

  /** Role of the account {@link LocalAccounts#ADMIN}, one of {@link #roles}. */
  String administratorRole();

  /** Its password as configured; empty: one is made at first start and printed. */
  Optional<String> administratorPassword();

  /** Base-2 logarithm of bcrypt's rounds; each check of a password takes so many. */
  default int passwordCost() {
    return 10;
  }
}
