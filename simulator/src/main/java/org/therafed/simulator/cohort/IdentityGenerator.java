package org.therafed.simulator.cohort;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.therafed.simulator.model.Draws;
import org.therafed.simulator.model.FederationModel;
import org.therafed.simulator.person.Names;
import org.therafed.simulator.person.NationalId;
import org.therafed.simulator.person.PersonName;
import org.therafed.simulator.person.ResidentId;

/** Draws who the patients are and where they are treated. Not safe for several threads. */
final class IdentityGenerator {
  private static final Map<String, List<String>> REGIONS =
      Map.of(
          "site-a", List.of("PT-11", "PT-13", "PT-08"),
          "site-b", List.of("CN-HB", "CN-HN", "CN-JX"),
          "site-c", List.of("AT-9", "AT-3", "AT-6"));

  /** Patients in twenty go to the hospitals by their shares, so that every arm is everywhere. */
  private static final String ROTA = "abacabcabacbabcabacb";

  /** The places at which the rota first comes to each hospital. */
  static final List<Integer> FIRST_PLACES = List.of(0, 1, 3);

  private final Draws draws;
  private final Map<Hospital, Integer> numbers = new HashMap<>();
  private int people;

  IdentityGenerator(Draws draws) {
    this.draws = draws;
  }

  /**
   * The next person.
   *
   * @param place position within the arm, which decides the hospital
   */
  PatientGenerator.Identity next(int place) {
    Hospital hospital = Hospital.FEDERATION.get(ROTA.charAt(place % ROTA.length()) - 'a');
    Draws own = draws.split();
    people++;
    int number = numbers.merge(hospital, 1, Integer::sum);
    boolean chinese = own.happens(hospital.chineseShare());
    LocalDate birth = birthDate(own);
    PersonName name = name(own, chinese, number);
    String national =
        chinese ? ResidentId.ofMan(birth, people) : NationalId.of(40_000_000 + 97 * people);
    return new PatientGenerator.Identity(
        String.format(Locale.ROOT, "P%04d", people),
        name,
        birth,
        own.oneOf(REGIONS.get(hospital.id())),
        national,
        hospital,
        number);
  }

  private static PersonName name(Draws own, boolean chinese, int number) {
    if (!chinese) {
      return Names.latin(own);
    }
    return number % 25 == 7 ? Names.chineseSupplementary(own) : Names.chinese(own);
  }

  /** One in forty is ninety or older, whom de-identification has to hide. */
  private LocalDate birthDate(Draws own) {
    int age = people % 40 == 11 ? own.integer(90, 94) : own.integer(52, 86);
    return FederationModel.FIRST_INDEX.minusYears(age).minusDays(own.integer(0, 364));
  }
}
