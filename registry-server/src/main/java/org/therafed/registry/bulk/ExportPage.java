package org.therafed.registry.bulk;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.registry.grants.GrantedRows;
import org.therafed.registry.grants.RowGrants;

/**
 * One step of an export: the next file and how far it has come, in one transaction, so that whoever
 * goes on after a crash neither repeats nor omits a record. The rows never leave the database.
 */
@ApplicationScoped
class ExportPage {

  /** Records of a file; also what one transaction reads. */
  private static final int RECORDS = 1000;

  private static final String NEXT =
      "select x.types[x.position + 1] as type, cast(array_to_json(x.grants) as text) as grants, x.after_id,"
          + " coalesce(cast(x.since as text), '-infinity') as since, (select coalesce(max(f.number),"
          + " 0) + 1 from bulk_export_file f where f.export_id = x.id) as number from bulk_export x"
          + " where x.id = :id and x.position < cardinality(x.types) and x.expires_at > :now for"
          + " update of x skip locked";

  private static final String WRITE =
      "insert into bulk_export_file (export_id, number, type, records, last_id, content, patients)"
          + " select :id, :number, :type, count(*), max(page.id), string_agg(page.line, chr(10)"
          + " order by page.id) || chr(10), coalesce(array_agg(distinct page.patient) filter (where"
          + " page.patient is not null), cast(array[] as text[])) from (select r.id, record_text(r.content,"
          + " r.version, r.last_updated) as line, "
          + GrantedRows.PATIENT
          + " as patient from resource r where r.type = :type and r.id > :after and r.last_updated"
          + " >= cast(cast(:since as text) as timestamptz) and "
          + GrantedRows.CONDITION
          + " order by r.id limit "
          + RECORDS
          + ") page having count(*) > 0";

  private static final String ADVANCE =
      "update bulk_export x set position = case when f.records = "
          + RECORDS
          + " then x.position else x.position + 1 end, after_id = case when f.records = "
          + RECORDS
          + " then f.last_id else '' end from bulk_export_file f where x.id = :id and f.export_id ="
          + " x.id and f.number = :number";

  private static final String SKIP =
      "update bulk_export set position = position + 1, after_id = '' where id = :id";

  private final Mutiny.SessionFactory sessions;
  private final RowGrants grants;
  private final Clock clock;

  ExportPage(Mutiny.SessionFactory sessions, RowGrants grants, Clock clock) {
    this.sessions = sessions;
    this.grants = grants;
    this.clock = clock;
  }

  /**
   * Does the next step.
   *
   * @return false if nothing is left to do, or another process is at it
   */
  Uni<Boolean> next(String id) {
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(NEXT, Object[].class)
                .setParameter("id", id)
                .setParameter("now", clock.instant())
                .getResultList()
                .flatMap(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(false)
                            : write(session, id, found).replaceWith(true)));
  }

  private Uni<Integer> write(Mutiny.Session session, String id, List<Object[]> found) {
    Object[] next = found.get(0);
    return session
        .createNativeQuery(WRITE)
        .setParameter("id", id)
        .setParameter("type", next[0])
        .setParameter("grants", next[1])
        .setParameter("after", next[2])
        .setParameter("since", next[3])
        .setParameter("number", next[4])
        .setParameter("today", grants.today().toString())
        .executeUpdate()
        .flatMap(
            written ->
                written == 0
                    ? session.createNativeQuery(SKIP).setParameter("id", id).executeUpdate()
                    : session
                        .createNativeQuery(ADVANCE)
                        .setParameter("id", id)
                        .setParameter("number", next[4])
                        .executeUpdate());
  }
}
