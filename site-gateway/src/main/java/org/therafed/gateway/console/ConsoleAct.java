package org.therafed.gateway.console;

import java.util.Optional;
import java.util.UUID;

/**
 * What somebody did on the console.
 *
 * @param account empty: nobody whom the gateway knows
 * @param address network address of the browser
 * @param act method and path template, or the signing in
 * @param arrival whose page it was
 */
record ConsoleAct(String account, String address, String act, Optional<UUID> arrival) {

  static final String SIGN_IN = "sign-in";

  static ConsoleAct signIn(String account, String address) {
    return new ConsoleAct(account, address, SIGN_IN, Optional.empty());
  }
}
