package org.therafed.registry.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.distribution.PackageKind;
import org.therafed.profiles.distribution.SignedPackage;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.registry.distribution.PackageShelf;
import org.therafed.registry.fault.RegistryCode;

/** Takes tables, signs them and gives them again; no version ever goes. */
@ApplicationScoped
public class ValueTables {

  private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
  private static final int LONGEST_NAME = 60;

  private static final String IN_TURN = "select cast(pg_advisory_xact_lock(7064972) as text)";
  private static final String IN_FORCE =
      "(t.effective_on is not null and t.effective_on <= cast(cast(:day as text) as date) and not"
          + " exists (select from value_table l where l.name = t.name and l.effective_on <="
          + " cast(cast(:day as text) as date) and l.version > t.version))";
  private static final String TABLES =
      "select cast(jsonb_strip_nulls(jsonb_build_object('name', t.name, 'version', t.version,"
          + " 'kind', t.kind, 'entries', t.entries, 'sha256', t.sha256, 'uploadedBy', t.uploaded_by,"
          + " 'uploadedAt', t.uploaded_at, 'signedBy', t.signed_by, 'signedAt', t.signed_at,"
          + " 'effectiveOn', t.effective_on, 'inForce', "
          + IN_FORCE
          + ")) as text) from value_table t where :name in ('', t.name) and :version in (0,"
          + " t.version) order by t.name, t.version desc";
  private static final String LAST =
      "select coalesce(max(version), 0) from value_table where name = :name";
  private static final String OTHER_KIND =
      "select count(*) from value_table where name = :name and kind <> :kind";
  private static final String KEEP =
      "insert into value_table (name, version, kind, entries, content, sha256, uploaded_by,"
          + " uploaded_at) values (:name, :version, :kind, :entries, :content, :sha256, :by, :at)";
  private static final String CONTENT =
      "select content from value_table where name = :name and version = :version and (package is not"
          + " null or cast(:unsigned as boolean))";
  private static final String SIGN =
      "update value_table set signed_by = :by, signed_at = :at, effective_on = cast(cast(:on as text)"
          + " as date), package = :package where name = :name and version = :version";
  private static final String CITED =
      "select t.name, t.version, cast(t.effective_on as text), t.sha256 from value_table t where"
          + " t.kind = :kind and "
          + IN_FORCE
          + " order by t.name";
  private static final String SIGNED =
      "select cast(effective_on as text), md5(package) from value_table where kind = 'tariff' and"
          + " package is not null order by name, version";
  private static final String PACKAGE =
      "select package from value_table where md5(package) = :digest limit 1";

  private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

  private final Mutiny.SessionFactory sessions;
  private final PackageShelf shelf;
  private final Clock clock;
  private final Map<String, SignedPackage> verified = new ConcurrentHashMap<>();

  ValueTables(Mutiny.SessionFactory sessions, PackageShelf shelf, Clock clock) {
    this.sessions = sessions;
    this.shelf = shelf;
    this.clock = clock;
  }

  /** Every version of every table, the latest of each first. */
  public Uni<List<ValueTable>> all() {
    return sessions.withSession(session -> found(session, "", 0));
  }

  /**
   * A table's CSV.
   *
   * @param unsigned whether one that was not signed is given as well
   * @throws Fault (as failure) RG-TABLE-003
   */
  Uni<String> content(String name, int version, boolean unsigned) {
    return sessions
        .withSession(
            session ->
                session
                    .createNativeQuery(CONTENT, String.class)
                    .setParameter("name", name)
                    .setParameter("version", version)
                    .setParameter("unsigned", unsigned)
                    .getResultList())
        .map(rows -> rows.stream().findFirst().orElseThrow(RegistryCode.TABLE_UNKNOWN::with));
  }

  /**
   * Keeps a table that was looked at, under the next version of its name.
   *
   * @param csv without problems, see {@link TableCheck}
   * @param by name of the administrator's account
   * @throws Fault RG-TABLE-001 for a name of another form; (as failure) for one that another kind,
   *     or a package of the registry's folder, has
   */
  Uni<ValueTable> keep(TableKind kind, String name, String csv, String by) {
    requireName(name);
    return sessions.withTransaction(
        session ->
            inTurn(session)
                .flatMap(
                    turn ->
                        session
                            .createNativeQuery(OTHER_KIND, Long.class)
                            .setParameter("name", name)
                            .setParameter("kind", kind.label())
                            .getSingleResult())
                .invoke(
                    others -> {
                      if (others > 0) {
                        throw TableText.unusable(
                            new Phrase("its name is one of another kind", "该名称属于另一类别"));
                      }
                    })
                .flatMap(
                    own ->
                        session
                            .createNativeQuery(LAST, Integer.class)
                            .setParameter("name", name)
                            .getSingleResult())
                .flatMap(
                    last ->
                        session
                            .createNativeQuery(KEEP)
                            .setParameter("name", name)
                            .setParameter("version", last + 1)
                            .setParameter("kind", kind.label())
                            .setParameter("entries", TableCheck.entries(csv))
                            .setParameter("content", csv)
                            .setParameter("sha256", sha256(csv))
                            .setParameter("by", by)
                            .setParameter("at", clock.instant())
                            .executeUpdate()
                            .flatMap(done -> one(session, name, last + 1))));
  }

  private void requireName(String name) {
    if (!name.matches(NAME) || name.length() > LONGEST_NAME) {
      throw TableText.unusable(
          new Phrase("its name is not lower-case letters, digits and hyphens", "名称应为小写字母、数字和连字符"));
    }
    if (shelf.isOfFolder(name)) {
      throw TableText.unusable(
          new Phrase(
              "a package of THERAFED_PACKAGES_DIR has its name", "THERAFED_PACKAGES_DIR 中已有同名数据包"));
    }
  }

  /**
   * Signs a table with the registry's key for packages, from a day on. From then on it is never
   * changed; a tariff goes to the gateways on that day.
   *
   * @param effectiveOn as {@code 2027-01-01}: today or later, and after that of the version before
   * @throws Fault (as failure) RG-TABLE-003, RG-TABLE-004
   */
  public Uni<ValueTable> sign(String name, int version, String effectiveOn, String by) {
    LocalDate from = day(effectiveOn);
    return sessions
        .withTransaction(
            session ->
                inTurn(session)
                    .flatMap(turn -> found(session, name, 0))
                    .invoke(versions -> requireNext(versions, version, from))
                    .flatMap(
                        versions ->
                            session
                                .createNativeQuery(CONTENT, String.class)
                                .setParameter("name", name)
                                .setParameter("version", version)
                                .setParameter("unsigned", true)
                                .getSingleResult()
                                .map(csv -> signed(kind(versions), name, version, csv)))
                    .flatMap(
                        made ->
                            session
                                .createNativeQuery(SIGN)
                                .setParameter("by", by)
                                .setParameter("at", clock.instant())
                                .setParameter("on", from.toString())
                                .setParameter(
                                    "package", Base64.getEncoder().encodeToString(made.bytes()))
                                .setParameter("name", name)
                                .setParameter("version", version)
                                .executeUpdate())
                    .flatMap(done -> one(session, name, version)))
        .call(signed -> handOut());
  }

  private static String kind(List<ValueTable> versions) {
    return versions.get(0).kind();
  }

  private LocalDate day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.isBefore(today())) {
        throw unsignable(new Phrase("effectiveOn is past", "effectiveOn 已过去"));
      }
      return day;
    } catch (DateTimeParseException e) {
      throw RegistryCode.TABLE_UNSIGNABLE.with(
          e,
          Fault.safe(
              "reason",
              new Phrase(
                  "effectiveOn is not a day such as 2027-01-01",
                  "effectiveOn 不是形如 2027-01-01 的日期")));
    }
  }

  private static void requireNext(List<ValueTable> versions, int version, LocalDate from) {
    ValueTable table =
        versions.stream()
            .filter(one -> one.version() == version)
            .findFirst()
            .orElseThrow(RegistryCode.TABLE_UNKNOWN::with);
    if (table.signedBy() != null) {
      throw unsignable(new Phrase("it is signed already", "已签名"));
    }
    for (ValueTable other : versions) {
      if (other.effectiveOn() != null
          && (other.version() > version || !other.effectiveOn().isBefore(from))) {
        throw unsignable(
            new Phrase(
                "version " + other.version() + " holds from " + other.effectiveOn() + " on",
                "版本 " + other.version() + " 自 " + other.effectiveOn() + " 起有效"));
      }
    }
  }

  private SignedPackage signed(String kind, String name, int version, String csv) {
    return kind.equals(TableKind.TARIFF.label())
        ? shelf.sign(PackageKind.TARIFF, name, version, Map.of("table.csv", bytes(csv)))
        : shelf.sign(PackageKind.POLICY, name, version, Map.of("utilities.yaml", bytes(yaml(csv))));
  }

  /** One object of states and utilities, as a package of plain values has it. */
  private static String yaml(String csv) {
    return csv.replace("\uFEFF", "")
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("[1-5]{5},.*"))
        .map(line -> "\"" + line.substring(0, 5) + "\": \"" + line.substring(6).strip() + "\"")
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /**
   * The tables of a kind that hold on a day, as results cite them.
   *
   * @param day UTC
   */
  public Uni<List<CitedTable>> cited(String kind, LocalDate day) {
    return sessions
        .withSession(
            session ->
                session
                    .createNativeQuery(CITED, Object[].class)
                    .setParameter("kind", kind)
                    .setParameter("day", day.toString())
                    .getResultList())
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new CitedTable(
                                (String) row[0],
                                ((Number) row[1]).intValue(),
                                LocalDate.parse((String) row[2]),
                                (String) row[3]))
                    .toList());
  }

  /**
   * Gives the signed tariffs to the shelf from which gateways fetch, each from its day on. What was
   * verified once is not read again.
   */
  Uni<Void> handOut() {
    return sessions
        .withSession(
            session ->
                session
                    .createNativeQuery(SIGNED, Object[].class)
                    .getResultList()
                    .flatMap(
                        rows ->
                            Multi.createFrom()
                                .iterable(rows)
                                .onItem()
                                .transformToUniAndConcatenate(row -> dated(session, row))
                                .collect()
                                .asList()))
        .invoke(shelf::hold)
        .replaceWithVoid();
  }

  private Uni<PackageShelf.Dated> dated(Mutiny.Session session, Object[] row) {
    LocalDate from = LocalDate.parse((String) row[0]);
    String digest = (String) row[1];
    SignedPackage before = verified.get(digest);
    return before != null
        ? Uni.createFrom().item(new PackageShelf.Dated(from, before))
        : session
            .createNativeQuery(PACKAGE, String.class)
            .setParameter("digest", digest)
            .getSingleResult()
            .map(text -> SignedPackage.verify(Base64.getDecoder().decode(text), shelf.key()))
            .invoke(made -> verified.put(digest, made))
            .map(made -> new PackageShelf.Dated(from, made));
  }

  private static Uni<String> inTurn(Mutiny.Session session) {
    return session.createNativeQuery(IN_TURN, String.class).getSingleResult();
  }

  private Uni<ValueTable> one(Mutiny.Session session, String name, int version) {
    return found(session, name, version)
        .map(tables -> tables.stream().findFirst().orElseThrow(RegistryCode.TABLE_UNKNOWN::with));
  }

  private Uni<List<ValueTable>> found(Mutiny.Session session, String name, int version) {
    return session
        .createNativeQuery(TABLES, String.class)
        .setParameter("name", name)
        .setParameter("version", version)
        .setParameter("day", today().toString())
        .getResultList()
        .map(rows -> rows.stream().map(ValueTables::read).toList());
  }

  private static ValueTable read(String row) {
    try {
      return JSON.readValue(row, ValueTable.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A table was stored that is none.", e);
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static Fault unsignable(Phrase reason) {
    return RegistryCode.TABLE_UNSIGNABLE.with(Fault.safe("reason", reason));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime.", e);
    }
  }
}
