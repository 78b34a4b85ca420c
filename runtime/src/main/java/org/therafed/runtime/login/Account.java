package org.therafed.runtime.login;

import java.util.Set;

/**
 * An account of a person.
 *
 * @param passwordHash null where a provider vouches for the person
 * @param roles comma-separated
 * @param label how the provider calls the person; empty: by the name
 */
record Account(String name, String passwordHash, String roles, String label) {

  Set<String> roleSet() {
    return Set.of(roles.split(","));
  }

  @Override
  public String toString() {
    return "Account[" + roles + "]";
  }
}
