package org.therafed.gateway.console;

/**
 * What every page shows around its content.
 *
 * @param language tag of the page's language
 * @param other tag of the other one
 * @param here path of the page, where the other language is offered
 * @param account who has signed in
 * @param operator whether with this role
 * @param officer whether as data-protection officer
 * @param clinician whether with this role
 * @param site the hospital
 */
public record Frame(
    String language,
    String other,
    String here,
    String account,
    boolean operator,
    boolean officer,
    boolean clinician,
    String site) {

  /** Whether keys and the audit are shown. */
  public boolean overseer() {
    return operator || officer;
  }

  /** Whether what is held may be decided on. */
  public boolean keeper() {
    return operator || clinician;
  }
}
