package org.therafed.registry.federated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.federated.AskedFigure;

/** The tables of questions to sites; every value is bound. */
final class QuestionRows {

  private static final String QUESTION =
      "select id, asked, cut, body, account, expires_at, phase, phase_until, attempt, total,"
          + " counted, withheld, linked, answer from federated_question ";
  private static final String SITES =
      "select site, state, attempt, code, jwk, joined, content, secret, leave_out, changed_at from"
          + " federated_site where question = :id order by site";
  private static final String INSERT =
      "insert into federated_question (id, asked, group_name, cut, body, account, posed_at,"
          + " expires_at, phase, phase_until) values (:id, :asked, :group, :cut, :body, :account,"
          + " :now, :expires, 'join', :until)";

  /** Sites that have asked lately, are live and have sent no records that would count twice. */
  private static final String ASK =
      "insert into federated_site (question, site, state, changed_at) select :id, a.site, 'asked',"
          + " cast(:now as timestamptz) from aggregates_site a join site s on s.id = a.site and"
          + " s.status = 'live' where a.last_asked > :since and not exists (select from transfer t"
          + " where t.site = a.site) and (cast(:among as text) = '' or a.site ="
          + " any(string_to_array(cast(:among as text), ' ')))";

  /** Whoever has answered about a group answers about it again among the same sites only. */
  private static final String AMONG_BEFORE =
      "select among from federated_question where cut = :cut and group_name = :group and phase ="
          + " 'done' and among is not null order by posed_at limit 1";

  private static final String PERSONS =
      "insert into federated_person (question, site, handle, person_key) select :id, :site,"
          + " p.handle, p.person_key from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as"
          + " p(handle text, person_key text) on conflict do nothing";

  /** One row for each person, the registry's own before a site's: there the person counts. */
  private static final String COUNTED =
      "with known as (select p.site, p.handle, p.person_key from federated_person p where p.question"
          + " = :id and (p.site = '' or exists (select from federated_site f where f.question = :id"
          + " and f.site = p.site and f.state = 'joined'))), counted as (select distinct on"
          + " (person_key) person_key, site, handle from known order by person_key, (site <> ''),"
          + " md5(person_key || site || handle)) ";

  private static final String LEAVE_OUT =
      COUNTED
          + "update federated_site f set leave_out = coalesce((select string_agg(k.handle, ' ' order"
          + " by k.handle) from known k join counted c using (person_key) where k.site = f.site and"
          + " (c.site <> k.site or c.handle <> k.handle)), '') where f.question = :id and f.state ="
          + " 'joined'";
  private static final String LINKED =
      COUNTED
          + "select count(*) from counted c where c.site <> '' and (select count(*) from known k"
          + " where k.person_key = c.person_key) > 1";

  private QuestionRows() {}

  static Uni<Optional<FederatedQuestion>> locked(Mutiny.Session session, String id) {
    return one(session, QUESTION + "where id = :id for update", Map.of("id", id));
  }

  static Uni<Optional<FederatedQuestion>> find(Mutiny.Session session, String id) {
    return one(session, QUESTION + "where id = :id", Map.of("id", id));
  }

  /** One that is under way or done: it is not posed a second time. */
  static Uni<Optional<FederatedQuestion>> same(
      Mutiny.Session session, AskedFigure asked, int cut, String body) {
    return one(
        session,
        QUESTION
            + "where cut = :cut and group_name = :group and asked = :asked and body = :body and"
            + " phase <> 'ended' order by posed_at limit 1",
        Map.of("cut", cut, "group", asked.group(), "asked", asked.text(), "body", body));
  }

  private static Uni<Optional<FederatedQuestion>> one(
      Mutiny.Session session, String sql, Map<String, Object> values) {
    Mutiny.SelectionQuery<Object[]> query = session.createNativeQuery(sql, Object[].class);
    values.forEach(query::setParameter);
    return query
        .getSingleResultOrNull()
        .map(row -> Optional.ofNullable(row).map(QuestionRows::read));
  }

  private static FederatedQuestion read(Object[] row) {
    return new FederatedQuestion(
        (String) row[0],
        AskedFigure.read((String) row[1]),
        number(row[2]),
        (String) row[3],
        (String) row[4],
        instant(row[5]),
        Phase.labelled((String) row[6]),
        instant(row[7]),
        number(row[8]),
        (String) row[9],
        words((String) row[10]),
        number(row[11]),
        number(row[12]),
        (String) row[13]);
  }

  static Uni<List<AskedSite>> sites(Mutiny.Session session, String id) {
    return session
        .createNativeQuery(SITES, Object[].class)
        .setParameter("id", id)
        .getResultList()
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new AskedSite(
                                (String) row[0],
                                (String) row[1],
                                number(row[2]),
                                (String) row[3],
                                (String) row[4],
                                (String) row[5],
                                (String) row[6],
                                (String) row[7],
                                words((String) row[8]),
                                instant(row[9])))
                    .toList());
  }

  /** The questions that are under way and ask a site. */
  static Uni<List<String>> openOf(Mutiny.Session session, String site) {
    return session
        .createNativeQuery(
            "select q.id from federated_question q join federated_site s on s.question = q.id where"
                + " s.site = :site and q.phase in ('join', 'mask', 'reveal') order by q.posed_at,"
                + " q.id",
            String.class)
        .setParameter("site", site)
        .getResultList();
  }

  static Uni<Integer> asks(Mutiny.Session session, String site, Instant now) {
    return session
        .createNativeQuery(
            "insert into aggregates_site (site, last_asked) values (:site, :now) on conflict (site)"
                + " do update set last_asked = excluded.last_asked")
        .setParameter("site", site)
        .setParameter("now", now)
        .executeUpdate();
  }

  static Uni<Void> insert(
      Mutiny.Session session, FederatedQuestion question, Instant now, Instant since) {
    return session
        .createNativeQuery(INSERT)
        .setParameter("id", question.id())
        .setParameter("asked", question.asked().text())
        .setParameter("group", question.asked().group())
        .setParameter("cut", question.cut())
        .setParameter("body", question.body())
        .setParameter("account", question.account())
        .setParameter("now", now)
        .setParameter("expires", question.expiresAt())
        .setParameter("until", question.phaseUntil())
        .executeUpdate()
        .flatMap(
            done ->
                session
                    .createNativeQuery(AMONG_BEFORE, String.class)
                    .setParameter("cut", question.cut())
                    .setParameter("group", question.asked().group())
                    .getSingleResultOrNull())
        .flatMap(
            among ->
                session
                    .createNativeQuery(ASK)
                    .setParameter("id", question.id())
                    .setParameter("now", now)
                    .setParameter("since", since)
                    .setParameter("among", among == null ? "" : among)
                    .executeUpdate())
        .replaceWithVoid();
  }

  static Uni<Integer> persons(
      Mutiny.Session session, String id, String site, Map<String, String> keyByHandle) {
    if (keyByHandle.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    keyByHandle.forEach(
        (handle, key) -> rows.addObject().put("handle", handle).put("person_key", key));
    return session
        .createNativeQuery(PERSONS)
        .setParameter("id", id)
        .setParameter("site", site)
        .setParameter("rows", rows.toString())
        .executeUpdate();
  }

  /** Tells every site that has joined whom to leave out; how many persons that links. */
  static Uni<Long> link(Mutiny.Session session, String id) {
    return session
        .createNativeQuery(LEAVE_OUT)
        .setParameter("id", id)
        .executeUpdate()
        .flatMap(
            done ->
                session
                    .createNativeQuery(LINKED, Long.class)
                    .setParameter("id", id)
                    .getSingleResult());
  }

  static Uni<Integer> update(Mutiny.Session session, String sql, Map<String, Object> values) {
    Mutiny.MutationQuery query = session.createNativeQuery(sql);
    values.forEach(query::setParameter);
    return query.executeUpdate();
  }

  private static int number(Object value) {
    return ((Number) value).intValue();
  }

  private static Instant instant(Object value) {
    return value instanceof OffsetDateTime time ? time.toInstant() : (Instant) value;
  }

  private static List<String> words(String text) {
    return text == null || text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }
}
