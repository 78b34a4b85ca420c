package org.therafed.gateway.check;

import java.nio.file.Files;
import java.util.List;
import org.therafed.gateway.deidentify.pseudonym.KeyCustody;
import org.therafed.gateway.site.Secrets;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;

/** The site's key sets: there, opened by what was given, and recoverable. */
final class KeyChecks {

  private static final String KEYSETS = "site-keysets.json";
  private static final String BESIDE = "beside";

  private KeyChecks() {}

  static void check(SiteConfig config, Site site, List<Finding> findings) {
    Secrets secrets = new Secrets(config);
    keysets(site, secrets, findings);
    if (secretMissing(secrets)) {
      findings.add(
          Finding.warning(
              "No passphrase of the escrow file is set: a lost keys/ folder could not be restored"
                  + " (THERAFED_ESCROW_PASSPHRASE_FILE).",
              "未设置托管文件的口令：keys/ 文件夹丢失后将无法恢复（THERAFED_ESCROW_PASSPHRASE_FILE）。"));
    }
    boolean linked = config.federationKeyFile().filter(file -> !file.isBlank()).isPresent();
    findings.add(
        linked
            ? Finding.ok("The federation key is there.", "已有联盟密钥。")
            : Finding.warning(
                "No federation key is set: patients are not linked across hospitals.",
                "未设置联盟密钥：患者不会跨医院关联。"));
  }

  private static boolean secretMissing(Secrets secrets) {
    try {
      return secrets.escrowPassphrase().isEmpty();
    } catch (java.io.UncheckedIOException e) {
      // It names no readable file: that is a problem of the setting, and said there.
      return false;
    }
  }

  private static void keysets(Site site, Secrets secrets, List<Finding> findings) {
    if (!Files.exists(site.folder("keys").resolve(KEYSETS))) {
      findings.add(
          Finding.warning(
              "There are no keys of the site yet: they are made, or restored, at the first start.",
              "尚无站点密钥：将在首次启动时生成或恢复。"));
      return;
    }
    try {
      KeyCustody custody = new KeyCustody(site, secrets);
      findings.add(
          custody.wrapping().equals(BESIDE)
              ? Finding.warning(
                  "The site's keys can be opened by whoever has the data folder: set"
                      + " THERAFED_KEY_ENCRYPTION_KEY_FILE.",
                  "任何拥有数据文件夹的人都能打开站点密钥：请设置 THERAFED_KEY_ENCRYPTION_KEY_FILE。")
              : Finding.ok("The site's keys can be opened.", "站点密钥可以打开。"));
    } catch (Fault fault) {
      Phrase needed = new Phrase(fault.reason().needed(), fault.reason().neededZh());
      findings.add(
          new Finding(
              Finding.Level.FAULT,
              new Phrase(
                      fault.reason().code() + " " + fault.reason().found() + " ",
                      fault.reason().code() + " " + fault.reason().foundZh())
                  .then(needed)));
    } catch (RuntimeException e) {
      findings.add(Finding.fault("The site's keys cannot be read.", "无法读取站点密钥。"));
    }
  }
}
