package org.therafed.profiles.coherence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.distribution.PackageKind;
import org.therafed.profiles.distribution.PackageSigner;
import org.therafed.profiles.distribution.PaymentTables;
import org.therafed.profiles.distribution.SignedPackage;
import org.therafed.profiles.module.ModuleCatalog;

/** Settlements beside the code tables and tariffs in use. The example: DRG MR13 of 310000, 2025. */
class PaymentFindingsTest {

  private static final PackageSigner SIGNER = PackageSigner.generate();
  private static final String DRG = "https://therafed.org/fhir/sid/drg/";
  private static final String SERVICE = "https://therafed.org/fhir/sid/nhsa-service";

  private final ObjectNode settlement = Examples.read("atr-settlement").put("id", "z1");

  @Test
  void withoutPackagesNothingIsHeldAgainstASettlement() {
    assertThat(found(PaymentTables.NONE)).isEmpty();
    assertThat(new Coherence(ModuleCatalog.standard()).findings(List.of(settlement))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "310000, MR13, 0",
    "310000, MR11, 1",
    // The table of another city says nothing of this one.
    "330100, MR11, 0"
  })
  void groupIsLookedUpInTheCodeTableOfItsCity(String city, String code, int found) {
    assertThat(found(codes(DRG + city + "," + code + ",,")))
        .hasSize(found)
        .allMatch(
            text ->
                text.equals(
                    "FP-FIND-020 ExplanationOfBenefit.diagnosis[0].packageCode ExplanationOfBenefit/z1"));
  }

  @ParameterizedTest
  @CsvSource({
    "'310000,2025,DRG,MR13', 0",
    "'310000,2025,DRG,MR11', 1",
    // Dates are shifted by up to a year.
    "'310000,2024,DRG,MR13', 0",
    "'310000,2026,DRG,MR11', 1",
    "'310000,2023,DRG,MR11', 0",
    "'310000,2025,DIP,C61:99.2', 0",
    "'330100,2025,DRG,MR11', 0"
  })
  void groupIsLookedUpInTheTariffOfItsCityAndYear(String row, int found) {
    assertThat(found(tariffs(row + ",9000,CNY")))
        .hasSize(found)
        .allMatch(
            text ->
                text.equals(
                    "FP-FIND-021 ExplanationOfBenefit.diagnosis[0].packageCode ExplanationOfBenefit/z1"));
  }

  @Test
  void groupThatTheTableLacksIsToldOnceAndNotOfItsTariffToo() {
    PaymentTables both =
        PaymentTables.of(
            List.of(
                signed(PackageKind.CODE_TABLE, "system,code,en,zh\n" + DRG + "310000,MR11,,"),
                signed(
                    PackageKind.TARIFF,
                    "city,year,scheme,code,amount,currency\n310000,2025,DRG,MR11,9000,CNY")));
    assertThat(found(both))
        .containsExactly(
            "FP-FIND-020 ExplanationOfBenefit.diagnosis[0].packageCode ExplanationOfBenefit/z1");
    ((ObjectNode) settlement.at("/diagnosis/0/packageCode/coding/0")).put("code", "MR11");
    assertThat(found(both)).isEmpty();
  }

  @Test
  void itemIsLookedUpInTheCodeTableOfItsSystem() {
    ((ObjectNode) settlement.at("/item/0/productOrService"))
        .withArray("coding")
        .addObject()
        .put("system", SERVICE)
        .put("code", "240200001");
    assertThat(found(codes(SERVICE + ",240200001,,"))).isEmpty();
    assertThat(found(codes(SERVICE + ",240200002,,")))
        .containsExactly(
            "FP-FIND-022 ExplanationOfBenefit.item[0].productOrService ExplanationOfBenefit/z1");
  }

  private List<String> found(PaymentTables tables) {
    return new Coherence(ModuleCatalog.standard(), tables)
        .findings(List.of(settlement)).stream()
            .map(f -> f.code() + " " + f.elements().get(0) + " " + String.join(" ", f.references()))
            .toList();
  }

  private static PaymentTables codes(String row) {
    return PaymentTables.of(List.of(signed(PackageKind.CODE_TABLE, "system,code,en,zh\n" + row)));
  }

  private static PaymentTables tariffs(String row) {
    return PaymentTables.of(
        List.of(signed(PackageKind.TARIFF, "city,year,scheme,code,amount,currency\n" + row)));
  }

  private static SignedPackage signed(PackageKind kind, String text) {
    return SignedPackage.sign(
        SIGNER, kind, kind.label(), 1, Map.of("t.csv", text.getBytes(StandardCharsets.UTF_8)));
  }
}
