package org.therafed.registry.cohort;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.therafed.profiles.projection.SignOfLife;

/**
 * The questions' SQL. Every value is a bound parameter; the texts here and in {@link SelectionSql}
 * are constants. Facts are joined to persons by patient <em>and</em> site, so that no site's rows
 * reach another site's person except through a linkage key. Facts and persons are those of the
 * frozen cut {@code :cut}; who has withdrawn at any site since is nobody in it.
 */
final class CohortSql {

  private static final String BEGUN = begun("c");

  /** Of a versioned table, the rows that are in the cut. */
  private static final String IN_CUT =
      "born <= cast(:cut as int) and (gone is null or gone > cast(:cut as int))";

  static final String WITHDRAWN =
      "(select p.person from (select patient_id, site, person, born, gone from person union all"
          + " select now, site, person, born, gone from person where now is not null) p join"
          + " withdrawal w using (patient_id, site) where p."
          + "born <= cast(:cut as int) and (p.gone is null or p.gone > cast(:cut as int)) and"
          + " (w.lifted is null or w.lifted > cast(:cut as int)))";

  /** Who they were before counts too: of a link that is made or taken back both sides change. */
  static final String CHANGED =
      "(select p.person from (select patient_id, site, person, born, gone from person union all"
          + " select now, site, person, born, gone from person where now is not null) p join (select"
          + " patient_id, site from patient_change where cut = cast(:cut as int) union select"
          + " patient_id, site from withdrawal where lifted = cast(:cut as int)) x using"
          + " (patient_id, site) where p.born <= cast(:cut as int) and (p.gone is null or p.gone >="
          + " cast(:cut as int)))";

  private static final String PERSONS = persons("person not in " + WITHDRAWN);

  private static final String WITHDRAWN_PERSONS = persons("person in " + WITHDRAWN);

  /** {@code DatePrecision.earliest}: what may be the first course of a person is the index. */
  private static final String EARLIEST_START =
      "c.started_on - case c.start_known when 'MONTH' then 16 when 'YEAR' then 183 else 0 end";

  private static final String COURSE_MEMBERS =
      "select distinct on (v.person) v.person, c.site, c.started_on as index_on,"
          + " c.fact_id as course_id, c.start_known as index_known from "
          + at("fact_course")
          + " c join persons v using (patient_id, site) where c.module = :module and c.arm = :arm and "
          + BEGUN
          + " order by v.person, "
          + EARLIEST_START
          + ", c.fact_id)";

  private static final String UNTREATED_MEMBERS =
      "select distinct on (v.person) v.person, d.site, d.decided_on as index_on,"
          + " cast(null as text) as course_id, cast(null as text) as index_known from "
          + at("fact_decision")
          + " d join persons v using (patient_id, site) where d.module = :module and d.pathway = 'eligible-untreated' and"
          + " :arm = 'untreated' and d.decided_on is not null and not exists (select from "
          + at("fact_course")
          + " c join persons w using (patient_id, site) where w.person = v.person and c.module = d.module and "
          + BEGUN
          + ") order by v.person, d.decided_on, d.fact_id)";

  private static final String MEMBERS =
      "select m.person, m.site, m.index_on, p.patients, m.course_id, m.index_known from members m join (select"
          + " person, count(*) as patients from persons group by person) p using (person) order by"
          + " m.person";

  private static final String FROM_MEMBERS = " from members m join persons v using (person) join ";

  /**
   * How a question's transaction begins. Its statements see the same data, however much arrives
   * between them. They read whole arms, for which hash joins are right; before statistics of newly
   * arrived records exist, the planner takes an arm for a few rows and would loop over 10⁵ of them.
   * A question that takes too long anyway ends instead of keeping the database busy for nobody.
   */
  static final List<String> BEGIN =
      List.of(
          "set transaction isolation level repeatable read, read only",
          "set local enable_nestloop = off",
          "set local statement_timeout = '60s'");

  /** The same for a reading of few persons, which begins with them. */
  static final List<String> BEGIN_WITH_FEW = List.of(BEGIN.get(0), BEGIN.get(2));

  /**
   * How the building of an arm begins, of all or of those who changed: all of them are looked
   * through.
   */
  static final List<String> BEGIN_BUILDING =
      List.of("set local enable_nestloop = off", "set local statement_timeout = '600s'");

  private CohortSql() {}

  /** A course that was begun; one that is only planned or did not happen is none. */
  static String begun(String course) {
    return course
        + ".started_on is not null and coalesce("
        + course
        + ".status, '') not in ('not-done', 'preparation')";
  }

  private static String persons(String which) {
    return "persons as not materialized (select patient_id, site, person from person where "
        + IN_CUT
        + " and "
        + which
        + "), ";
  }

  static String at(String table) {
    return "(select * from " + table + " where " + IN_CUT + ")";
  }

  /** The persons and members of an arm, found among everybody. */
  static String ofArm(Question.Arm arm, String who) {
    return "with " + PERSONS + membersOf(arm, who) + " ";
  }

  /**
   * The same of the months in {@code :months}, a JSON array as text: their members are kept ({@link
   * ArmMonths}), without those who have withdrawn.
   */
  static String ofMonths(String who) {
    return "with armed as materialized (select k.person, k.site, k.index_on, k.course_id,"
        + " k.index_known from "
        + at("arm_member")
        + " k join arm_month b on b.module = k.module and b.arm = k.arm and b.site = k.site and"
        + " b.month = k.month where k.module = :module and k.arm = :arm and b.id in (select cast(e"
        + " as bigint) from jsonb_array_elements_text(cast(cast(:months as text) as jsonb)) e)), "
        + persons("person in (select a.person from armed a)")
        + "members as (select m.* from armed m"
        + (who.isEmpty() ? "" : " where " + who)
        + ") ";
  }

  /** person, site, index date, number of patients, course of whom {@link ArmMonths} keeps. */
  static String toKeep(Question.Arm arm) {
    return members(ofArm(arm, ""));
  }

  /** The same of those alone who have changed in the cut. */
  static String changedToKeep(Question.Arm arm) {
    return "with "
        + persons("person in " + CHANGED + " and person not in " + WITHDRAWN)
        + membersOf(arm, "")
        + " "
        + MEMBERS;
  }

  /** The arm, or those of it for whom a condition of {@link SelectionSql} holds. */
  private static String membersOf(Question.Arm arm, String who) {
    String all = arm == Question.Arm.UNTREATED ? UNTREATED_MEMBERS : COURSE_MEMBERS;
    return who.isEmpty()
        ? "members as (" + all
        : "armed as (" + all + ", members as (select m.* from armed m where " + who + ")";
  }

  /** person, site, index date, number of patients, course. */
  static String members(String of) {
    return of + MEMBERS;
  }

  /** The same of those who would be members, had they not withdrawn. */
  static String withdrawn(Question.Arm arm, String who) {
    return "with " + WITHDRAWN_PERSONS + membersOf(arm, who) + " " + MEMBERS;
  }

  /** person, dead, date: vital status, and every dated record as evidence of life. */
  private static String survival(String of) {
    return of
        + "select m.person, s.dead, s.known_on"
        + FROM_MEMBERS
        + at("fact_survival")
        + " s on s.patient_id = v.patient_id and s.site = v.site where s.known_on is"
        + " not null union all select m.person, false, max(e.seen_on)"
        + FROM_MEMBERS
        + "("
        + Arrays.stream(SignOfLife.values())
            .map(CohortSql::seen)
            .collect(Collectors.joining(" union all "))
        + ") e on e.patient_id ="
        + " v.patient_id and e.site = v.site where e.seen_on is not null group by m.person";
  }

  /** site, patient, day of what {@link SignOfLife} counts, from its table. */
  static String seen(SignOfLife sign) {
    return switch (sign) {
      case VITAL_STATUS -> seen("known_on", "fact_survival", "not f.dead");
      case ADMINISTRATION -> seen("administered_on", "fact_administration");
      case TRANSFUSION -> seen("given_on", "fact_transfusion");
      case PROCEDURE -> seen("started_on", "fact_procedure");
      case MEASUREMENT -> seen("measured_on", "fact_measurement");
      case BIOMARKER -> seen("taken_on", "fact_biomarker");
      case TOXICITY -> seen("onset_on", "fact_toxicity");
      case RESPONSE -> seen("assessed_on", "fact_response");
      case IMAGING -> seen("cast(started_at at time zone 'UTC' as date)", "fact_imaging");
      case COURSE ->
          seen(
              "started_on",
              "fact_course",
              begun("f") + " and coalesce(f.start_known, 'DAY') = 'DAY'");
      case DECISION -> seen("decided_on", "fact_decision");
    };
  }

  private static String seen(String day, String table) {
    return seen(day, table, "true");
  }

  private static String seen(String day, String table, String which) {
    return "select site, patient_id, "
        + day
        + " as seen_on from "
        + at(table)
        + " f where "
        + which;
  }

  /**
   * person, then the columns of one kind of fact. Of biomarkers only the tests in {@code :tests}, a
   * list with commas.
   */
  static String facts(String of, EndpointFact kind) {
    if (kind == EndpointFact.SURVIVAL) {
      return survival(of);
    }
    return of
        + "select m.person, "
        + kind.columns()
        + FROM_MEMBERS
        + at(kind.table())
        + " f on f.patient_id = v.patient_id and f.site = v.site where "
        + usable(kind);
  }

  private static String usable(EndpointFact kind) {
    return switch (kind) {
      case RESPONSE -> "f.assessed_on is not null";
      case BIOMARKER ->
          "f.loinc = any(string_to_array(:tests, ',')) and f.taken_on is not null and f.value is"
              + " not null";
      case TOXICITY -> "f.onset_on is not null";
      case FATAL_EVENT ->
          "f.onset_on is not null and (f.fatal_outcome or (f.grade = 5 and f.scale <> 'of-term'))";
      case MEASUREMENT -> "f.measured_on is not null";
      case COST -> "f.charged_on is not null";
      case DOSE -> "f.measured_on is not null and f.gray is not null";
      case ADMINISTRATION -> "f.administered_on is not null";
      case COURSE -> begun("f");
      case DEATH -> "f.dead and f.known_on is not null";
      case SURVIVAL, ASTCT, LESION, TRANSFUSION, PROCEDURE, DEATH_CAUSE -> "true";
    };
  }

  /** person, term code, worst grade from the index date on, by CTCAE or the event's own scale. */
  static String toxicity(String of) {
    return of
        + "select m.person, t.term_code, max(t.grade)"
        + FROM_MEMBERS
        + at("fact_toxicity")
        + " t on t.patient_id = v.patient_id and t.site = v.site where t.scale in"
        + " ('CTCAE-5.0', 'of-term') and t.onset_on >= m.index_on group by m.person, t.term_code";
  }

  /** course, person, site, component, currency, price year, sum: of every begun course. */
  static String costs(String of) {
    return of
        + "select c.fact_id, m.person, c.site, k.component, k.currency, k.price_year,"
        + " sum(k.amount)"
        + FROM_MEMBERS
        + at("fact_course")
        + " c on c.patient_id = v.patient_id and c.site = v.site and c.module = :module"
        + " and c.arm = :arm and "
        + BEGUN
        + " join "
        + at("fact_cost")
        + " k on k.course_id = c.fact_id and k.site = c.site group"
        + " by c.fact_id, m.person, c.site, k.component, k.currency, k.price_year order by"
        + " c.fact_id";
  }
}
