package org.therafed.gateway.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * What the page of results says, in English; {@code messages/res_zh.properties} says it in Chinese.
 */
@MessageBundle("res")
public interface ResultMessages {

  @Message("Results")
  String results();

  @Message("Our results beside the federation")
  String heading();

  @Message("Therapy")
  String module();

  @Message("Show")
  String show();

  @Message("Nobody of whom a record was queued or sent has been treated yet.")
  String nobody();

  @Message("Treated here: {n}.")
  String treated(int n);

  @Message("The federation’s figures are of the data cut {cut}.")
  String cut(String cut);

  @Message(
      "The registry does not tell its figures now: it cannot be reached, is older than this page, or this site is not live there.")
  String absent();

  @Message("Survival")
  String survival();

  @Message("Months since the start")
  String months();

  @Message("Share without the event")
  String share();

  @Message("This hospital")
  String ours();

  @Message("Federation")
  String federation();

  @Message("At risk")
  String at_risk();

  @Message("Month")
  String month();

  @Message("Median, months")
  String median();

  @Message("95 % interval")
  String limits();

  @Message("Events / persons")
  String events_people();

  @Message("Persons / sites")
  String people_sites();

  @Message("Response")
  String response();

  @Message("Endpoint")
  String endpoint();

  @Message("Yes / judged")
  String yes_people();

  @Message("Adverse events")
  String toxicity();

  @Message("Event")
  String event();

  @Message("Any event")
  String any_event();

  @Message("Any grade")
  String any_grade();

  @Message("Grade 3 and more")
  String severe();

  @Message("not released")
  String withheld();

  @Message("not told")
  String untold();

  @Message("not reached")
  String not_reached();

  @Message("Quality of our data beside the federation’s median")
  String quality();

  @Message("Measure")
  String dimension();

  @Message("Median of the sites")
  String median_site();

  @Message("Moved")
  String drift();

  @Message("Completeness")
  String completeness();

  @Message("Timeliness")
  String timeliness();

  @Message("Plausibility")
  String plausibility();

  @Message("Conformance")
  String conformance();

  @Message("Freshness of follow-up")
  String freshness();

  @Message("up since {since}")
  String up(String since);

  @Message("down since {since}")
  String down(String since);

  @Message("fewer than 5 sites")
  String few_sites();

  @Message("The registry has told nothing about the quality of our data yet.")
  String quality_none();

  @Message(
      "As the registry counts it, over what it has of this site; the median is in steps of 5 %.")
  String quality_note();

  @Message(
      "Ours: whoever was treated and of whom records were queued or sent, unrounded, until now. The federation’s: released by the registry for everybody treated, rounded, with our own patients in it. The two differ by who the patients are, too: nothing is adjusted, and no test is meant.")
  String note();
}
