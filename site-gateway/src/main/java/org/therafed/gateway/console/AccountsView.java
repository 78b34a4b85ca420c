package org.therafed.gateway.console;

import java.util.List;

/**
 * Accounts, ready to print.
 *
 * @param opened name of the account that was opened right now; null otherwise
 * @param password its password for the first time, which is shown once
 * @param problem why nothing was done; null otherwise
 */
public record AccountsView(List<Row> rows, String opened, String password, String problem) {

  /**
   * An account.
   *
   * @param oneTimeUntil end of a password that nobody has replaced; empty: replaced
   */
  public record Row(String name, String role, String oneTimeUntil) {}
}
