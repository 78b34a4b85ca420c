package org.therafed.registry.projects;

import io.quarkus.security.identity.SecurityIdentity;

/**
 * Who asks a question.
 *
 * @param account name of the account
 * @param administrator whether it operates the registry, and asks without a project
 */
public record Asker(String account, boolean administrator) {

  /** The person of a request. */
  public static Asker of(SecurityIdentity person) {
    return new Asker(person.getPrincipal().getName(), person.hasRole("admin"));
  }
}
