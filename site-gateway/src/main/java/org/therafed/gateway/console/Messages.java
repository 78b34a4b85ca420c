package org.therafed.gateway.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the console says, in English; {@code messages/msg_zh.properties} says it in Chinese. */
@MessageBundle
public interface Messages {

  @Message("Therafed site gateway")
  String product();

  @Message("Overview")
  String overview();

  @Message("Held")
  String quarantine();

  @Message("What became of it?")
  String find();

  @Message("Sources")
  String sources();

  @Message("Accounts")
  String accounts();

  @Message("Skip to content")
  String skip();

  @Message("中文")
  String other_language();

  @Message("Sign out")
  String log_out();

  @Message("Sign in")
  String log_in();

  @Message("Sign in with your hospital's account")
  String log_in_provider();

  @Message("Back to the page to sign in")
  String log_in_again();

  @Message("You are signed in. Go on")
  String log_in_goes_on();

  @Message("signed in by the provider {issuer}, until {time}")
  String by_provider(String issuer, String time);

  @Message("Local accounts are switched off: people are managed at the provider.")
  String accounts_off();

  @Message("You sign in at your hospital's provider; your password is kept and changed there.")
  String password_elsewhere();

  @Message("User name")
  String user_name();

  @Message("Password")
  String password();

  @Message(
      "User name or password is not right, or there were too many attempts. Try again, after a minute if need be.")
  String log_in_failed();

  @Message("for the staff of this hospital. What is shown here stays here.")
  String tagline();

  @Message("Everything that came")
  String total_title();

  @Message("Every record that was acknowledged is in exactly one of these.")
  String total_note();

  @Message("received")
  String received();

  @Message("sent")
  String sent();

  @Message("queued")
  String queued();

  @Message("held")
  String held();

  @Message("refused")
  String refused();

  @Message("superseded")
  String superseded();

  @Message("By source")
  String by_source();

  @Message("By day of arrival, the last 14 days")
  String by_day();

  @Message("Source")
  String source();

  @Message("Day")
  String day();

  @Message("Nothing has come yet.")
  String nothing_came();

  @Message("Why")
  String why();

  @Message("Nothing is held.")
  String nothing_held();

  @Message("Why it was not sent yet")
  String waiting();

  @Message("DICOM (C-STORE)")
  String source_dimse();

  @Message("DICOMweb")
  String source_dicomweb();

  @Message("FHIR")
  String source_fhir();

  @Message("HL7 v2")
  String source_hl7();

  @Message("Tables")
  String source_table();

  @Message("Forms")
  String source_form();

  @Message("What this gateway listens at and calls. A test names no patient.")
  String sources_note();

  @Message("Registry")
  String kind_registry();

  @Message("Image archive (PACS)")
  String kind_archive();

  @Message("FHIR server")
  String kind_fhir();

  @Message("Requester of storage commitment")
  String kind_requester();

  @Message("DICOM listener")
  String kind_dicom();

  @Message("HL7 listener (MLLP)")
  String kind_hl7();

  @Message("Watch folder")
  String kind_folder();

  @Message("Certificates")
  String kind_certificates();

  @Message("Test this connection")
  String test_connection();

  @Message("Received")
  String received_at();

  @Message("Kind")
  String kind();

  @Message("Outcome")
  String outcome();

  @Message("What became of this one?")
  String find_title();

  @Message("Look it up")
  String find_ask();

  @Message("By")
  String find_by();

  @Message("Name or number")
  String find_name();

  @Message("Issuer, if the patient id has another than the usual one")
  String find_issuer();

  @Message("Look up")
  String find_button();

  @Message(
      "What you enter is looked up by its keyed digest. It is neither logged nor shown again. Fields of a row are separated by |, in the order of its key.")
  String find_note();

  @Message("Message control id (HL7 MSH-10)")
  String by_message();

  @Message("Accession number")
  String by_accession();

  @Message("Patient id")
  String by_patient();

  @Message("SOP Instance UID")
  String by_instance();

  @Message("FHIR resource (Type/id)")
  String by_record();

  @Message("Row of {table}")
  String by_row(String table);

  @Message("Found: {count}")
  String found_count(int count);

  @Message(
      "Nothing of this name has come. Names of HL7 messages and accession numbers are known from the version of this page on.")
  String found_none();

  @Message("An arrival")
  String arrival_title();

  @Message("Is so since")
  String since();

  @Message("{days} days")
  String days_ago(long days);

  @Message("Number of the transfer")
  String transfer();

  @Message("Superseded by")
  String superseded_by();

  @Message("Part of")
  String part_of();

  @Message("Content dropped")
  String dropped_at();

  @Message("Id of the arrival")
  String arrival_id();

  @Message("What its conversion doubted")
  String notes();

  @Message("What leaves")
  String preview();

  @Message(
      "Exactly the {bytes} bytes that leave the hospital, or would leave once nothing holds them.")
  String preview_note(int bytes);

  @Message("Back to the arrival")
  String back_to_arrival();

  @Message("Retry")
  String act_retry();

  @Message("Retry all")
  String act_retry_all();

  @Message("The images are of this patient")
  String act_release();

  @Message("This image is of another patient")
  String act_refuse_image();

  @Message("The whole study is of another patient")
  String act_refuse_study();

  @Message("Held, by reason")
  String held_by_reason();

  @Message("Oldest")
  String oldest();

  @Message("For too long")
  String late();

  @Message(
      "Correct what the reason says where the record comes from and send it again, or retry once the cause is mended. A value that is held as implausible leaves when it is retried: that says that it is true.")
  String retry_note();

  @Message("held for {days} days")
  String held_for(long days);

  @Message("Entered again: {count}")
  String moved(int count);

  @Message("Further ones")
  String next_page();

  @Message("Password of {name} for the first time")
  String password_of(String name);

  @Message("It is shown once and taken for 24 hours. Tell it yourself.")
  String password_once();

  @Message("Accounts of this hospital")
  String accounts_all();

  @Message("password for the first time, until {time}")
  String one_time_until(String time);

  @Message("Close the account")
  String act_close();

  @Message("Open an account, or give one a new password")
  String accounts_open();

  @Message("Role")
  String role();

  @Message("Operator")
  String role_operator();

  @Message("Data-protection officer")
  String role_officer();

  @Message("Clinician")
  String role_clinician();

  @Message("Open")
  String accounts_button();

  @Message(
      "An operator runs the gateway. A data-protection officer sees what leaves and who did what. A clinician sees patients and enters data.")
  String accounts_note();

  @Message("Your password")
  String password_own();

  @Message("Your new password is kept.")
  String password_kept();

  @Message("Present password")
  String password_now();

  @Message("New password, 12 characters or more")
  String password_next();

  @Message("Keep it")
  String password_button();

  @Message("That did not work")
  String problem();

  @Message("To the overview")
  String to_overview();

  @Message("Due")
  String work();

  @Message("Enter data")
  String forms();

  @Message("Keys")
  String keys();

  @Message("Audit")
  String audit();

  @Message("What is due")
  String due_title();

  @Message("Nothing is due.")
  String nothing_due();

  @Message("Patient")
  String patient();

  @Message("What")
  String what();

  @Message("State")
  String state();

  @Message("On")
  String due_on();

  @Message("By")
  String due_by();

  @Message("Enter")
  String enter();

  @Message("overdue")
  String overdue();

  @Message("due")
  String due_now();

  @Message("soon")
  String due_soon();

  @Message("and {count} more")
  String further(int count);

  @Message("There are more; these come first.")
  String due_more();

  @Message(
      "By the windows of each therapy module, counted from the cycles and days of the course; what was due more than a year ago is left out.")
  String due_note();

  @Message("Completeness, timeliness and follow-up")
  String completeness();

  @Message("No course is on record yet.")
  String no_courses();

  @Message("Courses")
  String courses();

  @Message("Complete")
  String complete();

  @Message("mean {percent} %")
  String mean_score(long percent);

  @Message("From event to record, median")
  String timeliness();

  @Message("Since the last sign of life, median")
  String freshness();

  @Message("Missing most")
  String missing();

  @Message("Over what was queued or sent; what waits for a consent is not counted.")
  String completeness_note();

  @Message("Choose the therapy. What is entered goes the same way as what other systems send.")
  String forms_note();

  @Message("Enter data")
  String form_title();

  @Message("The form is taken and durable.")
  String form_taken();

  @Message("Nothing was taken: {count} answers need to be mended. Each is marked at its field.")
  String form_problems(int count);

  @Message("Nothing was taken: nothing is filled in.")
  String form_nothing();

  @Message(
      "Fill in what you have; a group that is left empty is passed over. * is needed where its group is filled in. The same record again corrects the earlier one.")
  String form_note();

  @Message("Take the form")
  String form_button();

  @Message("One more")
  String one_more();

  @Message("unit (UCUM)")
  String unit();

  @Message("Patient {patient}")
  String course_title(String patient);

  @Message("Sex")
  String sex();

  @Message("male")
  String sex_male();

  @Message("female")
  String sex_female();

  @Message("other or not known")
  String sex_other();

  @Message("Year of birth")
  String birth_year();

  @Message("Last known")
  String last_status();

  @Message("Course")
  String course();

  @Message("standard care")
  String standard_care();

  @Message("completed")
  String completed();

  @Message("stopped")
  String stopped();

  @Message("goes on")
  String in_progress();

  @Message("line {line}")
  String line(String line);

  @Message("No course is on record. What waits for a consent is not shown.")
  String no_course();

  @Message("Laboratory")
  String markers();

  @Message("Test")
  String marker();

  @Message("Show as a table")
  String as_table();

  @Message("Value")
  String value();

  @Message("Administrations")
  String cycles_given();

  @Message("Cycle")
  String cycle();

  @Message("Time")
  String time();

  @Message("Product")
  String product_given();

  @Message("Activity (GBq)")
  String activity();

  @Message("Cumulative (GBq)")
  String cumulative();

  @Message("Absorbed dose of organs")
  String organ_dose();

  @Message("of {gray} Gy")
  String of_limit(String gray);

  @Message("beyond the watch level")
  String beyond_limit();

  @Message(
      "The sum over the course. The watch levels are those of the therapy module, for a site to confirm.")
  String organ_note();

  @Message("Adverse events")
  String toxicity();

  @Message("Event")
  String event();

  @Message("Grade")
  String grade();

  @Message("First day")
  String first_day();

  @Message("Last day")
  String last_day();

  @Message("Response")
  String response();

  @Message("Criterion")
  String criterion();

  @Message("Category")
  String category();

  @Message("Treatment of the patient")
  String to_course();

  @Message("Keys of this site")
  String keys_site();

  @Message("Versions of the key of pseudonyms")
  String key_versions();

  @Message("Patients whose new pseudonym the registry does not know yet")
  String key_awaiting();

  @Message("What opens the keys")
  String key_wrapped();

  @Message("lies beside them: set THERAFED_KEY_ENCRYPTION_KEY_FILE")
  String key_beside();

  @Message("is kept elsewhere")
  String key_own();

  @Message("Escrow")
  String key_escrow();

  @Message("can be made")
  String key_escrow_set();

  @Message("no passphrase is set: a lost folder could not be restored")
  String key_escrow_none();

  @Message("Signing key in use")
  String key_signing();

  @Message("Keys have no end; they are replaced when somebody asks for it (docs/keys.md).")
  String keys_note();

  @Message(
      "Who signed in, looked at a patient, changed something or was refused. Lines are never changed.")
  String audit_note();

  @Message("Address")
  String address();

  @Message("no known account")
  String nobody_known();

  @Message("signed in")
  String sign_in_act();

  @Message("done")
  String allowed();

  @Message("refused")
  String not_allowed();

  @Message("and {count} before it")
  String unrecorded(long count);
}
