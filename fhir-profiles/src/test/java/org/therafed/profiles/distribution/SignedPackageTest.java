package org.therafed.profiles.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.profiles.outcome.Fault;

class SignedPackageTest {

  private static final PackageSigner SIGNER = PackageSigner.generate();
  private static final String MODULE = "id: mine\nversion: 2.0.0\ntitle: {en: Mine, zh: 我的}\n";

  private static SignedPackage modules(int version) {
    return SignedPackage.sign(
        SIGNER, PackageKind.MODULE, "therapies", version, Map.of("mine.yaml", utf8(MODULE)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static SignedPackage tariffs(String rows) {
    return SignedPackage.sign(
        SIGNER,
        PackageKind.TARIFF,
        "tariffs",
        1,
        Map.of("t.csv", utf8(TariffList.HEADER + "\n" + rows)));
  }

  @Test
  void whatWasSignedIsReadWithTheKeyOfTheRegistry() {
    SignedPackage read = SignedPackage.verify(modules(3).bytes(), SIGNER.key());
    assertThat(read.manifest().shown()).isEqualTo("therapies 3");
    assertThat(PackageContent.modules(read).find("mine").orElseThrow().version())
        .isEqualTo("2.0.0");
    assertThat(read.bytes()).isEqualTo(modules(3).bytes());
  }

  @ParameterizedTest
  @CsvSource({
    "TARIFF, tariff.txt, *.csv",
    "TARIFF, drg.CSV, *.csv",
    "CODE_TABLE, codes.yaml, *.csv",
    "MODULE, mine.yml, *.yaml",
    "POLICY, notes.md, *.yaml"
  })
  void fileThatItsKindDoesNotReadIsRefused(PackageKind kind, String file, String reads) {
    SignedPackage signed =
        SignedPackage.sign(SIGNER, kind, "p", 1, Map.of(file, utf8("a,b\n1,2\n")));
    assertThatThrownBy(() -> PackageContent.check(signed))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("FP-PACKAGE-006")
        .hasMessageContaining(file)
        .hasMessageContaining(reads);
  }

  @Test
  void keysSurviveBeingWritten() {
    PackageSigner again = PackageSigner.parse(SIGNER.secretText());
    SignedPackage signed =
        SignedPackage.sign(again, PackageKind.POLICY, "p", 1, Map.of("p.yaml", utf8("a: 1")));
    PackageKey pinned = PackageKey.parse(SIGNER.key().text() + "\n");
    assertThat(pinned.id()).isEqualTo(SIGNER.key().id()).hasSize(16);
    assertThat(PackageContent.policy(SignedPackage.verify(signed.bytes(), pinned)))
        .containsExactly(Map.entry("a", "1"));
  }

  @Test
  void otherRegistrysSignatureIsRefused() {
    PackageKey other = PackageSigner.generate().key();
    refused(() -> SignedPackage.verify(modules(1).bytes(), other), "FP-PACKAGE-002");
  }

  @Test
  void changedManifestIsRefused() {
    byte[] changed = rezip(modules(1), "manifest.json", text -> text.replace(":1,", ":9,"));
    refused(() -> SignedPackage.verify(changed, SIGNER.key()), "FP-PACKAGE-002");
  }

  @Test
  void changedFileIsRefused() {
    byte[] changed = rezip(modules(1), "mine.yaml", text -> text.replace("2.0.0", "3.0.0"));
    assertThatThrownBy(() -> SignedPackage.verify(changed, SIGNER.key()))
        .hasMessageContaining("FP-PACKAGE-004")
        .hasMessageContaining("mine.yaml")
        .hasMessageContaining("another SHA-256");
    byte[] longer = rezip(modules(1), "mine.yaml", text -> text + "#");
    assertThatThrownBy(() -> SignedPackage.verify(longer, SIGNER.key()))
        .hasMessageContaining("another size");
  }

  @Test
  void fileThatTheManifestDoesNotNameIsRefused() {
    byte[] more = rezip(modules(1), "more.yaml", text -> "id: more");
    refused(() -> SignedPackage.verify(more, SIGNER.key()), "FP-PACKAGE-004");
  }

  @Test
  void packageTruncatedAnywhereIsRefusedAsTruncated() {
    byte[] whole = modules(1).bytes();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      refused(() -> SignedPackage.verify(part, SIGNER.key()), "FP-PACKAGE-001");
    }
  }

  @Test
  void formerFormatIsReadAndTheNextOneIsNot() {
    SignedPackage former = ofFormat(PackageManifest.FORMAT - 1);
    assertThat(new String(former.bytes(), StandardCharsets.ISO_8859_1)).contains("manifest.json");
    SignedPackage read = SignedPackage.verify(former.bytes(), SIGNER.key());
    assertThat(read.manifest().format()).isEqualTo(1);
    assertThat(PackageContent.modules(read).find("mine")).isPresent();
    refused(
        () -> SignedPackage.verify(ofFormat(PackageManifest.FORMAT + 1).bytes(), SIGNER.key()),
        "FP-PACKAGE-003");
    refused(() -> SignedPackage.verify(ofFormat(0).bytes(), SIGNER.key()), "FP-PACKAGE-003");
  }

  @Test
  void formerFormatStillHoldsItsFilesAgainstTheirHash() {
    byte[] changed = rezip(ofFormat(1), "mine.yaml", text -> text.replace("2.0.0", "3.0.0"));
    refused(() -> SignedPackage.verify(changed, SIGNER.key()), "FP-PACKAGE-004");
  }

  private static SignedPackage ofFormat(int format) {
    return SignedPackage.sign(
        SIGNER, format, PackageKind.MODULE, "therapies", 1, Map.of("mine.yaml", utf8(MODULE)));
  }

  @Test
  void onlyALaterVersionTakesThePlaceOfAnother() {
    assertThat(modules(2).replaces(modules(1))).isTrue();
    assertThat(modules(2).replaces(modules(2))).isFalse();
    refused(() -> modules(1).replaces(modules(2)), "FP-PACKAGE-005");
    SignedPackage otherContent =
        SignedPackage.sign(
            SIGNER, PackageKind.MODULE, "therapies", 2, Map.of("mine.yaml", utf8(MODULE + "#")));
    refused(() -> otherContent.replaces(modules(2)), "FP-PACKAGE-005");
    assertThat(ofFormat(1).replaces(modules(1))).as("same content in another format").isFalse();
  }

  /** A tariff of a later version would take the therapies away. */
  @Test
  void aPackageOfAnotherKindTakesNoPlace() {
    SignedPackage tariff =
        SignedPackage.sign(
            SIGNER,
            PackageKind.TARIFF,
            "therapies",
            3,
            Map.of("t.csv", utf8("330100,2025,DIP,C61,1,CNY\n")));
    assertThatThrownBy(() -> tariff.replaces(modules(2)))
        .hasMessageStartingWith("FP-PACKAGE-008")
        .hasMessageContaining("kind tariff")
        .hasMessageContaining("kind module");
  }

  @ParameterizedTest
  @EnumSource(PackageKind.class)
  void aPackageWithoutAFileIsNone(PackageKind kind) {
    SignedPackage empty = SignedPackage.sign(SIGNER, kind, "therapies", 3, Map.of());
    assertThatThrownBy(() -> PackageContent.check(empty))
        .hasMessageStartingWith("FP-PACKAGE-009")
        .hasMessageContaining("*" + kind.ending());
  }

  @Test
  void contentIsCheckedByItsKind() {
    SignedPackage module =
        SignedPackage.sign(
            SIGNER, PackageKind.MODULE, "therapies", 1, Map.of("m.yaml", utf8("id: Mine")));
    refused(() -> PackageContent.check(module), "FP-MODULE-001");
    SignedPackage policy =
        SignedPackage.sign(
            SIGNER, PackageKind.POLICY, "p", 1, Map.of("p.yaml", utf8("- a\n- b\n")));
    refused(() -> PackageContent.check(policy), "FP-PACKAGE-006");
  }

  @ParameterizedTest
  @CsvSource({
    "'a: 1\na: 2\n', 'a: 3\n', a name stands twice",
    "'a: 1\n---\na: 2\n', 'b: 3\n', a second document stands in it",
    "'a: 1\n', 'a: 1\n', a stands in another file too",
    "'a: {b: 1}\n', 'c: 1\n', a is no plain value"
  })
  void policyThatSaysOneNameTwiceIsRefused(String one, String other, String reason) {
    Map<String, byte[]> files =
        Map.of(
            "p.yaml", utf8(one.replace("\\n", "\n")), "q.yaml", utf8(other.replace("\\n", "\n")));
    SignedPackage policy = SignedPackage.sign(SIGNER, PackageKind.POLICY, "p", 1, files);
    assertThatThrownBy(() -> PackageContent.check(policy))
        .hasMessageContaining("FP-PACKAGE-006")
        .hasMessageContaining(reason);
  }

  @Test
  void tariffsAreOfACityAndYearOnly() {
    TariffList tariffs =
        TariffList.of(
            tariffs(
                "# DIP\n330100,2025,DIP,C61:99.2,12034.50,CNY\n330100,2026,DRG,RU1,9000,CNY\n"));
    assertThat(tariffs.find("330100", 2025, "DIP", "C61:99.2").orElseThrow().amount())
        .isEqualByComparingTo("12034.5");
    assertThat(tariffs.find("330100", 2026, "DIP", "C61:99.2")).isEmpty();
    assertThat(tariffs.find("310100", 2025, "DIP", "C61:99.2")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Hangzhou,2025,DIP,C61,1,CNY|a city",
        "330100,25,DIP,C61,1,CNY|a year",
        "330100,2025,DXP,C61,1,CNY|a scheme",
        "330100,2025,DIP,C61,-1,CNY|an amount",
        "330100,2025,DIP,C61,1,RMB|ISO 4217",
        "330100,2025,DIP,C61,1|6 columns",
      })
  void rowThatIsNoTariffIsNamedWithItsLine(String row, String reason) {
    assertThatThrownBy(() -> PackageContent.check(tariffs(row)))
        .hasMessageContaining("FP-PACKAGE-006")
        .hasMessageContaining("t.csv")
        .hasMessageContaining("line 2")
        .hasMessageContaining(reason);
  }

  @Test
  void codeTableGivesDisplays() {
    String system = "https://therafed.org/fhir/CodeSystem/drg-330100";
    SignedPackage codes =
        SignedPackage.sign(
            SIGNER,
            PackageKind.CODE_TABLE,
            "drg-330100",
            1,
            Map.of(
                "codes.csv",
                utf8(CodeTable.HEADER + "\n" + system + ",RU1,Radionuclide therapy,核素治疗\n")));
    CodeTable table = CodeTable.of(codes);
    assertThat(table.find(system, "RU1").orElseThrow().zh()).isEqualTo("核素治疗");
    assertThat(table.find(system, "RU2")).isEmpty();
    assertThat(table.size()).isEqualTo(1);
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable act, String code) {
    assertThatThrownBy(act).isInstanceOf(Fault.class).hasMessageStartingWith(code);
  }

  private static byte[] rezip(SignedPackage source, String file, UnaryOperator<String> change) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(source.bytes()));
        ZipOutputStream changed = new ZipOutputStream(out)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
      String text = new String(entries.getOrDefault(file, new byte[0]), StandardCharsets.UTF_8);
      entries.put(file, utf8(change.apply(text)));
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        changed.putNextEntry(new ZipEntry(entry.getKey()));
        changed.write(entry.getValue());
        changed.closeEntry();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  private static SignedPackage policy(String name, String text) {
    return SignedPackage.sign(SIGNER, PackageKind.POLICY, name, 1, Map.of("p.yaml", utf8(text)));
  }

  @Test
  void policiesShortenRetentionAndTheShortestCounts() {
    RetentionPolicy policy =
        RetentionPolicy.of(
            List.of(
                policy("a", "retention-sent: 400d\nquorum: 5\n"),
                policy("b", "retention-sent: 365d\nretention-superseded: 30d\n"),
                modules(1)));
    Duration own = Duration.ofDays(380);
    assertThat(policy.atMost(RetentionPolicy.Outcome.SENT, own)).isEqualTo(Duration.ofDays(365));
    assertThat(policy.atMost(RetentionPolicy.Outcome.SENT, Duration.ofDays(10)))
        .isEqualTo(Duration.ofDays(10));
    assertThat(policy.atMost(RetentionPolicy.Outcome.REFUSED, own)).isEqualTo(own);
    assertThat(policy).hasToString("[retention-sent=365d, retention-superseded=30d]");
    assertThat(RetentionPolicy.of(List.of(policy("c", "quorum: 5\n"))))
        .isSameAs(RetentionPolicy.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"29d", "36501d", "365", "1y", "-40d", "true", "040d", "4000000000d"})
  void retentionThatNobodyCanMeanIsRefused(String value) {
    SignedPackage policy = policy("a", "retention-refused: " + value + "\n");
    assertThatThrownBy(() -> PackageContent.check(policy))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("FP-PACKAGE-006")
        .hasMessageContaining("p.yaml")
        .hasMessageContaining("retention-refused is no time from 30d to 36500d");
  }
}
