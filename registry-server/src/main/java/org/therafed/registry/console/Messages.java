package org.therafed.registry.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the console says, in English; {@code messages/msg_zh.properties} says it in Chinese. */
@MessageBundle
public interface Messages {

  @Message("Therafed registry")
  String product();

  @Message("Evidence")
  String evidence();

  @Message("Skip to content")
  String skip();

  @Message("中文")
  String other_language();

  @Message("There is no page at this address")
  String no_such_page();

  @Message("To the evidence")
  String to_evidence();

  @Message("Log out")
  String log_out();

  @Message("Log in")
  String log_in();

  @Message("Log in with your organisation's account")
  String log_in_provider();

  @Message("Back to the log-in page")
  String log_in_again();

  @Message("You are logged in. Go on")
  String log_in_goes_on();

  @Message("User name")
  String user_name();

  @Message("Password")
  String password();

  @Message("User name or password is not right. Nothing was logged in; try again.")
  String log_in_failed();

  @Message("Evidence of advanced treatments, gathered from hospitals without a name leaving them.")
  String tagline();

  @Message("Data cut")
  String data_cut();

  @Message("none is frozen yet")
  String no_data_cut();

  @Message("Software")
  String software();

  @Message("Module version")
  String module_version();

  @Message("Overall survival")
  String survival();

  @Message("Time since index date (months)")
  String months_axis();

  @Message("Survival")
  String survival_axis();

  @Message("People at risk")
  String at_risk();

  @Message("Survival with {level} interval and people at risk, by month")
  String survival_caption(String level);

  @Message("Show the curve as a table")
  String survival_as_table();

  @Message("Month")
  String month();

  @Message("Median")
  String median();

  @Message("Median follow-up")
  String follow_up();

  @Message("{level} interval")
  String interval_of(String level);

  @Message("Shaded: {level} interval")
  String band(String level);

  @Message("not reached")
  String limit_not_reached();

  @Message("months")
  String months_unit();

  @Message("not reached or not published")
  String not_reached();

  @Message("not released")
  String not_released();

  @Message("withheld")
  String withheld();

  @Message("People")
  String people();

  @Message("Sites")
  String sites();

  @Message("Response")
  String response();

  @Message("Share of assessed people who responded")
  String response_caption();

  @Message("Endpoint")
  String endpoint();

  @Message("Rate")
  String rate();

  @Message("Group")
  String arm();

  @Message("Treated")
  String treated();

  @Message("Standard care")
  String standard_care();

  @Message("Adverse events")
  String toxicity();

  @Message(
      "Worst CTCAE v5.0 grade per person and term, treated people; {people} people, {sites} sites")
  String toxicity_caption(String people, String sites);

  @Message("Term")
  String term();

  @Message("Any grade")
  String any_grade();

  @Message("Grade 3 or higher")
  String severe();

  @Message("Grade {grade}")
  String grade(int grade);

  @Message("Any term")
  String any_term();

  @Message("Cost per course")
  String cost();

  @Message("Mean cost per course, {currency}, prices of {year}; {courses} courses, {sites} sites")
  String cost_caption(String currency, String year, String courses, String sites);

  @Message("Component")
  String component();

  @Message("Mean")
  String mean();

  @Message("Total")
  String total();

  @Message("Drug")
  String component_drug();

  @Message("Administration")
  String component_administration();

  @Message("Imaging")
  String component_imaging();

  @Message("Hospital stay")
  String component_hospital();

  @Message("Supportive care")
  String component_supportive();

  @Message("Laboratory")
  String component_laboratory();

  @Message("Kidney replacement therapy")
  String component_replacement();

  @Message("How to read this")
  String caveats();

  @Message(
      "Counts are rounded to 5; cells of 1 to 10 people are not shown, nor anything from which they"
          + " follow. Printed intervals contain the exact ones; only between two changes of a survival"
          + " curve are value and interval those of the last change.")
  String caveat_disclosure();

  @Message(
      "The groups are not randomised and not adjusted for differences between their patients: do not"
          + " read their difference as an effect of the treatment.")
  String caveat_not_adjusted();

  @Message(
      "“Not released” does not say why: too few people or hospitals, or an answer that would tell of"
          + " a few people together with others.")
  String caveat_not_released();

  @Message(
      "People who could not be assessed for an endpoint are not counted in it; whoever died or"
          + " progressed first counts as without a response where the module's rule says so.")
  String caveat_not_evaluable();

  @Message("People without a report of death count until their last dated record.")
  String caveat_follow_up();

  @Message(
      "An upper limit of a median that is not reached lies beyond the end of the published curve.")
  String caveat_limit();

  @Message("Costs are counted as observed; courses that are still followed may grow.")
  String caveat_cost();

  @Message("A person treated at several hospitals is counted once where a national id links them.")
  String caveat_linked();

  @Message("Treated at several hospitals, counted once")
  String linked();

  @Message("Not assessable")
  String excluded();

  @Message("Sites on board")
  String sites_page();

  @Message("Sites and invitations by site id")
  String sites_caption();

  @Message("Next step")
  String next_step();

  @Message("Last seen")
  String last_seen();

  @Message("not yet")
  String never();

  @Message("Channels")
  String channels();

  @Message("Zone")
  String zone();

  @Message("Contact role")
  String contact_role();

  @Message("not said")
  String not_said();

  @Message("Modules")
  String modules();

  @Message("open, not reviewed")
  String module_open();

  @Message("reviewed")
  String module_reviewed();

  @Message("opens at accreditation")
  String module_closed();

  @Message("Conformance")
  String conformance();

  @Message("passed")
  String conformance_passed();

  @Message("failed")
  String conformance_failed();

  @Message("not run")
  String conformance_not_run();

  @Message("by the site")
  String by_site();

  @Message("by you")
  String by_administrator();

  @Message("Withdraw")
  String act_withdraw();

  @Message("Accredit")
  String act_accredit();

  @Message("Make live")
  String act_live();

  @Message("Suspend")
  String act_suspend();

  @Message("Resume")
  String act_resume();

  @Message("Mark as reviewed")
  String act_review();

  @Message("Invite a hospital")
  String invite();

  @Message("Site id (the gateway's THERAFED_SITE_ID)")
  String invite_site();

  @Message("Name of the hospital")
  String invite_name();

  @Message("Days until it ends (1 to 90)")
  String invite_days();

  @Message("Make the invitation")
  String invite_button();

  @Message("This code is shown once. Tell it to the hospital's IT person yourself, not by e-mail.")
  String code_once();

  @Message("No site is on board yet: invite the first.")
  String no_sites();

  @Message("Found")
  String found();

  @Message("Needed")
  String needed();

  @Message("What to do")
  String what_to_do();

  @Message("Result")
  String result();

  @Message("Code for {site}, until {day}")
  String code_of(String site, String day);

  @Message("Conformance report of {site}")
  String report_title(String site);

  @Message("Run {run}")
  String report_run(int run);
}
