package org.therafed.registry.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the pages of projects and data use say; {@code messages/prj_zh.properties} in Chinese. */
@MessageBundle("prj")
public interface ProjectMessages {

  @Message("Projects")
  String projects();

  @Message("Requests and grants, the latest first")
  String projects_caption();

  @Message("No project yet.")
  String no_projects();

  @Message("Data use")
  String data_use();

  @Message("Who uses the federation's data")
  String data_use_title();

  @Message(
      "Every project that was granted, for anybody to read: whose it is, what for, what it may ask,"
          + " from when till when, and how many answers with figures it was given. Persons are named"
          + " only where they agreed.")
  String data_use_note();

  @Message("Projects that were granted")
  String data_use_caption();

  @Message("No project was granted yet.")
  String no_use();

  @Message("The same as JSON")
  String as_json();

  @Message("Organisation")
  String organisation();

  @Message("Role")
  String role();

  @Message("payer")
  String role_payer();

  @Message("researcher")
  String role_researcher();

  @Message("Purpose")
  String purpose();

  @Message("Therapy modules")
  String modules();

  @Message("Questions")
  String questions();

  @Message("response")
  String question_response();

  @Message("survival")
  String question_survival();

  @Message("slope")
  String question_slope();

  @Message("toxicity")
  String question_toxicity();

  @Message("cost")
  String question_cost();

  @Message("Release class")
  String release();

  @Message("disclosed figures")
  String release_figures();

  @Message("disclosed figures, and rows that hospitals approve")
  String release_rows();

  @Message("rows that hospitals approved")
  String release_rows_alone();

  @Message("Row-level grant without a project")
  String rows_alone();

  @Message("From")
  String from();

  @Message("Until")
  String until();

  @Message("State")
  String state();

  @Message("waits for review")
  String state_requested();

  @Message("granted")
  String state_granted();

  @Message("refused")
  String state_refused();

  @Message("ended")
  String state_ended();

  @Message("in force")
  String state_in_force();

  @Message("not begun")
  String state_to_come();

  @Message("over")
  String state_over();

  @Message("Answers released")
  String answers();

  @Message("Account")
  String account();

  @Message("Named with their agreement")
  String contact();

  @Message("Reason")
  String reason();

  @Message("Grant")
  String act_grant();

  @Message("Refuse")
  String act_refuse();

  @Message("End at once")
  String act_end();

  @Message("Grant until (not later than asked for)")
  String grant_until();

  @Message("Ask for a project")
  String ask();

  @Message("Send the request")
  String ask_button();

  @Message(
      "An administrator reviews it. Organisation, role, purpose and scope of a granted project"
          + " are public: write nobody's name into them.")
  String ask_note();

  @Message("Name of a person to be published (may stay empty)")
  String ask_contact();

  @Message("This person agrees to the publication of the name")
  String ask_agreed();

  @Message(
      "Part of this page is outside your projects and says “not released”. See Projects for what you"
          + " may ask, and to ask for more.")
  String outside();
}
