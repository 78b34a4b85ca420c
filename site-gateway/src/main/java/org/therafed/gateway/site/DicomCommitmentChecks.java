package org.therafed.gateway.site;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.engine.DicomEngines;

/** Looks at the settings of storage commitment. */
final class DicomCommitmentChecks {

  private static final String PREFIX = "THERAFED_DICOM_COMMITMENT_";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  private final SiteConfig config;
  private final SettingProblems problems;
  private final Set<String> titles = new HashSet<>();

  private DicomCommitmentChecks(SiteConfig config, SettingProblems problems) {
    this.config = config;
    this.problems = problems;
  }

  static void check(SiteConfig config, SettingProblems problems) {
    new DicomCommitmentChecks(config, problems).check();
  }

  private void check() {
    DicomCommitmentConfig commitment = config.dicomCommitment();
    problems.positive(PREFIX + "BACKOFF_FIRST", commitment.backoffFirst());
    problems.need(
        commitment.backoffCap().compareTo(commitment.backoffFirst()) >= 0,
        PREFIX + "BACKOFF_CAP",
        "is shorter than " + PREFIX + "BACKOFF_FIRST");
    problems.positive(PREFIX + "GIVE_UP_AFTER", commitment.giveUpAfter());
    problems.need(
        commitment.requesters().isEmpty() || isOffered(),
        PREFIX + "REQUESTERS_*",
        "needs an engine that offers storage commitment (THERAFED_DICOM_ENGINE=therafed)");
    commitment.requesters().forEach(this::requester);
  }

  private boolean isOffered() {
    try {
      return DicomEngines.named(config.dicomEngine()).offersCommitment();
    } catch (DicomFault e) {
      // That there is no such engine is said by its own setting.
      return true;
    }
  }

  private void requester(String name, DicomCommitmentConfig.Requester requester) {
    String setting = PREFIX + "REQUESTERS_" + name.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
    problems.need(
        NAME.matcher(name).matches(),
        setting + "*",
        "names a requester by other than 1 to 40 lower-case letters, digits and hyphens");
    problems.need(
        requester.aeTitle().filter(SettingProblems::isAeTitle).isPresent(),
        setting + "AE_TITLE",
        "is not an AE title");
    problems.need(
        requester.aeTitle().map(String::strip).map(titles::add).orElse(true),
        setting + "AE_TITLE",
        "is that of another requester, too");
    problems.need(
        requester.host().filter(host -> !host.isBlank()).isPresent(),
        setting + "HOST",
        "is not set");
    problems.need(
        requester.port() >= 1 && requester.port() <= 65535,
        setting + "PORT",
        "is not a port; 1 to 65535 is needed");
    DicomTlsChecks.caller(setting, requester.tls(), config.dicomTls(), problems);
  }
}
