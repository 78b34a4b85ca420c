package org.therafed.gateway.deidentify.nationalid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.profiles.profile.Canonical;

class NationalIdRulesTest {

  /** A man born on 1 March 1950. */
  private static final String MAN = "330102195003010130";

  private static final String CN = Canonical.CN_RESIDENT_ID;
  private static final String UNDECLARED = Canonical.NATIONAL_ID;

  private final NationalIdRules rules = rules(Optional.empty());

  private static NationalIdRules rules(Optional<String> countryOfSite) {
    return new NationalIdRules(() -> LocalDate.of(2026, 11, 21), countryOfSite);
  }

  private static ObjectNode patient(String... systemsAndValues) {
    ObjectNode patient = JsonNodeFactory.instance.objectNode().put("resourceType", "Patient");
    patient.put("gender", "male").put("birthDate", "1950-03-01");
    for (int i = 0; i < systemsAndValues.length; i += 2) {
      patient
          .withArray("identifier")
          .addObject()
          .put("system", systemsAndValues[i])
          .put("value", systemsAndValues[i + 1]);
    }
    return patient;
  }

  private Optional<String> idOf(ObjectNode patient) {
    return rules.judge(patient).id().map(NationalId::text);
  }

  private Optional<LinkCode> refusalOf(ObjectNode patient) {
    Judgement judged = rules.judge(patient);
    assertThat(judged.refusal().isPresent()).isNotEqualTo(judged.id().isPresent());
    return judged.refusal();
  }

  @ParameterizedTest
  @ValueSource(strings = {MAN, "３３０１０２ 1950-0301-0130", "330102\u200b19500301.0130"})
  void spellingsOfOneNumberAreOne(String text) {
    assertThat(idOf(patient(CN, text))).contains("CN|" + MAN);
    assertThat(idOf(patient(UNDECLARED, text))).contains("CN|" + MAN);
    assertThat(idOf(patient(Canonical.nationalId("CN"), text))).contains("CN|" + MAN);
  }

  @Test
  void checkCharacterMayBeASmallOrFullWidthX() {
    for (String text : new String[] {"81000019500301017x", "81000019500301017Ｘ"}) {
      assertThat(idOf(patient(CN, text))).contains("CN|81000019500301017X");
    }
  }

  @Test
  void everySingleWrongDigitAndEverySwapOfNeighboursIsRefused() {
    for (int i = 0; i < MAN.length(); i++) {
      for (char digit = '0'; digit <= '9'; digit++) {
        if (digit != MAN.charAt(i)) {
          String wrong = MAN.substring(0, i) + digit + MAN.substring(i + 1);
          assertThat(refusalOf(patient(UNDECLARED, wrong))).contains(LinkCode.CHECK);
        }
      }
      if (i > 0 && MAN.charAt(i) != MAN.charAt(i - 1)) {
        String swapped =
            MAN.substring(0, i - 1) + MAN.charAt(i) + MAN.charAt(i - 1) + MAN.substring(i + 1);
        assertThat(refusalOf(patient(CN, swapped))).contains(LinkCode.CHECK);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "000000000000000000, PLACEHOLDER",
    "999999999999999999, PLACEHOLDER",
    "111111111111111111, PLACEHOLDER",
    "99999999999999999X, PLACEHOLDER",
    "123123123123123123, PLACEHOLDER",
    "N/A, PLACEHOLDER",
    "unknown, PLACEHOLDER",
    "不详, PLACEHOLDER",
    "-, PLACEHOLDER",
    // Old form, and the date 1911-11-11 in it: a placeholder all the same.
    "111111111111111, PLACEHOLDER",
    "11010519491231002X, PLACEHOLDER",
    "440524188001010014, PLACEHOLDER",
    "330102500301013, OLD_FORM",
    "33010219500301013, FORM",
    "3301021950030101300, FORM",
    "330102********0130, PLACEHOLDER",
    "123456789012345678, CHECK",
    "110000195003010019, IMPOSSIBLE",
    "840101195003010011, IMPOSSIBLE",
    "999999195003010011, IMPOSSIBLE",
    "330102195002310019, IMPOSSIBLE",
    "330102190001010011, IMPOSSIBLE",
    "330102209903010018, IMPOSSIBLE",
    "33010219500301000X, IMPOSSIBLE",
    "330102195003010149, CONTRADICTION"
  })
  void residentNumberThatIsNoneLinksNobody(String text, LinkCode why) {
    assertThat(refusalOf(patient(CN, text))).contains(why);
  }

  @ParameterizedTest
  @CsvSource({
    "1950-03-01, false",
    "1950-03, false",
    "1950, false",
    "'', false",
    "1950-03-02, true",
    "1950-04, true",
    "1951, true"
  })
  void birthDateThatContradictsTheNumberLinksNobody(String birthDate, boolean refused) {
    ObjectNode patient = patient(CN, MAN).put("birthDate", birthDate);
    assertThat(rules.judge(patient).refusal())
        .isEqualTo(refused ? Optional.of(LinkCode.CONTRADICTION) : Optional.empty());
    assertThat(rules.contradicts(patient, new NationalId("CN", MAN))).isEqualTo(refused);
  }

  @Test
  void whatSaysNothingOfTheBirthDateContradictsNoBirthDate() {
    NationalId portuguese = new NationalId("PT", "330102199903010138");
    assertThat(rules.contradicts(patient(), portuguese)).isFalse();
  }

  @Test
  void idsOfTwoCountriesAreNeverTheSame() {
    assertThat(idOf(patient(Canonical.nationalId("PT"), "12 34-9065"))).contains("PT|12349065");
    assertThat(idOf(patient(Canonical.nationalId("de"), "12349065"))).contains("DE|12349065");
  }

  @ParameterizedTest
  @CsvSource({
    "12345678, PLACEHOLDER",
    "98765432, PLACEHOLDER",
    "A1234567, PLACEHOLDER",
    "10000000, PLACEHOLDER",
    "00000001, PLACEHOLDER",
    "70000002, PLACEHOLDER",
    "12121212, PLACEHOLDER",
    "NOT KNOWN, PLACEHOLDER",
    "TEST123, PLACEHOLDER",
    "471126, FORM",
    "471190265471190265471190265471190, FORM",
    "4711902६५, FORM",
    "47119026?, FORM"
  })
  void placeholderOrShapelessIdOfAnotherCountryLinksNobody(String text, LinkCode why) {
    assertThat(refusalOf(patient(Canonical.nationalId("PT"), text))).contains(why);
  }

  @Test
  void idWhoseCountryNobodySaysLinksNobodyUnlessTheHospitalHasOne() {
    ObjectNode undeclared = patient(UNDECLARED, "12349065");
    assertThat(refusalOf(undeclared)).contains(LinkCode.UNDECLARED);
    assertThat(refusalOf(patient(UNDECLARED, "unbekannt"))).contains(LinkCode.PLACEHOLDER);
    assertThat(refusalOf(patient(UNDECLARED, "330102500301013"))).contains(LinkCode.OLD_FORM);
    NationalIdRules portuguese = rules(Optional.of("PT"));
    assertThat(portuguese.judge(undeclared).id()).contains(new NationalId("PT", "12349065"));
    // A Chinese number stays one everywhere, and a wrong one is not the hospital's country's.
    assertThat(portuguese.judge(patient(UNDECLARED, MAN)).id().map(NationalId::country))
        .contains("CN");
    assertThat(portuguese.judge(patient(UNDECLARED, "330102195003010131")).refusal())
        .contains(LinkCode.CHECK);
  }

  @Test
  void unknownCountryLinksNobody() {
    for (String country : new String[] {"Portugal", "ZZ", "", "P|"}) {
      assertThat(refusalOf(patient(Canonical.nationalId(country), "12349065")))
          .contains(LinkCode.COUNTRY);
    }
  }

  @Test
  void syntheticPersonsHaveACountryOfTheirOwn() {
    assertThat(idOf(patient(UNDECLARED, "XX8451203474"))).contains("XX|XX8451203474");
    assertThat(refusalOf(patient(UNDECLARED, "XX8451203475"))).contains(LinkCode.CHECK);
    assertThat(refusalOf(patient(Canonical.nationalId("XX"), "8451203474")))
        .contains(LinkCode.FORM);
    assertThat(idOf(patient(CN, "990101195003010030"))).contains("XX|990101195003010030");
  }

  @Test
  void oneIdThatMayNotLinkRefusesTheOthers() {
    ObjectNode patient = patient(Canonical.nationalId("PT"), "12349065", CN, "000000000000000000");
    assertThat(refusalOf(patient)).contains(LinkCode.PLACEHOLDER);
  }

  @Test
  void ofSeveralCountriesTheFirstByCodeLinksAndOfOneCountryTwoLinkNobody() {
    String pt = Canonical.nationalId("PT");
    assertThat(idOf(patient(pt, "12349065", CN, MAN))).contains("CN|" + MAN);
    assertThat(idOf(patient(pt, "12349065", pt, "1234-9065"))).contains("PT|12349065");
    ObjectNode two = patient(pt, "12349065", pt, "12349066");
    assertThat(refusalOf(two)).contains(LinkCode.SEVERAL);
    ((ObjectNode) two.at("/identifier/1")).put("use", "old");
    assertThat(idOf(two)).contains("PT|12349065");
  }

  @Test
  void patientWithoutNationalIdClaimsNone() {
    assertThat(rules.judge(patient()).noneClaimed()).isTrue();
    assertThat(rules.judge(patient("urn:mrn", "000000", UNDECLARED, " ")).noneClaimed()).isTrue();
  }

  @Test
  void whatIsKeptIsReadBackAndWhatWasKeptBeforeTheRulesIsNot() {
    NationalId id = new NationalId("CN", MAN);
    assertThat(NationalId.read(id.text())).contains(id);
    assertThat(NationalId.read(MAN)).isEmpty();
    assertThat(id.toString()).doesNotContain(MAN);
  }
}
