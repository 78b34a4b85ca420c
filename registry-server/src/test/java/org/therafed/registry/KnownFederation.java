package org.therafed.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.therafed.evidence.survival.SurvivalRow;

/**
 * A federation whose figures can be worked out by hand: 57 treated persons at three hospitals, 19
 * each. Person 0 is treated at two of them, and only both records together say how it went. Five
 * persons of standard care and three who were eligible stand beside.
 */
public final class KnownFederation {

  static final int TREATED = 57;
  static final String ANEMIA = "C143283";
  static final String NAUSEA = "C146764";
  static final String ENCEPHALOPATHY = "C146699";

  /** What the linkage token of person 0 holds; a stand-in for the keyed hash of a national id. */
  static final String LINKED_PERSON = "Kanarienvogel-1950";

  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

  private final List<TestSite> sites =
      List.of(TestSite.registered("a"), TestSite.registered("b"), TestSite.registered("c"));
  private final List<List<ObjectNode>> records =
      List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  private final List<String> tokens;
  private final boolean everybodyAssessed;

  private KnownFederation(boolean everybodyAssessed) {
    this.everybodyAssessed = everybodyAssessed;
    Linkage linkage = Linkage.of(sites.get(0));
    tokens = List.of(linkage.token(LINKED_PERSON), linkage.token(LINKED_PERSON));
  }

  /** Sends everything through {@code POST /fhir} to a registry that is empty, and freezes it. */
  public static KnownFederation frozenAlone(Database database) {
    database.clear();
    KnownFederation federation = sent(false);
    TestSite.freeze();
    return federation;
  }

  /**
   * The same, but nobody of the treated is left out of any figure: further ones are stable at the
   * assessment, have a PSA baseline without a confirmed fall, and charges in CNY.
   */
  public static KnownFederation sentWithEverybodyAssessed() {
    return sent(true);
  }

  private static KnownFederation sent(boolean everybodyAssessed) {
    KnownFederation federation = new KnownFederation(everybodyAssessed);
    IntStream.range(0, TREATED).forEach(federation::treated);
    federation.linkedPersonElsewhere();
    IntStream.range(0, 5).forEach(federation::standardCare);
    federation.eligible();
    return federation.send();
  }

  /** Sends the first four treated persons only. */
  public static void sendFour() {
    KnownFederation federation = new KnownFederation(false);
    IntStream.range(0, 4).forEach(federation::treated);
    federation.send();
  }

  private KnownFederation send() {
    for (int site = 0; site < 3; site++) {
      sites.get(site).send(records.get(site).toArray(ObjectNode[]::new)).then().statusCode(200);
    }
    return this;
  }

  /** The hospitals, in the order in which persons are treated there. */
  public List<TestSite> sites() {
    return sites;
  }

  /** The id of a treated person's Patient at the person's first hospital. */
  public String patientOf(int person) {
    return id(person, "patient");
  }

  /** The id of that person's course. */
  public String courseOf(int person) {
    return id(person, "course");
  }

  List<String> tokens() {
    return tokens;
  }

  /** Time of each treated person: 12 deaths at day 100, 12 lost at 150, 15 deaths at 300. */
  static List<SurvivalRow> survivalRows() {
    return IntStream.range(0, TREATED)
        .mapToObj(i -> new SurvivalRow("site-" + i % 3, 0, lastDay(i), dies(i)))
        .toList();
  }

  private static int lastDay(int person) {
    return person < 12 ? 100 : person < 24 ? 150 : person < 39 ? 300 : 800;
  }

  private static boolean dies(int person) {
    return person < 12 || (person >= 24 && person < 39);
  }

  private void treated(int i) {
    int site = i % 3;
    String patient = id(i, "patient");
    String course = id(i, "course");
    LocalDate start = start(i);
    add(site, Records.patient(patient, i == 0 ? tokens.get(0) : null));
    add(site, Records.course(course, patient, start));
    survival(i, site, patient, start);
    psa(i, site, patient, start);
    response(i, site, patient, start);
    toxicity(i, site, patient, start);
    String currency = i == 56 && !everybodyAssessed ? "EUR" : "CNY";
    add(site, Records.charge(id(i, "drug"), patient, course, "drug", 10_000 + 100 * i, currency));
    add(site, Records.charge(id(i, "hospital"), patient, course, "hospital", 2_000, currency));
  }

  private void survival(int i, int site, String patient, LocalDate start) {
    if (i == 0) {
      // Here the person was last seen alive; the other hospital knows of the death.
      add(site, Records.vitalStatus(id(i, "vital"), patient, start.plusDays(60), false));
    } else if (i == 39) {
      // No vital status at all: a blood sample is the last sign of life.
      add(site, Records.psa(id(i, "late"), patient, start.plusDays(lastDay(i)), "80"));
    } else {
      add(site, Records.vitalStatus(id(i, "vital"), patient, start.plusDays(lastDay(i)), dies(i)));
    }
  }

  /** 30 confirmed declines; 20 without; 4 not confirmed; 3 without baseline, not evaluable. */
  private void psa(int i, int site, String patient, LocalDate start) {
    if (i < 54 || everybodyAssessed) {
      add(site, Records.psa(id(i, "psa0"), patient, start.minusDays(10), "100"));
    }
    if (i > 0) {
      String first = i < 30 || i >= 50 ? "40" : "90";
      String second = i < 30 ? "45" : i < 50 ? "80" : "70";
      add(site, Records.psa(id(i, "psa1"), patient, start.plusDays(21), first));
      add(site, Records.psa(id(i, "psa2"), patient, start.plusDays(45), second));
    }
  }

  /** 25 responses, 26 without; 6 not evaluable: NE, nothing, or only before the start. */
  private void response(int i, int site, String patient, LocalDate start) {
    if (i > 50 && everybodyAssessed) {
      add(site, Records.response(id(i, "response"), patient, start.plusDays(80), "SD"));
    } else if (i <= 53) {
      String category = i == 0 ? "SD" : i < 25 ? "PR" : i < 40 ? "SD" : i < 51 ? "PD" : "NE";
      add(site, Records.response(id(i, "response"), patient, start.plusDays(80), category));
    } else if (i == 54) {
      add(site, Records.response(id(i, "response"), patient, start.minusDays(5), "CR"));
    }
  }

  /** Anaemia: worst grade 2 of 13, grade 3 of 15, grade 4 of person 0; nausea grade 1 of 20. */
  private void toxicity(int i, int site, String patient, LocalDate start) {
    if (i < 14) {
      add(site, Records.adverseEvent(id(i, "ae"), patient, start.plusDays(10), ANEMIA, 2));
    } else if (i < 29) {
      add(site, Records.adverseEvent(id(i, "ae1"), patient, start.plusDays(10), ANEMIA, 1));
      add(site, Records.adverseEvent(id(i, "ae3"), patient, start.plusDays(30), ANEMIA, 3));
    } else if (i == 30) {
      add(site, Records.adverseEvent(id(i, "before"), patient, start.minusDays(3), ANEMIA, 3));
    } else if (i == 31) {
      ObjectNode otherScale =
          Records.adverseEvent(id(i, "scale"), patient, start.plusDays(10), ENCEPHALOPATHY, 4);
      ((ObjectNode) otherScale.get("extension").get(1)).put("valueCode", "ASTCT-ICANS");
      add(site, otherScale);
    }
    if (i < 20) {
      add(site, Records.adverseEvent(id(i, "n1"), patient, start.plusDays(5), NAUSEA, 1));
      add(site, Records.adverseEvent(id(i, "n2"), patient, start.plusDays(50), NAUSEA, 1));
    }
  }

  private void linkedPersonElsewhere() {
    String patient = id(0, "patient-elsewhere");
    String course = id(0, "course-elsewhere");
    LocalDate start = start(0);
    add(1, Records.patient(patient, tokens.get(1)));
    add(1, Records.course(course, patient, start.plusDays(20)));
    add(1, Records.psa(id(0, "psa1"), patient, start.plusDays(21), "40"));
    add(1, Records.psa(id(0, "psa2"), patient, start.plusDays(45), "45"));
    add(1, Records.response(id(0, "pr"), patient, start.plusDays(90), "PR"));
    add(1, Records.adverseEvent(id(0, "ae4"), patient, start.plusDays(40), ANEMIA, 4));
    add(1, Records.vitalStatus(id(0, "death"), patient, start.plusDays(100), true));
    add(1, Records.charge(id(0, "drug1"), patient, course, "drug", 10_000, "CNY"));
    add(1, Records.charge(id(0, "hospital1"), patient, course, "hospital", 2_000, "CNY"));
  }

  private void standardCare(int i) {
    String patient = id(i, "standard");
    add(i % 3, Records.patient(patient));
    add(i % 3, Records.standardCare(id(i, "care"), patient, start(i)));
    add(i % 3, Records.vitalStatus(id(i, "sv"), patient, start(i).plusDays(200), false));
  }

  /** Eligible persons: one without a course, one whose course was not done, one who began. */
  private void eligible() {
    for (int i = 0; i < 3; i++) {
      String patient = id(i, "eligible");
      add(2, Records.patient(patient));
      add(2, Records.decision(id(i, "decision"), patient, start(i), "eligible-untreated"));
      if (i == 1) {
        add(2, Records.course(id(i, "planned"), patient, start(i)).put("status", "not-done"));
      } else if (i == 2) {
        add(2, Records.standardCare(id(i, "begun"), patient, start(i).plusDays(9)));
      }
    }
  }

  private static LocalDate start(int i) {
    return FIRST.plusDays(i);
  }

  private String id(int i, String what) {
    return Records.id(sites.get(0).id(), Integer.toString(i), what);
  }

  private void add(int site, ObjectNode resource) {
    records.get(site).add(resource);
  }
}
