package org.therafed.registry.access;

/** Who may use a route. */
public enum RouteRule {
  /** Anybody: log-in page, capability statement. */
  PUBLIC,
  /** A registered site by its signed token. */
  SITE,
  /** A person with role payer, researcher or admin. */
  READER,
  /** Any person who has logged in. */
  PERSON,
  /** A person with role auditor or admin. */
  AUDITOR,
  /** A person with role auditor, and nobody who asks questions as well. */
  AUDITOR_ALONE,
  /** A person with role admin. */
  ADMIN
}
