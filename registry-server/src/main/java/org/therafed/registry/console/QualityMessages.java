package org.therafed.registry.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the page of data quality says; {@code messages/dq_zh.properties} says it in Chinese. */
@MessageBundle("dq")
public interface QualityMessages {

  @Message("Data quality")
  String quality();

  @Message("By site and therapy module")
  String caption();

  @Message("No course has arrived yet.")
  String nothing();

  @Message("Site")
  String site();

  @Message("Module")
  String module();

  @Message("Completeness")
  String completeness();

  @Message("Timeliness")
  String timeliness();

  @Message("Plausibility")
  String plausibility();

  @Message("Conformance")
  String conformance();

  @Message("Freshness")
  String freshness();

  @Message("Last seen")
  String last_seen();

  @Message("silent")
  String silent();

  @Message("never")
  String never();

  @Message("not shown")
  String withheld();

  @Message("falling since {month}")
  String down(String month);

  @Message("rising since {month}")
  String up(String month);

  @Message(
      "Completeness: items due with a course that are there. Timeliness: courses that came by the end"
          + " of the quarter after the one in which they began. Plausibility: courses of patients in"
          + " whose records nothing contradicts. Conformance: transfers taken of those sent, of the"
          + " whole site. Freshness: courses of patients who are dead or were known alive within a"
          + " year.")
  String explained();

  @Message(
      "Groups of 1 to 10 courses are not shown; a few that are there, or missing, are shown as a"
          + " limit (≤, ≥). “Falling” and “rising” are CUSUM alerts over months; a site is silent"
          + " after 31 days.")
  String rules();

  @Message("{count} changed persons are still to be looked at; plausibility may change.")
  String awaiting(String count);
}
