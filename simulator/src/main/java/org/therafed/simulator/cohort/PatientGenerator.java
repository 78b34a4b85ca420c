package org.therafed.simulator.cohort;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.therafed.simulator.model.Arm;
import org.therafed.simulator.model.ArmModel;
import org.therafed.simulator.model.ComponentCost;
import org.therafed.simulator.model.Draws;
import org.therafed.simulator.model.FederationModel;
import org.therafed.simulator.model.Lutetium177;
import org.therafed.simulator.model.PsaCourse;
import org.therafed.simulator.model.TermRisk;
import org.therafed.simulator.person.PersonName;

/**
 * Draws one patient's history from the model. Every aspect has draws of its own, so that a change
 * of one leaves the others as they were.
 */
final class PatientGenerator {
  private static final int[] PSA_DAYS = {-3, 28, 56, 84, 126, 168, 210, 300};
  private static final int[] COUNT_DAYS = {-3, 28, 84};
  private static final int[] ASSESSMENT_DAYS = {56, 112, 168};
  private static final List<String> RESPONSES = List.of("CR", "PR", "SD", "PD");

  private PatientGenerator() {}

  static Patient draw(Identity identity, Arm arm, Draws draws) {
    ArmModel model = FederationModel.of(arm);
    Draws time = draws.split();
    LocalDate index = index(time);
    int death = (int) Math.round(model.survival().draw(time.split()));
    int contact =
        (int) ChronoUnit.DAYS.between(index, FederationModel.GENERATED_ON)
            - time.integer(0, FederationModel.LAST_CONTACT_DAYS);
    boolean died = death <= contact;
    int lastDay = Math.min(death, contact);
    int decisionDay = arm == Arm.UNTREATED ? 0 : -time.integer(7, 40);

    List<Patient.Cycle> cycles = cycles(model, index, death, draws.split());
    int courseEnd = courseEnd(arm, cycles, lastDay, draws.split());
    boolean stopped = (arm == Arm.TREATED && cycles.size() < 4) || courseEnd == lastDay - 1;
    Draws marker = draws.split();
    boolean psa50 = marker.happens(model.psa50());
    List<Patient.Lab> labs = labs(index, lastDay, psa50, arm, marker);
    List<Patient.Assessment> assessments =
        arm == Arm.UNTREATED ? List.of() : assessments(model, lastDay, draws.split());
    List<Patient.Event> events = events(model, lastDay, draws.split());
    List<Patient.Charge> charges = charges(model, cycles.size(), courseEnd, draws.split());
    return new Patient(
        identity.key(),
        arm,
        identity.name(),
        identity.nationalId(),
        identity.birthDate(),
        identity.region(),
        index,
        decisionDay,
        lastDay,
        died,
        courseEnd,
        stopped,
        List.of(identity.stay(arm)),
        cycles,
        labs,
        assessments,
        events,
        charges,
        psa50);
  }

  private static LocalDate index(Draws draws) {
    long days = ChronoUnit.DAYS.between(FederationModel.FIRST_INDEX, FederationModel.LAST_INDEX);
    return FederationModel.FIRST_INDEX.plusDays(draws.integer(0, (int) days));
  }

  private static List<Patient.Cycle> cycles(
      ArmModel model, LocalDate index, int death, Draws draws) {
    List<Patient.Cycle> cycles = new ArrayList<>();
    if (model.plannedCycles().isEmpty()) {
      return cycles;
    }
    int planned = draws.index(model.plannedCycles()) + 1;
    for (int number = 1; number <= planned && death > ArmModel.lastDayFor(number); number++) {
      int delay = number == 1 ? 0 : draws.integer(0, 5);
      int day = ArmModel.CYCLE_DAYS * (number - 1) + delay;
      cycles.add(cycle(number, day, index.plusDays(day), draws.split()));
    }
    return cycles;
  }

  /** Draws the net activity, then what the calibrator showed before and after. */
  private static Patient.Cycle cycle(int number, int day, LocalDate date, Draws draws) {
    double spread = FederationModel.ACTIVITY_SPREAD;
    double net = FederationModel.PLANNED_GBQ * draws.uniform(1 - spread, 1 + spread);
    double left = net * draws.uniform(0.003, 0.03);
    LocalDateTime at = date.atTime(9, 0).plusMinutes(draws.integer(0, 360));
    LocalDateTime before = at.minusMinutes(draws.integer(15, 100));
    LocalDateTime after = at.plusMinutes(draws.integer(5, 40));
    return new Patient.Cycle(
        number,
        day,
        at,
        decimal(Lutetium177.at(net + left, at, before), 4),
        before,
        decimal(Lutetium177.at(left, at, after), 4),
        after,
        net);
  }

  private static int courseEnd(Arm arm, List<Patient.Cycle> cycles, int lastDay, Draws draws) {
    return switch (arm) {
      case TREATED ->
          Math.min(cycles.get(cycles.size() - 1).day() + draws.integer(1, 28), lastDay - 1);
      case STANDARD_CARE -> Math.min((int) draws.gamma(150, 0.5) + 14, Math.min(lastDay - 1, 220));
      case UNTREATED -> 0;
    };
  }

  private static List<Patient.Lab> labs(
      LocalDate index, int lastDay, boolean psa50, Arm arm, Draws draws) {
    List<Patient.Lab> labs = new ArrayList<>();
    PsaCourse psa = PsaCourse.draw(draws.split(), psa50);
    Draws noise = draws.split();
    for (int day : PSA_DAYS) {
      if (day < lastDay && (arm != Arm.UNTREATED || day < 60)) {
        double value = psa.at(day) * noise(noise);
        labs.add(lab(index, day, "2857-1", psaText(value), "ng/mL", noise));
      }
    }
    if (arm == Arm.UNTREATED) {
      return labs;
    }
    Draws counts = draws.split();
    double haemoglobin = counts.uniform(10.2, 14.5);
    double platelets = counts.uniform(160, 340);
    for (int day : COUNT_DAYS) {
      if (day < lastDay) {
        double dip = day > 0 ? counts.uniform(0.82, 0.98) : 1;
        labs.add(
            lab(index, day, "718-7", decimal(haemoglobin * dip, 1).toString(), "g/dL", counts));
        labs.add(
            lab(index, day, "777-3", decimal(platelets * dip, 0).toString(), "10*9/L", counts));
      }
    }
    return labs;
  }

  private static double noise(Draws draws) {
    return StrictMath.exp(PsaCourse.NOISE * draws.normalWithin(PsaCourse.NOISE_BOUND));
  }

  private static String psaText(double value) {
    return value < 0.02 ? "<0.02" : decimal(value, value < 1 ? 3 : 2).toString();
  }

  private static Patient.Lab lab(
      LocalDate index, int day, String loinc, String value, String unit, Draws draws) {
    LocalDateTime at = index.plusDays(day).atTime(7, 0).plusMinutes(draws.integer(0, 90));
    return new Patient.Lab(day, at, loinc, value, unit);
  }

  /** The best response is reached at the first or second assessment; progression may follow. */
  private static List<Patient.Assessment> assessments(ArmModel model, int lastDay, Draws draws) {
    String best = RESPONSES.get(draws.index(model.bestResponse()));
    boolean later = draws.happens(0.3) && lastDay > ASSESSMENT_DAYS[1] && !best.equals("PD");
    boolean progresses = draws.happens(0.4);
    List<Patient.Assessment> assessments = new ArrayList<>();
    for (int i = 0; i < ASSESSMENT_DAYS.length && ASSESSMENT_DAYS[i] < lastDay; i++) {
      int reached = later ? 1 : 0;
      String response = i < reached ? "SD" : i > reached && progresses ? "PD" : best;
      assessments.add(new Patient.Assessment(ASSESSMENT_DAYS[i], response, i == reached));
      if (response.equals("PD")) {
        break;
      }
    }
    return assessments;
  }

  private static List<Patient.Event> events(ArmModel model, int lastDay, Draws draws) {
    List<Patient.Event> events = new ArrayList<>();
    for (TermRisk risk : model.toxicity()) {
      Draws own = draws.split();
      int worst = risk.draw(own);
      if (worst == 0) {
        continue;
      }
      int onset = own.integer(2, 50);
      int length = 3 + (int) own.gamma(24, 0.8);
      if (worst > 1 && onset > 12 && own.happens(0.3)) {
        events.add(event(risk.term(), worst - 1, onset - 10, 6, lastDay, own));
      }
      events.add(event(risk.term(), worst, onset, length, lastDay, own));
    }
    return events;
  }

  private static Patient.Event event(
      String term, int grade, int onset, int length, int lastDay, Draws draws) {
    int resolved = onset + length <= lastDay ? onset + length : -1;
    String related = draws.happens(0.75) ? "yes" : draws.happens(0.6) ? "possibly" : "no";
    boolean serious = grade >= 3 && draws.happens(0.35);
    return new Patient.Event(onset, resolved, term, grade, related, serious);
  }

  private static List<Patient.Charge> charges(
      ArmModel model, int cycles, int courseEnd, Draws draws) {
    List<Patient.Charge> charges = new ArrayList<>();
    for (ComponentCost cost : model.costs()) {
      BigDecimal amount = decimal(cost.draw(draws.split(), cycles), 2);
      charges.add(new Patient.Charge(courseEnd, cost.component().code(), amount));
    }
    return charges;
  }

  private static BigDecimal decimal(double value, int digits) {
    return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
  }

  /** Who the patient is, and where. */
  record Identity(
      String key,
      PersonName name,
      LocalDate birthDate,
      String region,
      String nationalId,
      Hospital hospital,
      int number) {

    Stay stay(Arm arm) {
      String mrn = String.format(Locale.ROOT, "%s%06d", hospital.mrnPrefix(), number);
      String course = arm == Arm.UNTREATED ? "" : mrn + "-C1";
      return new Stay(hospital, mrn, course, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
  }
}
