package org.therafed.gateway.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.profiles.distribution.PackageKind;
import org.therafed.profiles.distribution.PackageSigner;
import org.therafed.profiles.distribution.PaymentTables;
import org.therafed.profiles.distribution.SignedPackage;

/** Rows of charges with a national code and a tariff are held against what is in use. */
class ChargesOfATariffTest {

  private static final PackageSigner SIGNER = PackageSigner.generate();
  private static final String SERVICE = "https://therafed.org/fhir/sid/nhsa-service";

  private static SignedPackage signed(PackageKind kind, String name, String text) {
    return SignedPackage.sign(
        SIGNER, kind, name, 7, Map.of("t.csv", text.getBytes(StandardCharsets.UTF_8)));
  }

  private static ExamplePatient patient(Path folder, String... charges) throws IOException {
    Path tables = Files.createDirectories(folder.resolve("tables"));
    for (String table : List.of("patients", "indications", "courses")) {
      Path from = Path.of("docs", "examples", "rlt-psma", table + ".csv");
      Files.copy(from, tables.resolve(table + ".csv"));
    }
    Files.writeString(
        tables.resolve("charges.csv"),
        "mrn,course_id,charge_id,component,amount,currency,charged_on,price_year,national_system,"
            + "national_code,quantity,tariff\n"
            + String.join("\n", charges)
            + "\n");
    return ExamplePatient.of(tables, Files.createDirectories(folder.resolve("keys")));
  }

  @Test
  void amountIsHeldAgainstThePriceTimesTheQuantity(@TempDir Path folder) throws IOException {
    String row = "EX-001,C-001,%s,drug,%s,CNY,2024-03-04,2024,%s,%s,%s,%s";
    ExamplePatient patient =
        patient(
            folder,
            row.formatted("1", "98000", "nhsa-service", "240200001", "2", "310000/price-2024/7"),
            row.formatted("2", "98001", "nhsa-service", "240200001", "2", "310000/price-2024/7"),
            row.formatted("3", "98000", "nhsa-service", "240200009", "1", "310000/price-2024/7"),
            row.formatted("4", "98000", "", "", "", ""));
    List<? extends JsonNode> charges = patient.left("ChargeItem");
    assertThat(charges).hasSize(4);
    JsonNode first = charges.get(0);
    assertThat(first.at("/definitionUri/0").asText())
        .isEqualTo("https://therafed.org/fhir/tariff/310000/price-2024/7");
    assertThat(first.at("/code/coding/0/code").asText()).isEqualTo("drug");
    assertThat(first.at("/code/coding/1/system").asText()).isEqualTo(SERVICE);
    assertThat(first.at("/code/coding/1/code").asText()).isEqualTo("240200001");
    assertThat(first.at("/quantity/value").asInt()).isEqualTo(2);
    assertThat(charges.get(3).has("definitionUri")).isFalse();
    assertThat(charges.get(3).at("/code/coding")).hasSize(1);

    assertThat(payment(patient, PaymentTables.NONE)).isEmpty();
    PaymentTables inUse =
        PaymentTables.of(
            List.of(
                signed(
                    PackageKind.TARIFF,
                    "price-2024",
                    "city,year,scheme,code,amount,currency\n"
                        + "310000,2024,price,240200001,49000,CNY"),
                signed(
                    PackageKind.CODE_TABLE,
                    "services",
                    "system,code,en,zh\n" + SERVICE + ",240200001,,")));
    assertThat(payment(patient, inUse))
        .containsExactly("FP-FIND-022 3", "FP-FIND-023 3", "FP-FIND-024 2");
  }

  /** The code of each finding about payment, with the number of the charge that it is about. */
  private static List<String> payment(ExamplePatient patient, PaymentTables tables) {
    List<String> charges =
        patient.left("ChargeItem").stream()
            .map(charge -> "ChargeItem/" + charge.path("id").asText())
            .toList();
    return patient.incoherent(tables).stream()
        .filter(finding -> charges.contains(finding.references().get(0)))
        .map(finding -> finding.code() + " " + (charges.indexOf(finding.references().get(0)) + 1))
        .toList();
  }
}
