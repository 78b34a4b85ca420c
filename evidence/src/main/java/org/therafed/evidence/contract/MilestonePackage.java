package org.therafed.evidence.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.SortedMap;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * What both parties of an agreement can recompute and compare: the definition, the data cut, the
 * software, the counts and amounts, as one canonical JSON text with its SHA-256 digest. The same
 * data, definition and software give the same text byte for byte.
 *
 * @param result the milestones
 * @param dataCut day of the data cut, ISO 8601, such as {@code 2026-09-30}
 * @param dataDigest digest of the frozen data that was counted, in the caller's own form
 * @param softwareVersion version of the software that counted
 */
public record MilestonePackage(
    MilestoneResult result, String dataCut, String dataDigest, String softwareVersion) {

  /** Version of the package's JSON form. */
  public static final int VERSION = 1;

  /** Signs bytes: the caller's key store. */
  @FunctionalInterface
  public interface Signer {
    /**
     * A signature over the bytes, in the caller's own form and algorithm.
     *
     * @param canonicalJson the package's text in UTF-8
     */
    String sign(byte[] canonicalJson);
  }

  /**
   * A package with its signature.
   *
   * @param canonicalJson what was signed
   * @param sha256 its digest in lower-case hexadecimal
   * @param signature what the signer answered
   */
  public record Signed(String canonicalJson, String sha256, String signature) {}

  public MilestonePackage {
    Objects.requireNonNull(result, "result");
    if (!dataCut.matches("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])")) {
      throw EvidenceCode.CONTRACT_IMPOSSIBLE.with("a data cut that is no day");
    }
    if (dataDigest.isBlank() || softwareVersion.isBlank()) {
      throw EvidenceCode.CONTRACT_IMPOSSIBLE.with("no data digest or software version");
    }
  }

  /** The package's text in the form of RFC 8785; amounts and shares are decimal texts. */
  public String canonicalJson() {
    CanonicalJson json = new CanonicalJson();
    json.open()
        .name("agreement")
        .raw(result.agreement().canonicalJson())
        .name("courses")
        .number(result.n())
        .name("dataCut")
        .text(dataCut)
        .name("dataDigest")
        .text(dataDigest)
        .name("excluded")
        .number(result.excluded())
        .name("exclusions");
    exclusions(json, result.exclusions());
    json.name("milestones").openList();
    for (MilestoneResult.Milestone m : result.milestones()) {
      json.open()
          .name("failed")
          .number(m.counts().failed())
          .name("instalment")
          .text(m.instalment().toPlainString())
          .name("name")
          .text(m.rule().name())
          .name("notYetDue")
          .number(m.counts().notYetDue())
          .name("notYetDueAmount")
          .text(m.notYetDue().toPlainString())
          .name("overdue")
          .number(m.counts().overdue())
          .name("overdueAmount")
          .text(m.overdue().toPlainString())
          .name("payable")
          .text(m.payable().toPlainString())
          .name("reached")
          .number(m.counts().reached())
          .close();
    }
    return json.closeList()
        .name("payable")
        .text(result.payable().toPlainString())
        .name("sites")
        .number(result.sites())
        .name("softwareVersion")
        .text(softwareVersion)
        .name("version")
        .number(VERSION)
        .close()
        .toString();
  }

  private static void exclusions(CanonicalJson json, SortedMap<String, Long> exclusions) {
    json.open();
    // Java and RFC 8785 both order names by UTF-16 code units.
    exclusions.forEach((reason, count) -> json.name(reason).number(count));
    json.close();
  }

  /** SHA-256 of the canonical text in UTF-8, lower-case hexadecimal. */
  public String sha256() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(canonicalJson().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The package signed by whoever holds the key. */
  public Signed sign(Signer signer) {
    String json = canonicalJson();
    return new Signed(json, sha256(), signer.sign(json.getBytes(StandardCharsets.UTF_8)));
  }
}
