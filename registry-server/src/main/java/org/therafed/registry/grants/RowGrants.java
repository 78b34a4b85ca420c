package org.therafed.registry.grants;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;

/** The row-level grants. A release of rows takes two: an administrator, and each site itself. */
@ApplicationScoped
public class RowGrants {

  private static final String GRANT =
      "select cast(jsonb_build_object('id', g.id, 'holder', g.holder, 'purpose', g.purpose,"
          + " 'types', g.types, 'modules', g.modules, 'startsOn', g.starts_on, 'endsOn', g.ends_on,"
          + " 'proposedBy', g.proposed_by, 'proposedAt', g.proposed_at, 'endedAt', g.ended_at,"
          + " 'project', g.project, 'sites', (select jsonb_agg(jsonb_build_object('site', s.site, 'approvedAt',"
          + " s.approved_at, 'key', s.approved_key, 'withdrawnAt', s.withdrawn_at) order by s.site)"
          + " from row_grant_site s where s.grant_id = g.id and (:site in ('', s.site)))) as text)"
          + " from row_grant g where :holder in ('', g.holder) and (:site = '' or exists (select"
          + " from row_grant_site s where s.grant_id = g.id and s.site = :site)) and :id in ('',"
          + " g.id) order by g.proposed_at, g.id";

  /** Of a holder, those that give something today. */
  private static final String IN_FORCE =
      "select g.id from row_grant g where g.holder = :holder and g.ended_at is null and"
          + " cast(cast(:today as text) as date) between g.starts_on and g.ends_on and exists (select from"
          + " row_grant_site s join site on site.id = s.site and site.status = 'live' where"
          + " s.grant_id = g.id and s.approved_at is not null and s.withdrawn_at is null) order by"
          + " g.id";

  private static final String HOLDER = "select roles from account where name = :holder for share";
  private static final String SITES_THERE_ARE =
      "select count(*) from site where id in (select jsonb_array_elements_text(cast(cast(:sites as"
          + " text) as jsonb)))";
  private static final String PROPOSE =
      "insert into row_grant (id, holder, purpose, types, modules, starts_on, ends_on, proposed_by,"
          + " proposed_at, project) values (:id, :holder, :purpose, array(select"
          + " jsonb_array_elements_text(cast(cast(:types as text) as jsonb))), array(select"
          + " jsonb_array_elements_text(cast(cast(:modules as text) as jsonb))), cast(cast(:starts as text) as"
          + " date), cast(cast(:ends as text) as date), :by, :at, nullif(:project, ''))";
  private static final String PROJECT =
      "select count(*) from project p where p.id = :project and p.account = :holder and p.state ="
          + " 'granted' and p.release_class = 'rows' and p.starts_on <= cast(cast(:starts as text)"
          + " as date) and p.ends_on >= cast(cast(:ends as text) as date) and p.modules @>"
          + " array(select jsonb_array_elements_text(cast(cast(:modules as text) as jsonb)))";
  private static final String NAME_SITES =
      "insert into row_grant_site (grant_id, site) select :id, s from"
          + " jsonb_array_elements_text(cast(cast(:sites as text) as jsonb)) as s";
  private static final String END =
      "update row_grant set ended_at = :at where id = :id and ended_at is null";
  private static final String APPROVE =
      "update row_grant_site s set approved_at = :at, approved_key = :key, withdrawn_at = null from"
          + " row_grant g where g.id = s.grant_id and s.grant_id = :id and s.site = :site and"
          + " g.ended_at is null and cast(cast(:today as text) as date) <= g.ends_on";
  private static final String WITHDRAW =
      "update row_grant_site set withdrawn_at = :at where grant_id = :id and site = :site and"
          + " withdrawn_at is null";

  private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

  private final Mutiny.SessionFactory sessions;
  private final Clock clock;

  RowGrants(Mutiny.SessionFactory sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /** Today, by which grants begin and end: UTC. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /**
   * Ids of a person's grants that give something today.
   *
   * @throws Fault (as failure) RG-GRANT-001 if there is none
   */
  public Uni<List<String>> inForce(String holder) {
    return sessions
        .withSession(
            session ->
                session
                    .createNativeQuery(IN_FORCE, String.class)
                    .setParameter("holder", holder)
                    .setParameter("today", today().toString())
                    .getResultList())
        .invoke(
            grants -> {
              if (grants.isEmpty()) {
                throw RegistryCode.GRANT_NONE.with();
              }
            });
  }

  Uni<List<RowGrant>> all() {
    return sessions.withSession(session -> found(session, "", "", ""));
  }

  Uni<List<RowGrant>> of(String holder) {
    return sessions.withSession(session -> found(session, holder, "", ""));
  }

  /** Those that name a site, with nothing of what other sites said. */
  Uni<List<RowGrant>> naming(String site) {
    return sessions.withSession(session -> found(session, "", site, ""));
  }

  Uni<RowGrant> propose(GrantProposal proposal, String by) {
    String id = UUID.randomUUID().toString();
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(HOLDER, String.class)
                .setParameter("holder", proposal.holder())
                .getResultList()
                .invoke(
                    roles -> {
                      if (roles.isEmpty() || !roles.get(0).matches("payer|researcher")) {
                        throw GrantProposal.invalid(
                            "holder is no account of a payer or researcher");
                      }
                    })
                .flatMap(
                    roles ->
                        session
                            .createNativeQuery(SITES_THERE_ARE, Long.class)
                            .setParameter("sites", array(proposal.sites()))
                            .getSingleResult())
                .invoke(
                    there -> {
                      if (there != proposal.sites().size()) {
                        throw GrantProposal.invalid("sites has one that is not registered");
                      }
                    })
                .flatMap(there -> requireProject(session, proposal))
                .flatMap(done -> insert(session, id, proposal, by))
                .flatMap(done -> one(session, id, "")));
  }

  /** One that names a project is within it, so that it is not longer or wider than that one. */
  private static Uni<Void> requireProject(Mutiny.Session session, GrantProposal proposal) {
    if (proposal.project().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return session
        .createNativeQuery(PROJECT, Long.class)
        .setParameter("project", proposal.project())
        .setParameter("holder", proposal.holder())
        .setParameter("modules", array(proposal.modules()))
        .setParameter("starts", proposal.startsOn().toString())
        .setParameter("ends", proposal.endsOn().toString())
        .getSingleResult()
        .invoke(
            covering -> {
              if (covering == 0) {
                throw GrantProposal.invalid(
                    "project is none of the holder's that is granted for rows of these modules and"
                        + " days");
              }
            })
        .replaceWithVoid();
  }

  private Uni<Integer> insert(
      Mutiny.Session session, String id, GrantProposal proposal, String by) {
    return session
        .createNativeQuery(PROPOSE)
        .setParameter("id", id)
        .setParameter("holder", proposal.holder())
        .setParameter("purpose", proposal.purpose())
        .setParameter("types", array(proposal.types()))
        .setParameter("modules", array(proposal.modules()))
        .setParameter("starts", proposal.startsOn().toString())
        .setParameter("ends", proposal.endsOn().toString())
        .setParameter("by", by)
        .setParameter("at", clock.instant())
        .setParameter("project", proposal.project())
        .executeUpdate()
        .flatMap(
            done ->
                session
                    .createNativeQuery(NAME_SITES)
                    .setParameter("id", id)
                    .setParameter("sites", array(proposal.sites()))
                    .executeUpdate());
  }

  /**
   * Ends a grant at once; one that has ended stays as it is.
   *
   * @throws Fault (as failure) RG-GRANT-003
   */
  Uni<RowGrant> end(String id) {
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(END)
                .setParameter("id", id)
                .setParameter("at", clock.instant())
                .executeUpdate()
                .flatMap(done -> one(session, id, "")));
  }

  /**
   * A site says yes, for its own records.
   *
   * @param key thumbprint of the key that signed the request
   * @throws Fault (as failure) RG-GRANT-003 if none in force or to come names the site
   */
  Uni<RowGrant> approve(String id, String site, String key) {
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(APPROVE)
                .setParameter("id", id)
                .setParameter("site", site)
                .setParameter("key", key)
                .setParameter("today", today().toString())
                .setParameter("at", clock.instant())
                .executeUpdate()
                .invoke(RowGrants::require)
                .flatMap(done -> one(session, id, site)));
  }

  /** A site takes its approval back, or says no beforehand: nothing of it is given any more. */
  Uni<RowGrant> withdraw(String id, String site) {
    Instant now = clock.instant();
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(WITHDRAW)
                .setParameter("id", id)
                .setParameter("site", site)
                .setParameter("at", now)
                .executeUpdate()
                .flatMap(done -> one(session, id, site)));
  }

  private static void require(int changed) {
    if (changed == 0) {
      throw RegistryCode.GRANT_UNKNOWN.with();
    }
  }

  private static Uni<RowGrant> one(Mutiny.Session session, String id, String site) {
    return found(session, "", site, id)
        .map(grants -> grants.stream().findFirst().orElseThrow(RegistryCode.GRANT_UNKNOWN::with));
  }

  private static Uni<List<RowGrant>> found(
      Mutiny.Session session, String holder, String site, String id) {
    return session
        .createNativeQuery(GRANT, String.class)
        .setParameter("holder", holder)
        .setParameter("site", site)
        .setParameter("id", id)
        .getResultList()
        .map(rows -> rows.stream().map(RowGrants::read).toList());
  }

  private static RowGrant read(String row) {
    try {
      return JSON.readValue(row, RowGrant.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A grant was stored that is none.", e);
    }
  }

  private static String array(Collection<String> texts) {
    return GrantedRows.array(texts);
  }
}
