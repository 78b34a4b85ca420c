package org.therafed.registry.cohort;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Keeps the members of arms by site and month of their index dates, so that what was computed of a
 * month serves every question and every cut in which nothing of its people has changed. An arm is
 * read as a whole the first time that it is asked of, and from then on only those of it whose facts
 * changed from cut to cut ({@code patient_change}). Who withdraws leaves in the transaction of the
 * withdrawal (V80).
 */
@ApplicationScoped
public class ArmMonths {

  private static final String IS_KEPT =
      "select count(*) from arm_cut where module = :module and arm = :arm and cut = :cut";

  /** One builds an arm at a time; the others find it built. */
  private static final String ALONE =
      "select cast(pg_advisory_xact_lock(7064981, hashtext(cast(:module as text) || '/' || cast(:arm"
          + " as text))) as text) as locked";

  /**
   * As in {@code forget_member()} of V80: from here on nobody withdraws before this is committed.
   */
  private static final String NOBODY_WITHDRAWS =
      "select cast(pg_advisory_xact_lock(7064980) as text) as locked";

  private static final String KEPT =
      "select coalesce(min(cut), 0), coalesce(max(cut), 0), coalesce((select max(cut) from"
          + " patient_change_begin), 0) from arm_cut where module = :module and arm = :arm";

  private static final String OF_ARM = " where module = :module and arm = :arm";

  private static final String INSERT =
      "insert into arm_member (module, arm, person, site, month, index_on, index_known, course_id,"
          + " patients, born) select cast(:module as text), cast(:arm as text), found.person, found.site,"
          + " cast(date_trunc('month', found.index_on) as date), found.index_on,"
          + " found.index_known, found.course_id, found.patients, cast(:cut as int) from (";

  private static final String END =
      "update arm_member set gone = cast(:cut as int)"
          + OF_ARM
          + " and gone is null and person in "
          + CohortSql.CHANGED;

  private static final String WITHOUT_WITHDRAWN =
      "delete from arm_member" + OF_ARM + " and gone is null and person in " + CohortSql.WITHDRAWN;

  private static final String TOUCHED =
      "(site = '' or (site, month) in (select site, month from arm_member"
          + OF_ARM
          + " and (born = cast(:cut as int) or gone = cast(:cut as int))))";

  private static final String END_MONTHS =
      "update arm_month set gone = cast(:cut as int)" + OF_ARM + " and gone is null and " + TOUCHED;

  private static final String MONTHS =
      "insert into arm_month (module, arm, site, month, born, persons) select cast(:module as text),"
          + " cast(:arm as text), site, month, cast(:cut as int), count(*) from arm_member"
          + OF_ARM
          + " and gone is null and "
          + TOUCHED
          + " group by site, month union all select cast(:module as text), cast(:arm as text), '', date '0001-01-01',"
          + " cast(:cut as int), 0";

  private static final String KEEP_CUT =
      "insert into arm_cut (module, arm, cut) values (:module, :arm, :cut)";

  private final Mutiny.SessionFactory sessions;

  ArmMonths(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /**
   * Sees to it that an arm is kept for a cut.
   *
   * @param cut number of a frozen data cut
   * @return false if it is not, for the arm was first asked of a later cut
   */
  public Uni<Boolean> keep(String module, Question.Arm arm, int cut) {
    return sessions
        .withSession(session -> new Building(session, module, arm).number(IS_KEPT, cut))
        .flatMap(
            kept ->
                kept > 0
                    ? Uni.createFrom().item(true)
                    : sessions.withTransaction(
                        session -> new Building(session, module, arm).upTo(cut)));
  }

  private record Building(Mutiny.Session session, String module, Question.Arm arm) {

    Uni<Boolean> upTo(int cut) {
      return one(ALONE)
          .flatMap(locked -> bounds())
          .flatMap(
              bounds -> {
                int first = bounds[0];
                int last = bounds[1];
                if (first > cut) {
                  return Uni.createFrom().item(false);
                }
                if (last >= cut) {
                  return Uni.createFrom().item(true);
                }
                boolean everyChangeKnown = first > 0 && last + 1 >= bounds[2];
                return (everyChangeKnown
                        ? steps(last + 1, cut)
                        : first > 0 ? again(cut) : whole(cut))
                    .replaceWith(true);
              });
    }

    private Uni<int[]> bounds() {
      return session
          .createNativeQuery(KEPT, Object[].class)
          .setParameter("module", module)
          .setParameter("arm", arm.label())
          .getSingleResult()
          .map(
              row ->
                  IntStream.range(0, row.length).map(i -> ((Number) row[i]).intValue()).toArray());
    }

    /** Instead of what is kept of earlier cuts. */
    private Uni<Void> again(int cut) {
      return session
          .createNativeQuery(NOBODY_WITHDRAWS, String.class)
          .getSingleResult()
          .flatMap(locked -> run("delete from arm_cut" + OF_ARM))
          .flatMap(done -> run("delete from arm_member" + OF_ARM))
          .flatMap(done -> run("delete from arm_month" + OF_ARM))
          .flatMap(done -> whole(cut));
    }

    private Uni<Void> whole(int cut) {
      return begin(CohortSql.BEGIN_BUILDING)
          .flatMap(done -> run(INSERT + CohortSql.toKeep(arm) + ") found", cut))
          .flatMap(done -> session.createNativeQuery("analyze arm_member").executeUpdate())
          .flatMap(
              done -> session.createNativeQuery(NOBODY_WITHDRAWS, String.class).getSingleResult())
          .flatMap(done -> run(WITHOUT_WITHDRAWN, cut))
          .flatMap(done -> run(MONTHS, cut))
          .flatMap(done -> run(KEEP_CUT, cut));
    }

    /** Rows that others may hold are changed here, so that nobody withdraws from the start. */
    private Uni<Void> steps(int from, int to) {
      return session
          .createNativeQuery(NOBODY_WITHDRAWS, String.class)
          .getSingleResult()
          .flatMap(locked -> begin(CohortSql.BEGIN_BUILDING))
          .flatMap(
              done ->
                  Multi.createFrom()
                      .range(from, to + 1)
                      .onItem()
                      .transformToUniAndConcatenate(cut -> step(cut).replaceWith(cut))
                      .collect()
                      .last())
          .replaceWithVoid();
    }

    private Uni<Void> step(int cut) {
      return run(END, cut)
          .flatMap(done -> run(INSERT + CohortSql.changedToKeep(arm) + ") found", cut))
          .flatMap(done -> run(END_MONTHS, cut))
          .flatMap(done -> run(MONTHS, cut))
          .flatMap(done -> run(KEEP_CUT, cut));
    }

    private Uni<Void> begin(List<String> settings) {
      return Multi.createFrom()
          .iterable(settings)
          .onItem()
          .transformToUniAndConcatenate(each -> session.createNativeQuery(each).executeUpdate())
          .collect()
          .last()
          .replaceWithVoid();
    }

    private Uni<String> one(String sql) {
      return session
          .createNativeQuery(sql, String.class)
          .setParameter("module", module)
          .setParameter("arm", arm.label())
          .getSingleResult();
    }

    Uni<Long> number(String sql, int cut) {
      return session
          .createNativeQuery(sql, Long.class)
          .setParameter("module", module)
          .setParameter("arm", arm.label())
          .setParameter("cut", cut)
          .getSingleResult();
    }

    private Uni<Void> run(String sql) {
      return prepared(sql).executeUpdate().replaceWithVoid();
    }

    private Uni<Void> run(String sql, int cut) {
      return prepared(sql).setParameter("cut", cut).executeUpdate().replaceWithVoid();
    }

    private Mutiny.MutationQuery prepared(String sql) {
      return session
          .createNativeQuery(sql)
          .setParameter("module", module)
          .setParameter("arm", arm.label());
    }
  }
}
