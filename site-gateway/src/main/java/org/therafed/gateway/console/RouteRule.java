package org.therafed.gateway.console;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.therafed.gateway.site.ConsoleRole;

/** Who may use a route of the console, and whether its use is recorded. */
enum RouteRule {
  /** Anybody: the log-in page. */
  PUBLIC(false),
  /** Whoever has signed in; nothing of one patient. */
  STAFF(false, ConsoleRole.OPERATOR, ConsoleRole.OFFICER, ConsoleRole.CLINICIAN),
  /** Whoever has signed in, for what is about one patient, or changes something of their own. */
  STAFF_RECORDED(true, ConsoleRole.OPERATOR, ConsoleRole.OFFICER, ConsoleRole.CLINICIAN),
  /** Runs the gateway. */
  OPERATOR(false, ConsoleRole.OPERATOR),
  /** Changes how the gateway runs. */
  OPERATOR_RECORDED(true, ConsoleRole.OPERATOR),
  /** Decides on what is held. */
  KEEPER_RECORDED(true, ConsoleRole.OPERATOR, ConsoleRole.CLINICIAN),
  /** Watches over the gateway: keys, certificates, the audit. */
  OVERSEER(false, ConsoleRole.OPERATOR, ConsoleRole.OFFICER),
  /** Watches over what leaves of one patient. */
  OVERSEER_RECORDED(true, ConsoleRole.OPERATOR, ConsoleRole.OFFICER),
  /** Decides on what the hospital answers about its patients. */
  OFFICER_RECORDED(true, ConsoleRole.OFFICER),
  /** Treats patients; nothing of one of them. */
  CLINICIAN(false, ConsoleRole.CLINICIAN),
  /** Treats patients: sees theirs, enters data. */
  CLINICIAN_RECORDED(true, ConsoleRole.CLINICIAN);

  private final boolean recorded;
  private final String needed;

  RouteRule(boolean recorded, ConsoleRole... roles) {
    this.recorded = recorded;
    this.needed = Arrays.stream(roles).map(ConsoleRole::code).collect(Collectors.joining(", "));
  }

  boolean recorded() {
    return recorded;
  }

  boolean admits(ConsoleRole role) {
    return List.of(needed.split(", ")).contains(role.code());
  }

  /** The roles by code, for a message. */
  String needed() {
    return needed;
  }
}
