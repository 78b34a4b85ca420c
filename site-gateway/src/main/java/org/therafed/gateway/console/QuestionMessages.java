package org.therafed.gateway.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * What the page of questions says, in English; {@code messages/ask_zh.properties} says it in
 * Chinese.
 */
@MessageBundle("ask")
public interface QuestionMessages {

  @Message("Questions")
  String questions();

  @Message("Questions of the registry")
  String heading();

  @Message("This hospital sends its records (sharing: records): the registry asks it nothing.")
  String none_asked();

  @Message("The registry gave its questions last at {at}.")
  String asked(String at);

  @Message("The registry has not been asked yet.")
  String never();

  @Message("Since {at} it cannot be asked, or does not take an answer.")
  String failed(String at);

  @Message("Messages that were no question to this site and were turned away: {n}")
  String turned_away(long n);

  @Message("Waiting for a decision")
  String waiting();

  @Message("No question waits.")
  String none_waiting();

  @Message("Questions are answered by the rules alone (query.approval: automatic).")
  String automatic();

  @Message("Answer it")
  String approve();

  @Message("Refuse it")
  String refuse();

  @Message("The data-protection officer decides.")
  String officer_decides();

  @Message(
      "Who lets a question pass does not lift the site’s rules: the ledger and the smallest cells hold as ever.")
  String rules_still_hold();

  @Message("What this site has answered")
  String ledger();

  @Message("Nothing was answered or refused by the ledger yet.")
  String ledger_none();

  @Message(
      "One line for each data cut. A group that differs from earlier ones by 1 to 10 people is refused. Lines of the ledger are never changed or removed.")
  String ledger_note();

  @Message("Data cut")
  String cut();

  @Message("Answered")
  String answered_sums();

  @Message("Refused by the ledger")
  String refused_door();

  @Message("Groups of people")
  String groups();

  @Message("Groups left")
  String left();

  @Message("Last")
  String last();

  @Message("All questions")
  String all();

  @Message("Nothing was asked yet.")
  String none();

  @Message("Figure")
  String figure();

  @Message("About whom")
  String who();

  @Message("everybody")
  String everybody();

  @Message("Received")
  String received();

  @Message("Until")
  String expires();

  @Message("State")
  String state();

  @Message("Among the sites")
  String among();

  @Message("response rate")
  String response();

  @Message("time to an event")
  String survival();

  @Message("adverse events by grade")
  String toxicity();

  @Message("mean slope")
  String slope();

  @Message("treated")
  String treated();

  @Message("standard care")
  String standard_care();

  @Message("eligible, not treated")
  String untreated();

  @Message("may be answered")
  String state_approved();

  @Message("taken part")
  String state_joined();

  @Message("masked sums given")
  String state_masked();

  @Message("answered")
  String state_answered();

  @Message("refused")
  String state_refused();

  @Message("Keys of other sites")
  String peers();

  @Message("No key of another site was seen yet.")
  String peers_none();

  @Message(
      "Until the keys of all sites of a question are accepted, nothing is answered. Compare the thumbprint with the other hospital, by telephone and not by the registry.")
  String peers_note();

  @Message("The first key that is seen of a site counts (query.trust: first).")
  String peers_first();

  @Message("Site")
  String site();

  @Message("Thumbprint")
  String thumbprint();

  @Message("First seen")
  String seen();

  @Message("It is theirs")
  String accept();

  @Message("accepted here")
  String accepted_person();

  @Message("named in the settings")
  String accepted_setting();

  @Message("the first one seen")
  String accepted_first();

  @Message("not accepted")
  String not_accepted();
}
