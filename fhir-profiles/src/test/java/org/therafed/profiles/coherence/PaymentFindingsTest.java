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
import org.therafed.profiles.Judgement;
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

  @Test
  void codeOfAChargeIsLookedUpToo() {
    ObjectNode charge = charge("tariff", 1);
    PaymentTables others = codes(SERVICE + ",240200002,,");
    assertThat(found(others, charge)).containsExactly("FP-FIND-022 ChargeItem.code ChargeItem/b1");
    assertThat(found(codes(SERVICE + ",240200001,,"), charge)).isEmpty();
    assertThat(found(codes(DRG + "310000,MR11,,"), charge)).isEmpty();
  }

  /** Two at 49,000 CNY in Shanghai in 2025. */
  @ParameterizedTest
  @CsvSource({
    "'310000,2025,price,240200001,49000,CNY', ''",
    "'310000,2025,price,240200001,49000.00,CNY', ''",
    "'310000,2025,price,240200001,98000,CNY', 'FP-FIND-024 ChargeItem.priceOverride ChargeItem/b1 ChargeItem/b1'",
    "'310000,2025,price,240200001,49000,EUR', 'FP-FIND-024 ChargeItem.priceOverride ChargeItem/b1 ChargeItem/b1'",
    // The price year is a true one: no neighbour is meant.
    "'310000,2024,price,240200001,49000,CNY', 'FP-FIND-023 ChargeItem.definitionUri[0] ChargeItem/b1 ChargeItem/b1'",
    "'330100,2025,price,240200001,49000,CNY', 'FP-FIND-023 ChargeItem.definitionUri[0] ChargeItem/b1 ChargeItem/b1'",
    "'310000,2025,price,240200002,49000,CNY', 'FP-FIND-023 ChargeItem.definitionUri[0] ChargeItem/b1 ChargeItem/b1'",
    "'310000,2025,DRG,240200001,49000,CNY', 'FP-FIND-023 ChargeItem.definitionUri[0] ChargeItem/b1 ChargeItem/b1'"
  })
  void chargeIsHeldToThePriceOfTheTariffThatItCites(String row, String found) {
    assertThat(found(tariffs(row), charge("tariff", 1)))
        .containsExactlyElementsOf(found.isEmpty() ? List.of() : List.of(found));
  }

  @Test
  void chargeThatCitesNoTariffInUseIsHeldToNone() {
    PaymentTables tables = tariffs("310000,2025,price,240200001,1,CNY");
    assertThat(found(tables, charge("tariff", 1))).hasSize(1);
    assertThat(found(tables, charge("tariff", 2))).isEmpty();
    assertThat(found(tables, charge("prices", 1))).isEmpty();
    ObjectNode silent = charge("tariff", 1);
    silent.remove("definitionUri");
    assertThat(found(tables, silent)).isEmpty();
  }

  /** The citation is taken, and nothing that could be anybody's number. */
  @ParameterizedTest
  @CsvSource({
    "310000/price-shanghai-2025/7, true",
    "310000/tariff/1, true",
    "310000/price-20250217/1, false",
    "310000/mrn-1234567/1, false",
    "310000/tariff/0, false",
    "310000/tariff, false",
    "3100001/tariff/1, false"
  })
  void citationOfATariffIsOfAForm(String cited, boolean taken) {
    ObjectNode charge = charge("tariff", 1);
    charge.putArray("definitionUri").add("https://therafed.org/fhir/tariff/" + cited);
    assertThat(Judgement.RECORDS.validate(charge))
        .hasSize(taken ? 0 : 1)
        .allMatch(issue -> issue.expression().equals("ChargeItem.definitionUri[0]"));
  }

  private static ObjectNode charge(String tariff, int version) {
    ObjectNode charge = Examples.read("atr-cost").put("id", "b1");
    charge
        .putArray("definitionUri")
        .add("https://therafed.org/fhir/tariff/310000/" + tariff + "/" + version);
    charge.withObject("/quantity").put("value", 2);
    charge
        .withObject("/code")
        .withArray("coding")
        .addObject()
        .put("system", SERVICE)
        .put("code", "240200001");
    return charge;
  }

  private List<String> found(PaymentTables tables) {
    return found(tables, settlement);
  }

  private static List<String> found(PaymentTables tables, ObjectNode record) {
    return new Coherence(ModuleCatalog.standard(), tables)
        .findings(List.of(record)).stream()
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
