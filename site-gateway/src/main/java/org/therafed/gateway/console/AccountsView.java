package org.therafed.gateway.console;

import java.util.List;

/**
 * Accounts, ready to print.
 *
 * @param opened name of the account that was opened right now; null otherwise
 * @param password its password for the first time, which is shown once
 * @param problem why nothing was done; null otherwise
 * @param local whether local accounts are taken
 */
public record AccountsView(
    List<Row> rows, String opened, String password, String problem, boolean local) {

  /**
   * An account.
   *
   * @param oneTimeUntil end of a password that nobody has replaced; empty: replaced
   * @param provided null for a local account
   */
  public record Row(String name, String role, String oneTimeUntil, Provided provided) {}

  /**
   * What the provider says of a person.
   *
   * @param label how the person is called there
   * @param organisation whom the person belongs to; may be empty
   * @param until when the person has to sign in again
   */
  public record Provided(String label, String organisation, String issuer, String until) {}
}
