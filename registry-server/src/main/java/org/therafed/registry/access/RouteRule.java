package org.therafed.registry.access;

/** Who may use a route. */
public enum RouteRule {
  /** Anybody: log-in page, capability statement. */
  PUBLIC,
  /** Anybody: who asks proves in the request itself to be a registered site. */
  CLIENT,
  /** A live site by its access token, or by a token that it signed for this request. */
  SITE,
  /** The same, and a site that is registered and not live yet. */
  JOINING,
  /** A registered site for what it sent; a payer or researcher for what a row-level grant gives. */
  RECORDS,
  /** A person with role payer or researcher, who needs a row-level grant beside it. */
  HOLDER,
  /** A registered site by a token that it signed for this request; no access token is enough. */
  SITE_KEY,
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
