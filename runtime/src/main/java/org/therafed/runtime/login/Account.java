package org.therafed.runtime.login;

import java.util.Set;

/**
 * A local account of a person.
 *
 * @param roles comma-separated
 */
record Account(String name, String passwordHash, String roles) {

  Set<String> roleSet() {
    return Set.of(roles.split(","));
  }

  @Override
  public String toString() {
    return "Account[" + roles + "]";
  }
}
