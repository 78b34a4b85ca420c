package org.therafed.registry.console;

import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;

/**
 * Whether a form was sent from a page of this registry. Beside the session's SameSite=strict: a
 * browser keeps a password of Basic and sends it from any page, and only it can say from which.
 */
final class OwnForm {

  private OwnForm() {}

  /**
   * Lets the form of an own page pass.
   *
   * @param from Sec-Fetch-Site, null for none
   * @throws Fault RG-ACCESS-006 for any other
   */
  static void check(String from) {
    if (!"same-origin".equals(from)) {
      throw RegistryCode.OTHER_PAGE.with();
    }
  }
}
