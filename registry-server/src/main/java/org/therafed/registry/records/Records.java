package org.therafed.registry.records;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.registry.fault.RegistryCode;

/** Reads records, each statement within somebody's reach and with every value bound. */
@ApplicationScoped
class Records {

  private final Mutiny.SessionFactory sessions;

  Records(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** The current version; empty if there is none within reach. */
  Uni<Optional<Found>> read(Reach reach, String type, String id) {
    BoundSql sql = new BoundSql();
    String text =
        "select "
            + Found.COLUMNS
            + ", '' as k from resource r where r.type = "
            + sql.text(type)
            + " and r.id = "
            + sql.text(id)
            + " and "
            + reach.condition(sql);
    return sessions.withSession(session -> rows(session, text, sql)).map(Records::first);
  }

  /** A version, the current or a past one; the current one must be within reach, too. */
  Uni<Optional<Found>> version(Reach reach, String type, String id, int version) {
    BoundSql sql = new BoundSql();
    String text =
        versions(sql, reach, type)
            + " and r.id = "
            + sql.text(id)
            + " and r.version = "
            + sql.number(Integer.toString(version));
    return sessions.withSession(session -> rows(session, text, sql)).map(Records::first);
  }

  /** Versions of a record or of all of a type, newest first. */
  Uni<Page> history(Reach reach, History history) {
    BoundSql sql = new BoundSql();
    StringBuilder text = new StringBuilder(versions(sql, reach, history.type()));
    history.id().ifPresent(id -> text.append(" and r.id = ").append(sql.text(id)));
    history
        .since()
        .ifPresent(
            since -> text.append(" and r.last_updated >= ").append(sql.moment(since.toString())));
    history.cursor().ifPresent(cursor -> text.append(History.after(sql, cursor)));
    text.append(" order by r.last_updated desc, r.id, r.version desc limit ")
        .append(history.count() + 1);
    return sessions
        .withSession(session -> rows(session, text.toString(), sql))
        .map(rows -> Page.of(rows, history.count(), History::cursor));
  }

  /**
   * Of a record that has moved on to a patient who may not be read, no version is; nor is a version
   * of one who may not.
   */
  private static String versions(BoundSql sql, Reach reach, String type) {
    String condition = reach.condition(sql);
    return "select "
        + Found.COLUMNS
        + ", '' as k from resource_history r where r.type = "
        + sql.text(type)
        + " and "
        + condition
        + " and exists (select from resource h where h.type = r.type and h.id = r.id and h.site ="
        + " r.site and (select "
        + condition
        + " from (select h.type, h.id, h.site, h.content) r))";
  }

  /** A page of a search with what it includes. */
  Uni<Page> search(Reach reach, Search search) {
    return sessions.withSession(
        session ->
            matches(session, reach, search)
                .flatMap(
                    page ->
                        new Beside(session, reach).of(search, page.matches()).map(page::including))
                .flatMap(page -> counted(session, reach, search, page)));
  }

  private static Uni<Page> matches(Mutiny.Session session, Reach reach, Search search) {
    if (search.count() == 0) {
      return Uni.createFrom()
          .item(new Page(List.of(), List.of(), Optional.empty(), Optional.empty()));
    }
    BoundSql sql = new BoundSql();
    Sort sort = search.sort();
    StringBuilder text = new StringBuilder("select " + Found.COLUMNS);
    text.append(", cast(k as text) from (select r.*, ").append(sort.key(sql)).append(" as k");
    text.append(" from resource r where ").append(condition(sql, reach, search));
    search.cursor().ifPresent(at -> text.append(" and ").append(sort.after(sql, at)));
    text.append(sort.order()).append(" limit ").append(search.count() + 1);
    text.append(") r").append(sort.order());
    return rows(session, text.toString(), sql)
        .map(rows -> Page.of(rows, search.count(), found -> Cursor.at(found.key(), found.id())));
  }

  private static Uni<Page> counted(Mutiny.Session session, Reach reach, Search search, Page page) {
    if (!search.total() && search.count() > 0) {
      return Uni.createFrom().item(page);
    }
    BoundSql sql = new BoundSql();
    String text = "select count(*) from resource r where " + condition(sql, reach, search);
    Mutiny.SelectionQuery<Long> query = session.createNativeQuery(text, Long.class);
    sql.each(query::setParameter);
    return query.getSingleResult().map(page::counting);
  }

  private static String condition(BoundSql sql, Reach reach, Search search) {
    StringBuilder text = new StringBuilder("r.type = " + sql.text(search.type()));
    search.criteria().forEach(each -> text.append(" and ").append(each.sql(sql, reach)));
    return text.append(" and ").append(reach.condition(sql)).toString();
  }

  /** A page of all records of one patient, by type and id; empty if the patient is out of reach. */
  Uni<Page> everything(Reach reach, Everything asked) {
    BoundSql sql = new BoundSql();
    StringBuilder text = new StringBuilder("select " + Found.COLUMNS + ", '' as k");
    text.append(" from resource r where ").append(asked.condition(sql));
    text.append(" and ").append(reach.condition(sql));
    text.append(" order by r.type, r.id limit ").append(asked.count() + 1);
    return sessions
        .withSession(session -> rows(session, text.toString(), sql))
        .map(rows -> Page.of(rows, asked.count(), Everything::cursor));
  }

  static Uni<List<Found>> rows(Mutiny.Session session, String text, BoundSql sql) {
    Mutiny.SelectionQuery<Object[]> query = session.createNativeQuery(text, Object[].class);
    sql.each(query::setParameter);
    return query.getResultList().map(rows -> rows.stream().map(Found::of).toList());
  }

  private static Optional<Found> first(List<Found> found) {
    return found.stream().findFirst();
  }

  /** The one that was found. */
  static Found required(Optional<Found> found) {
    return found.orElseThrow(RegistryCode.NOT_FOUND::with);
  }
}
