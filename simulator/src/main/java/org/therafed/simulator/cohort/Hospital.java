package org.therafed.simulator.cohort;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;

/**
 * A hospital of the federation.
 *
 * @param id site id
 * @param name for people
 * @param zone of its clocks
 * @param mrnPrefix of its medical record numbers
 * @param share of the federation's patients
 * @param chineseShare of its patients with Chinese names
 * @param fhir whether patients, consents, laboratory values and adverse events come by FHIR
 * @param patientTable character set of the table of patients
 */
public record Hospital(
    String id,
    String name,
    ZoneId zone,
    String mrnPrefix,
    double share,
    double chineseShare,
    boolean fhir,
    Charset patientTable) {

  /** The three hospitals of the demonstration. */
  public static final List<Hospital> FEDERATION =
      List.of(
          new Hospital(
              "site-a",
              "Hospital de São Tiago",
              ZoneId.of("Europe/Lisbon"),
              "A",
              0.40,
              0.1,
              false,
              StandardCharsets.UTF_8),
          new Hospital(
              "site-b",
              "江城第一医院",
              ZoneId.of("Asia/Shanghai"),
              "B",
              0.35,
              1.0,
              false,
              Charset.forName("GB18030")),
          new Hospital(
              "site-c",
              "St. Vitus University Hospital",
              ZoneId.of("Europe/Vienna"),
              "C",
              0.25,
              0.2,
              true,
              StandardCharsets.UTF_8));

  /** Issuer of the medical record numbers, as the gateway assumes where a record names none. */
  public String issuer() {
    return "urn:therafed:mrn:" + id;
  }
}
