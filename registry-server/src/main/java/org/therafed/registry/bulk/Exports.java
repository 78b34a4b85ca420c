package org.therafed.registry.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.grants.GrantedRows;
import org.therafed.registry.grants.RowGrants;

/**
 * The exports of all holders, in the database: any process may go on with one, and its files go
 * with it. A file is handed out only while the grants are as they were at the start and nobody
 * whose records it holds has withdrawn.
 */
@ApplicationScoped
class Exports {

  static final Duration KEPT = Duration.ofHours(24);

  private static final int MOST_OF_ONE = 3;

  private static final String EXPIRE = "delete from bulk_export where expires_at <= :now";
  private static final String OF_HOLDER = "select count(*) from bulk_export where holder = :holder";
  private static final String IN_TURN =
      "select cast(pg_advisory_xact_lock(7064962) as text) as locked";
  private static final String START =
      "insert into bulk_export (id, holder, grants, basis, request, types, since, started_at,"
          + " expires_at) select :id, :holder, array(select"
          + " jsonb_array_elements_text(cast(cast(:grants as text) as jsonb))), ("
          + GrantedRows.BASIS
          + "), :request, array(select jsonb_array_elements_text(cast(cast(:types as text) as"
          + " jsonb))), cast(nullif(:since, '') as timestamptz), :now, :end";
  private static final String CANCEL =
      "delete from bulk_export where id = :id and holder = :holder";
  private static final String UNFINISHED =
      "select id from bulk_export where position < cardinality(types) and expires_at > :now";

  /** Somebody in the files who is not known here any more, or has withdrawn at any hospital. */
  private static final String GONE =
      "exists (select from bulk_export_file o, unnest(o.patients) as said(patient_id) where"
          + " o.export_id = x.id and not exists (select from person p where p.patient_id ="
          + " said.patient_id and p.gone is null and not exists (select from person w join"
          + " withdrawal on withdrawal.patient_id = w.patient_id and withdrawal.site = w.site and"
          + " withdrawal.lifted is null where w.person = p.person and w.gone is null)))";

  private static final String STATUS =
      "select cast(jsonb_build_object('request', x.request, 'startedAt', to_char(x.started_at at"
          + " time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'), 'expiresAt',"
          + " to_char(x.expires_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'),"
          + " 'position', x.position, 'types', cardinality(x.types), 'outdated', x.basis <> ("
          + GrantedRows.BASIS.replace(
              "select jsonb_array_elements_text(cast(cast(:grants as text) as jsonb))",
              "select unnest(x.grants)")
          + ") or x.closed or "
          + GONE
          + ", 'files', coalesce((select jsonb_agg(jsonb_build_object('number', f.number, 'type',"
          + " f.type, 'records', f.records) order by f.number) from bulk_export_file f where"
          + " f.export_id = x.id), '[]')) as text) from bulk_export x where x.id = :id and x.holder"
          + " = :holder and x.expires_at > :now";

  private static final String FILE =
      "select f.content from bulk_export_file f where f.export_id = :id and f.number = :number";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Mutiny.SessionFactory sessions;
  private final RowGrants grants;
  private final Clock clock;

  Exports(Mutiny.SessionFactory sessions, RowGrants grants, Clock clock) {
    this.sessions = sessions;
    this.grants = grants;
    this.clock = clock;
  }

  /**
   * Starts one.
   *
   * @param inForce ids of the holder's grants
   * @param address by which it was asked
   * @return its id
   * @throws Fault (as failure) RG-EXPORT-003 if the holder has too many
   */
  Uni<String> start(String holder, List<String> inForce, String address, ExportRequest request) {
    String id = UUID.randomUUID().toString();
    Instant now = clock.instant();
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(IN_TURN, String.class)
                .getSingleResult()
                .flatMap(locked -> expire(session, now))
                .flatMap(
                    gone ->
                        session
                            .createNativeQuery(OF_HOLDER, Long.class)
                            .setParameter("holder", holder)
                            .getSingleResult())
                .invoke(
                    many -> {
                      if (many >= MOST_OF_ONE) {
                        throw RegistryCode.EXPORT_LIMIT.with();
                      }
                    })
                .flatMap(
                    few ->
                        session
                            .createNativeQuery(START)
                            .setParameter("id", id)
                            .setParameter("holder", holder)
                            .setParameter("grants", GrantedRows.array(inForce))
                            .setParameter("today", grants.today().toString())
                            .setParameter("request", address)
                            .setParameter("types", GrantedRows.array(request.types()))
                            .setParameter("since", request.since().map(Object::toString).orElse(""))
                            .setParameter("now", now)
                            .setParameter("end", now.plus(KEPT))
                            .executeUpdate())
                .replaceWith(id));
  }

  /**
   * How far one of the holder's is.
   *
   * @throws Fault (as failure) RG-EXPORT-002 if there is none
   */
  Uni<ExportStatus> status(String id, String holder) {
    return sessions.withSession(session -> status(session, id, holder));
  }

  private Uni<ExportStatus> status(Mutiny.Session session, String id, String holder) {
    return session
        .createNativeQuery(STATUS, String.class)
        .setParameter("id", id)
        .setParameter("holder", holder)
        .setParameter("today", grants.today().toString())
        .setParameter("now", clock.instant())
        .getResultList()
        .map(
            found ->
                found.stream()
                    .findFirst()
                    .map(Exports::read)
                    .orElseThrow(RegistryCode.EXPORT_UNKNOWN::with));
  }

  /**
   * A file of a finished export.
   *
   * @throws Fault (as failure) RG-EXPORT-002, RG-EXPORT-004
   */
  Uni<String> file(String id, String holder, int number) {
    return sessions.withSession(
        session ->
            status(session, id, holder)
                .invoke(
                    status -> {
                      if (status.outdated()) {
                        throw RegistryCode.EXPORT_OUTDATED.with();
                      }
                      if (!status.done()) {
                        throw RegistryCode.EXPORT_UNKNOWN.with();
                      }
                    })
                .flatMap(
                    status ->
                        session
                            .createNativeQuery(FILE, String.class)
                            .setParameter("id", id)
                            .setParameter("number", number)
                            .getResultList())
                .map(
                    found ->
                        found.stream().findFirst().orElseThrow(RegistryCode.EXPORT_UNKNOWN::with)));
  }

  /**
   * Ends one with its files, whether it is finished or not.
   *
   * @throws Fault (as failure) RG-EXPORT-002
   */
  Uni<Void> cancel(String id, String holder) {
    return sessions
        .withTransaction(
            session ->
                session
                    .createNativeQuery(CANCEL)
                    .setParameter("id", id)
                    .setParameter("holder", holder)
                    .executeUpdate())
        .invoke(
            gone -> {
              if (gone == 0) {
                throw RegistryCode.EXPORT_UNKNOWN.with();
              }
            })
        .replaceWithVoid();
  }

  /** Deletes those whose time is over, with their files. */
  Uni<Integer> expire() {
    return sessions.withTransaction(session -> expire(session, clock.instant()));
  }

  private static Uni<Integer> expire(Mutiny.Session session, Instant now) {
    return session.createNativeQuery(EXPIRE).setParameter("now", now).executeUpdate();
  }

  /** Ids of those that are not finished. */
  Uni<List<String>> unfinished() {
    return sessions.withSession(
        session ->
            session
                .createNativeQuery(UNFINISHED, String.class)
                .setParameter("now", clock.instant())
                .getResultList());
  }

  private static ExportStatus read(String row) {
    try {
      return JSON.readValue(row, ExportStatus.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An export was stored that is none.", e);
    }
  }
}
