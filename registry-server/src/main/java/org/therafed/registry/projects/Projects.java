package org.therafed.registry.projects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;

/** The projects: who may ask what, for what, from when till when. */
@ApplicationScoped
public class Projects {

  /** Requests of one account that wait for their review at once. */
  private static final int MOST_WAITING = 10;

  private static final String IN_FORCE =
      "p.state = 'granted' and cast(cast(:today as text) as date) between p.starts_on and p.ends_on";
  private static final String PROJECT =
      "select cast(jsonb_strip_nulls(jsonb_build_object('id', p.id, 'account', p.account, 'role',"
          + " p.role, 'organisation', p.organisation, 'contact', p.contact, 'purpose', p.purpose,"
          + " 'modules', p.modules, 'questions', p.questions, 'release', p.release_class,"
          + " 'startsOn', p.starts_on, 'endsOn', p.ends_on, 'state', p.state, 'inForce', "
          + IN_FORCE
          + ", 'requestedAt', p.requested_at, 'decidedBy', p.decided_by, 'decidedAt', p.decided_at,"
          + " 'reason', p.reason, 'endedAt', p.ended_at, 'answers', (select count(*) from"
          + " project_answer a where a.project = p.id))) as text) from project p where :account in"
          + " ('', p.account) and :id in ('', p.id) order by p.requested_at desc, p.id";

  /** Row-level grants without a project that a site has approved at some time. */
  private static final String ROWS =
      "select cast(jsonb_strip_nulls(jsonb_build_object('role', (select a.roles from account a where"
          + " a.name = g.holder), 'purpose', g.purpose, 'modules', g.modules, 'startsOn',"
          + " g.starts_on, 'endsOn', g.ends_on, 'endedAt', g.ended_at, 'inForce', g.ended_at is"
          + " null and cast(cast(:today as text) as date) between g.starts_on and g.ends_on and"
          + " exists (select from row_grant_site s where s.grant_id = g.id and s.approved_at is not"
          + " null and s.withdrawn_at is null))) as text) from row_grant g where g.project is null"
          + " and exists (select from row_grant_site s where s.grant_id = g.id and s.approved_at is"
          + " not null)";

  private static final String GRANTED =
      "select p.id from project p where p.account = :account and "
          + IN_FORCE
          + " and :module = any (p.modules) and :question = any (p.questions) order by"
          + " p.decided_at, p.id limit 1";
  private static final String ROLE = "select roles from account where name = :account for share";
  private static final String WAITING =
      "select count(*) from project where account = :account and state = 'requested'";
  private static final String REQUEST =
      "insert into project (id, account, role, organisation, contact, purpose, modules, questions,"
          + " release_class, starts_on, ends_on, request, requested_at, state) values (:id,"
          + " :account, :role, :organisation, nullif(:contact, ''), :purpose, array(select"
          + " jsonb_array_elements_text(cast(cast(:modules as text) as jsonb))), array(select"
          + " jsonb_array_elements_text(cast(cast(:questions as text) as jsonb))), :release,"
          + " cast(cast(:starts as text) as date), cast(cast(:ends as text) as date), :request,"
          + " :at, 'requested')";
  private static final String LOCK = "select id from project where id = :id for update";
  private static final String GRANT =
      "update project set state = 'granted', modules = array(select"
          + " jsonb_array_elements_text(cast(cast(:modules as text) as jsonb))), questions ="
          + " array(select jsonb_array_elements_text(cast(cast(:questions as text) as jsonb))),"
          + " release_class = :release, starts_on = cast(cast(:starts as text) as date), ends_on ="
          + " cast(cast(:ends as text) as date), decided_by = :by, decided_at = :at where id = :id";
  private static final String REFUSE =
      "update project set state = 'refused', reason = :reason, decided_by = :by, decided_at = :at"
          + " where id = :id";
  private static final String END =
      "update project set state = 'ended', ended_at = :at where id = :id and state = 'granted'";
  private static final String ANSWERED =
      "insert into project_answer (project, answer) values (:project, :answer) on conflict do"
          + " nothing";

  private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

  private final Mutiny.SessionFactory sessions;
  private final ModuleCatalog modules;
  private final Clock clock;

  Projects(Mutiny.SessionFactory sessions, ModuleCatalog modules, Clock clock) {
    this.sessions = sessions;
    this.modules = modules;
    this.clock = clock;
  }

  /**
   * The project under which somebody asks: of several that cover the question, the one that was
   * granted first. Read anew for each question, so that an end is one at once.
   *
   * @param module id of a therapy module
   * @param question kind of question
   * @return empty for an administrator, who needs none
   * @throws Fault (as failure) RG-PROJECT-003 if none in force covers the question
   */
  public Uni<Optional<String>> covering(Asker asker, String module, String question) {
    if (asker.administrator()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return sessions
        .withSession(
            session ->
                session
                    .createNativeQuery(GRANTED, String.class)
                    .setParameter("account", asker.account())
                    .setParameter("today", today().toString())
                    .setParameter("module", module)
                    .setParameter("question", question)
                    .getResultList())
        .map(
            found ->
                Optional.of(
                    found.stream()
                        .findFirst()
                        .orElseThrow(
                            () ->
                                RegistryCode.PROJECT_NONE.with(
                                    Fault.safe("module", module),
                                    Fault.safe("question", question)))));
  }

  /** Notes that a project was given a released answer; the same one again counts once. */
  public Uni<Void> released(String project, String answer) {
    return sessions
        .withTransaction(
            session ->
                session
                    .createNativeQuery(ANSWERED)
                    .setParameter("project", project)
                    .setParameter("answer", answer)
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** All, the latest request first. */
  public Uni<List<Project>> all() {
    return sessions.withSession(session -> found(session, "", ""));
  }

  /** Those of an account. */
  public Uni<List<Project>> of(String account) {
    return sessions.withSession(session -> found(session, account, ""));
  }

  /** Who was granted the use of data, for everybody to see; the latest first. */
  public Uni<List<DataUse>> uses() {
    return all()
        .map(
            projects ->
                projects.stream()
                    .filter(project -> project.decidedAt() != null && project.reason() == null)
                    .map(project -> DataUse.of(project, today()))
                    .toList())
        .flatMap(
            projects ->
                rows()
                    .map(
                        rows ->
                            Stream.concat(projects.stream(), rows.stream())
                                .sorted(Comparator.comparing(DataUse::from).reversed())
                                .toList()));
  }

  private Uni<List<DataUse>> rows() {
    return sessions
        .withSession(
            session ->
                session
                    .createNativeQuery(ROWS, String.class)
                    .setParameter("today", today().toString())
                    .getResultList())
        .map(
            rows ->
                rows.stream()
                    .map(row -> DataUse.of(read(row, DataUse.Rows.class), today()))
                    .toList());
  }

  /**
   * Asks for a project.
   *
   * @param body as {@link ProjectRequest} says
   * @throws Fault RG-PROJECT-001
   */
  public Uni<Project> request(JsonNode body, String account) {
    ProjectRequest request = ProjectRequest.read(body, modules, today());
    String id = UUID.randomUUID().toString();
    return sessions.withTransaction(
        session ->
            role(session, account)
                .flatMap(
                    role ->
                        session
                            .createNativeQuery(WAITING, Long.class)
                            .setParameter("account", account)
                            .getSingleResult()
                            .invoke(Projects::requireFew)
                            .flatMap(few -> insert(session, id, account, role, request)))
                .flatMap(done -> one(session, id)));
  }

  private static Uni<String> role(Mutiny.Session session, String account) {
    return session
        .createNativeQuery(ROLE, String.class)
        .setParameter("account", account)
        .getResultList()
        .map(
            roles ->
                roles.stream()
                    .filter(role -> role.matches("payer|researcher"))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            ProjectFields.invalid(
                                "the account is none of a payer or researcher", "该账户不属于支付方或研究人员")));
  }

  private static void requireFew(long waiting) {
    if (waiting >= MOST_WAITING) {
      throw ProjectFields.invalid(
          "ten requests of this account wait for their review", "该账户已有十项申请等待审查");
    }
  }

  private Uni<Integer> insert(
      Mutiny.Session session, String id, String account, String role, ProjectRequest request) {
    return scoped(session.createNativeQuery(REQUEST), request.scope())
        .setParameter("id", id)
        .setParameter("account", account)
        .setParameter("role", role)
        .setParameter("organisation", request.organisation())
        .setParameter("contact", request.contact())
        .setParameter("purpose", request.purpose())
        .setParameter("request", request.json())
        .setParameter("at", clock.instant())
        .executeUpdate();
  }

  /**
   * Grants a request, whole or in part.
   *
   * @param body the fields of its scope that are to be narrower; null: none
   * @param by name of the administrator's account
   * @throws Fault (as failure) RG-PROJECT-001 for a wider scope, RG-PROJECT-002 if nothing waits
   */
  public Uni<Project> grant(String id, JsonNode body, String by) {
    return decided(
        id,
        (session, asked) -> {
          Scope granted = new ProjectFields(body, modules, today()).scope(asked.scope());
          if (!granted.isWithin(asked.scope())) {
            throw ProjectFields.invalid("the grant is wider than the request", "批准范围大于申请范围");
          }
          return scoped(session.createNativeQuery(GRANT), granted)
              .setParameter("id", id)
              .setParameter("by", by)
              .setParameter("at", clock.instant())
              .executeUpdate();
        });
  }

  /**
   * Refuses a request.
   *
   * @param body {@code {"reason":"…"}}, which the requester reads
   * @throws Fault (as failure) RG-PROJECT-001 without a reason, RG-PROJECT-002 if nothing waits
   */
  public Uni<Project> refuse(String id, JsonNode body, String by) {
    return decided(
        id,
        (session, asked) ->
            session
                .createNativeQuery(REFUSE)
                .setParameter("id", id)
                .setParameter(
                    "reason", new ProjectFields(body, modules, today()).text("reason", 3, 1000))
                .setParameter("by", by)
                .setParameter("at", clock.instant())
                .executeUpdate());
  }

  private interface Decision {
    Uni<Integer> take(Mutiny.Session session, Project asked);
  }

  private Uni<Project> decided(String id, Decision decision) {
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(LOCK, String.class)
                .setParameter("id", id)
                .getResultList()
                .flatMap(locked -> one(session, id))
                .invoke(
                    asked -> {
                      if (!asked.state().equals("requested")) {
                        throw RegistryCode.PROJECT_UNKNOWN.with();
                      }
                    })
                .flatMap(asked -> decision.take(session, asked))
                .flatMap(done -> one(session, id)));
  }

  /**
   * Ends a granted project at once, with the row-level grants that belong to it.
   *
   * @throws Fault (as failure) RG-PROJECT-002 if none is granted
   */
  public Uni<Project> end(String id) {
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(END)
                .setParameter("id", id)
                .setParameter("at", clock.instant())
                .executeUpdate()
                .invoke(
                    changed -> {
                      if (changed == 0) {
                        throw RegistryCode.PROJECT_UNKNOWN.with();
                      }
                    })
                .flatMap(done -> one(session, id)));
  }

  private Uni<Project> one(Mutiny.Session session, String id) {
    return found(session, "", id)
        .map(found -> found.stream().findFirst().orElseThrow(RegistryCode.PROJECT_UNKNOWN::with));
  }

  private Uni<List<Project>> found(Mutiny.Session session, String account, String id) {
    return session
        .createNativeQuery(PROJECT, String.class)
        .setParameter("account", account)
        .setParameter("id", id)
        .setParameter("today", today().toString())
        .getResultList()
        .map(rows -> rows.stream().map(row -> read(row, Project.class)).toList());
  }

  private static Mutiny.MutationQuery scoped(Mutiny.MutationQuery query, Scope scope) {
    return query
        .setParameter("modules", array(scope.modules()))
        .setParameter("questions", array(scope.questions()))
        .setParameter("release", scope.release())
        .setParameter("starts", scope.startsOn().toString())
        .setParameter("ends", scope.endsOn().toString());
  }

  private static String array(Collection<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array.toString();
  }

  private static <T> T read(String row, Class<T> type) {
    try {
      return JSON.readValue(row, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A project was stored that is none.", e);
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
