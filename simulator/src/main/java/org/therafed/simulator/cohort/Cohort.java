package org.therafed.simulator.cohort;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.therafed.simulator.model.Arm;
import org.therafed.simulator.model.Draws;

/**
 * The people of a federation.
 *
 * @param seed the same seed gives the same people
 * @param patients consented; they follow the model and make up the evidence
 * @param withoutConsent nobody asked them: nothing of theirs may leave a hospital
 * @param denying they said no: nothing of theirs may leave a hospital
 */
public record Cohort(
    long seed, List<Patient> patients, List<Patient> withoutConsent, List<Patient> denying) {

  /** Patients of the demonstration. */
  public static final int DEFAULT_SIZE = 304;

  /** Fewest patients that still hold every irregularity. */
  public static final int SMALLEST = 30;

  /** Most patients; a larger federation is no demonstration. */
  public static final int LARGEST = 5000;

  /** Day of the hand-over of the patient who is treated at two hospitals. */
  private static final int HANDOVER_DAY = 75;

  private static final double TREATED_SHARE = 220.0 / DEFAULT_SIZE;
  private static final double STANDARD_SHARE = 60.0 / DEFAULT_SIZE;

  public Cohort {
    patients = List.copyOf(patients);
    withoutConsent = List.copyOf(withoutConsent);
    denying = List.copyOf(denying);
  }

  /**
   * Draws a cohort.
   *
   * @param size consented patients, {@value #SMALLEST} to {@value #LARGEST}; six more have not
   *     consented
   */
  public static Cohort generate(long seed, int size) {
    if (size < SMALLEST || size > LARGEST) {
      throw new IllegalArgumentException(
          size + " patients; " + SMALLEST + " to " + LARGEST + " needed");
    }
    Draws draws = Draws.seeded(seed);
    IdentityGenerator identities = new IdentityGenerator(draws.split());
    Draws histories = draws.split();
    int treated = (int) Math.round(size * TREATED_SHARE);
    int standard = (int) Math.round(size * STANDARD_SHARE);
    List<Patient> patients = new ArrayList<>();
    add(patients, Arm.TREATED, treated, identities, histories);
    add(patients, Arm.STANDARD_CARE, standard, identities, histories);
    add(patients, Arm.UNTREATED, size - treated - standard, identities, histories);
    handOverOne(patients);
    List<Patient> withoutConsent = oneEach(identities, histories);
    List<Patient> denying = oneEach(identities, histories);
    return new Cohort(seed, patients, withoutConsent, denying);
  }

  private static void add(
      List<Patient> to, Arm arm, int count, IdentityGenerator identities, Draws histories) {
    for (int i = 0; i < count; i++) {
      to.add(PatientGenerator.draw(identities.next(i), arm, histories.split()));
    }
  }

  /** A treated patient of each hospital. */
  private static List<Patient> oneEach(IdentityGenerator identities, Draws histories) {
    return IdentityGenerator.FIRST_PLACES.stream()
        .map(place -> PatientGenerator.draw(identities.next(place), Arm.TREATED, histories.split()))
        .toList();
  }

  /** The first patient of the first hospital with five cycles goes on at the second hospital. */
  private static void handOverOne(List<Patient> patients) {
    Patient moving =
        patients.stream()
            .filter(p -> p.first().hospital().equals(Hospital.FEDERATION.get(0)))
            .max(Comparator.comparingInt(p -> Math.min(p.cycles().size(), 5)))
            .orElseThrow();
    patients.set(patients.indexOf(moving), Handover.of(moving, HANDOVER_DAY));
  }

  /** Everybody, consented or not. */
  public Stream<Patient> everybody() {
    return Stream.of(patients, withoutConsent, denying).flatMap(List::stream);
  }

  /** The patient who is treated at two hospitals. */
  public Patient handedOver() {
    return patients.stream().filter(p -> p.stays().size() > 1).findFirst().orElseThrow();
  }
}
