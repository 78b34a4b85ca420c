package org.therafed.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.disclosure.transfer.SurvivalLayout;
import org.therafed.evidence.partial.PartialJson;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.evidence.rounds.mask.MaskedSums;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.EventTable;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.survival.SurvivalRow;
import org.therafed.evidence.survival.TimeGrid;
import org.therafed.gateway.database.Sealing;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.profiles.distribution.PackageSigner;
import org.therafed.profiles.federated.AskedFigure;
import org.therafed.profiles.federated.SiteAnswer;
import org.therafed.profiles.federated.SiteAnswer.Kind;
import org.therafed.profiles.federated.SiteAnswer.Refusal;
import org.therafed.profiles.federated.SiteQuestion;
import org.therafed.profiles.federated.SiteQuestion.Phase;
import org.therafed.profiles.identifier.Pseudonym;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.identifier.TransferSequence;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.transfer.Retraction;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Four sites with agents of their own, and what a registry can and cannot learn from them. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class QueryAgentIT {

  private static final Instant KEPT = Instant.parse("2019-05-01T00:00:00Z");
  private static final Instant FIRST_CUT = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant EXPIRES = NOW.plus(Duration.ofDays(7));
  private static final Map<String, String> FIRST = Map.of("therafed.query.trust", "first");

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  @ConfigProperty(name = "quarkus.datasource.username")
  String user;

  @ConfigProperty(name = "quarkus.datasource.password")
  String password;

  @Inject Sealing sealing;

  /** The ledger compares within a cut: each test has its own. */
  private static int cuts;

  private static Path folder;
  private static final List<AskedSite> SITES = new ArrayList<>();
  private static final List<SurvivalRow> ROWS = new ArrayList<>();
  private static final Map<String, Integer> RESPONDERS = new HashMap<>();
  private static final Time TIME = new Time();

  private final List<AskedSite> sites = new ArrayList<>();
  private final List<SurvivalRow> rows = new ArrayList<>();
  private final Map<String, Integer> eventsBefore = new HashMap<>();
  private Instant cut;

  /** Kept before the cut, asked after it. */
  private static final class Time extends Clock {
    Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void fourSites() throws IOException {
    if (SITES.isEmpty()) {
      folder = Files.createTempDirectory("sites");
      TIME.now = KEPT;
      for (int s = 0; s < 4; s++) {
        SITES.add(made(s));
      }
    }
    TIME.now = NOW;
    cut = FIRST_CUT.atOffset(ZoneOffset.UTC).plusMonths(3L * ++cuts).toInstant();
    sites.addAll(SITES);
    rows.addAll(ROWS);
    SITES.forEach(site -> eventsBefore.put(site.id(), allEvents(site).size()));
  }

  private AskedSite made(int s) {
    AskedSite site = site(FIRST);
    for (int i = 0; i < 12; i++) {
      int days = 30 + 40 * i + 7 * s;
      boolean dead = (i + s) % 3 != 0;
      boolean yes = i % 2 == 0;
      String sex = i < 3 ? "female" : "male";
      site.treated(name(i), sex, days, dead, yes ? "PR" : "SD", "person-" + s + "-" + i);
      ROWS.add(new SurvivalRow(site.id(), 0, days, dead));
      RESPONDERS.merge(site.id(), yes ? 1 : 0, Integer::sum);
    }
    return site;
  }

  private static String name(int person) {
    return String.format(Locale.ROOT, "%040x", person);
  }

  private AskedSite site(Map<String, String> settings) {
    String id = "s" + UUID.randomUUID().toString().substring(0, 8);
    return new AskedSite(
        new AskedSite.Server(url, user, password, sealing), id, folder, TIME, settings);
  }

  @AfterEach
  void closeOwn() {
    sites.stream().filter(site -> !SITES.contains(site)).forEach(AskedSite::close);
  }

  @AfterAll
  static void close() throws IOException {
    SITES.forEach(AskedSite::close);
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  private AskedFigure survival(String who) {
    return new AskedFigure("survival", "rlt-psma", "1.0.0", "os", "treated", who, cut, 600);
  }

  private AskedFigure response() {
    return new AskedFigure("response", "rlt-psma", "1.0.0", "orr", "treated", "", cut, 0);
  }

  private static PosedQuestion posed(AskedFigure asked) {
    return new PosedQuestion(asked, EXPIRES);
  }

  private static List<String> names(List<AskedSite> sites) {
    return sites.stream().map(AskedSite::id).toList();
  }

  private EventTable pooled(List<AskedSite> among) {
    KaplanMeier curve = new KaplanMeier(0.95, ConfidenceBand.LOG_LOG);
    return TimeGrid.MONTHLY.coarsen(
        curve.partialOf(rows.stream().filter(row -> names(among).contains(row.site())).toList()));
  }

  private static void sameCurve(PosedQuestion question, RoundSums total, EventTable pooled) {
    SurvivalLayout layout = new SurvivalLayout(question.id, 600);
    EventTable summed =
        layout.partial(
            layout.sums(EventTable.empty(), 0).withValues(total), List.of("a", "b", "c"));
    KaplanMeier curve = new KaplanMeier(0.95, ConfidenceBand.LOG_LOG);
    SurvivalCurve one = curve.finish(summed).result().orElseThrow();
    SurvivalCurve other = curve.finish(pooled).result().orElseThrow();
    assertThat(one.n()).isEqualTo(other.n());
    for (double day = 0; day < 700; day += 15) {
      assertThat(one.at(day)).isEqualTo(other.at(day));
      assertThat(one.atRiskAt(day)).isEqualTo(other.atRiskAt(day));
    }
  }

  private static List<String> allEvents(AskedSite site) {
    return site.column("select code from query_event where code is not null order by id");
  }

  /** Codes of this test, in order. */
  private List<String> events(AskedSite site) {
    List<String> all = allEvents(site);
    return all.subList(eventsBefore.getOrDefault(site.id(), 0), all.size());
  }

  private static void refused(List<SiteAnswer> answers, Refusal why) {
    assertThat(PosedQuestion.only(answers, Kind.REFUSED).content()).isEqualTo(why.code());
  }

  @Test
  void totalsOfSitesAreThoseOfTheirPooledPersons() {
    List<AskedSite> three = sites.subList(0, 3);
    PosedQuestion curve = posed(survival(""));
    sameCurve(curve, curve.total(three), pooled(three));
    RoundSums rate = posed(response()).total(three);
    double yes = three.stream().mapToInt(site -> RESPONDERS.get(site.id())).sum();
    assertThat(rate.toArray()).containsExactly(yes, 36 - yes, 0);
    assertThat(
            three
                .get(0)
                .column(
                    "select count(*) from query_ledger where reason is null and cut = '"
                        + cut
                        + "'"))
        .containsExactly("2");
  }

  @Test
  void roundIsRepeatedWithoutASiteThatDropsOutAndNoOtherTotalCanBeHad() {
    PosedQuestion question = posed(survival(""));
    sites.forEach(question::joins);
    List<String> all = names(sites);
    for (AskedSite site : sites) {
      assertThat(site.answers(question.mask(site.id(), 1, all))).hasSize(1);
    }
    List<AskedSite> three = sites.subList(0, 3);
    sameCurve(question, question.total(three, 2, Map.of()), pooled(three));
    // The registry had the fourth's masked sums all the same, and now asks for the first total.
    for (AskedSite site : three) {
      assertThat(site.answers(question.reveal(site.id(), 1, all))).isEmpty();
      assertThat(site.answers(question.mask(site.id(), 3, all))).isEmpty();
      assertThat(events(site)).contains("GW-QUERY-005");
    }
    PosedQuestion again = posed(response());
    sites.forEach(again::joins);
    refused(three.get(0).answers(again.mask(three.get(0).id(), 1, all)), Refusal.DOOR);
    assertThat(events(three.get(0))).contains("GW-QUERY-011");
  }

  @Test
  void manipulatedMessagesAreTurnedAwayWithoutAnAnswer() {
    AskedSite site = sites.get(0);
    PosedQuestion question = posed(survival(""));
    String sound = question.join(site.id());
    int at = sound.length() / 3;
    String changed =
        sound.substring(0, at) + (sound.charAt(at) == 'A' ? 'B' : 'A') + sound.substring(at + 1);
    SiteQuestion message = question.message(site.id(), Phase.JOIN, 1, List.of(), List.of());
    assertThat(site.answers(changed)).isEmpty();
    assertThat(site.answers(message.signed(PackageSigner.generate()))).isEmpty();
    assertThat(site.answers("no question")).isEmpty();
    assertThat(events(site)).containsOnly("GW-QUERY-001").hasSize(3);
    assertThat(site.answers(question.join(sites.get(1).id()))).isEmpty();
    assertThat(events(site)).last().isEqualTo("GW-QUERY-003");
    assertThat(site.answers(new PosedQuestion(survival(""), NOW.minusSeconds(1)).join(site.id())))
        .isEmpty();
    assertThat(
            site.answers(
                new PosedQuestion(survival(""), NOW.plus(Duration.ofDays(61))).join(site.id())))
        .isEmpty();
    assertThat(events(site)).endsWith("GW-QUERY-004", "GW-QUERY-004");
    assertThat(site.column("select id from query_question where id = '" + question.id + "'"))
        .isEmpty();
    // The same a second time is counted once.
    assertThat(site.answers(changed)).isEmpty();
    assertThat(events(site)).hasSize(6);
  }

  @Test
  void repeatedMessageGetsTheSameAnswerAndAnotherUnderItsIdNone() {
    AskedSite site = sites.get(0);
    PosedQuestion question = posed(survival(""));
    List<String> first = site.agent().answers(question.join(site.id()));
    assertThat(site.agent().answers(question.join(site.id()))).isEqualTo(first);
    SiteQuestion other =
        new SiteQuestion(
            question.id,
            new SiteId(site.id()),
            Phase.JOIN,
            1,
            EXPIRES,
            survival("{\"sex\":[\"male\"]}"),
            List.of(),
            List.of());
    assertThat(site.answers(PosedQuestion.signed(other))).isEmpty();
    assertThat(events(site)).containsExactly("GW-QUERY-005");
    question.joins(site);
    sites.subList(1, 4).forEach(question::joins);
    List<String> all = names(sites);
    List<String> masked = site.agent().answers(question.mask(site.id(), 1, all));
    assertThat(site.agent().answers(question.mask(site.id(), 1, all))).isEqualTo(masked);
    // Fewer peers in the same attempt would have other masks under one purpose.
    assertThat(site.answers(question.mask(site.id(), 1, all.subList(0, 3)))).isEmpty();
  }

  @Test
  void ledgerRefusesPersonsWhoDifferByFewWhoeverSigns() {
    List<AskedSite> three = sites.subList(0, 3);
    posed(survival("")).total(three);
    AskedSite site = three.get(0);
    // All but the three women.
    PosedQuestion men = posed(survival("{\"not\":{\"sex\":[\"female\"]}}"));
    three.forEach(men::joins);
    refused(site.answers(men.mask(site.id(), 1, names(three))), Refusal.DOOR);
    // All but one, whom the registry says to be counted elsewhere.
    PosedQuestion without = posed(response());
    String line = PosedQuestion.only(without.joins(site), Kind.LINKED).content();
    three.subList(1, 3).forEach(without::joins);
    String[] handles =
        line.lines().map(each -> each.substring(0, each.indexOf(' '))).toArray(String[]::new);
    List<SiteAnswer> answers = List.of();
    for (String handle : handles) {
      // Which handle is of a person the registry cannot know; nobody's is no person to leave out.
      answers = site.answers(without.mask(site.id(), 1, names(three), handle));
      if (!answers.isEmpty()) {
        break;
      }
    }
    assertThat(answers.get(0).kind()).isEqualTo(Kind.REFUSED);
    assertThat(events(site)).contains("GW-QUERY-012");
    assertThat(
            site.column(
                "select count(*) from query_ledger where reason = 'OVERLAPS_EARLIER_ANSWER'"))
        .isNotEqualTo(List.of("0"));
    assertThatThrownBy(
            () -> site.database.inTransaction(tx -> tx.update("delete from query_ledger")))
        .isInstanceOf(RuntimeException.class);
    assertThat(site.column("select count(*) from query_ledger")).isNotEqualTo(List.of("0"));
  }

  @Test
  void personWhomAnotherSiteCountsIsLeftOut() {
    List<AskedSite> three = sites.subList(0, 3);
    AskedSite site = three.get(0);
    PosedQuestion question = posed(survival(""));
    three.forEach(question::joins);
    QuestionSecrets secrets =
        site.database.inTransaction(
            tx -> new QuestionBook(new Site(null, TIME)).secrets(tx, question.id));
    long number =
        Long.parseLong(
            site.column("select number from local_person where patient = '" + name(11) + "'")
                .get(0));
    RoundSums total =
        question.total(three, 1, Map.of(site.id(), new String[] {secrets.handles().of(number)}));
    rows.removeIf(row -> row.site().equals(site.id()) && row.timeDays() == 30 + 40 * 11);
    sameCurve(question, total, pooled(three));
  }

  @Test
  void numberOfTokensTellsNothingAndTheySayTheSameAgain() {
    AskedSite site = sites.get(0);
    List<String> first =
        PosedQuestion.only(posed(survival("")).joins(site), Kind.LINKED).content().lines().toList();
    List<String> second =
        PosedQuestion.only(posed(response()).joins(site), Kind.LINKED).content().lines().toList();
    // 12 persons and 52 of nobody.
    assertThat(first).hasSize(64);
    assertThat(tokens(second)).containsExactlyInAnyOrderElementsOf(tokens(first));
    assertThat(handles(second)).doesNotContainAnyElementsOf(handles(first));
    assertThat(tokens(first).stream().map(String::length).distinct()).hasSize(1);
  }

  private static List<String> tokens(List<String> lines) {
    return lines.stream().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
  }

  private static List<String> handles(List<String> lines) {
    return lines.stream().map(line -> line.substring(0, line.indexOf(' '))).toList();
  }

  @Test
  void maskedSumsAloneAreNoise() {
    PosedQuestion question = posed(response());
    sites.forEach(question::joins);
    List<String> all = names(sites);
    List<MaskedSums> masked =
        sites.stream()
            .map(site -> site.answers(question.mask(site.id(), 1, all)).get(0))
            .map(answer -> PartialJson.read(answer.content(), MaskedSums.class))
            .toList();
    for (MaskedSums one : masked) {
      // Three cells of few persons each would be nearly all zero bytes.
      long zero = Stream.of(one.bytes()).flatMap(QueryAgentIT::each).filter(b -> b == 0).count();
      assertThat(zero).isLessThan(10);
    }
    MaskedSums sum = masked.stream().reduce(MaskedSums.empty(), MaskedSums::merge);
    long zero = Stream.of(sum.bytes()).flatMap(QueryAgentIT::each).filter(b -> b == 0).count();
    assertThat(zero).as("the total before the sites take their own masks off").isLessThan(10);
  }

  private static Stream<Byte> each(byte[] bytes) {
    List<Byte> all = new ArrayList<>();
    for (byte b : bytes) {
      all.add(b);
    }
    return all.stream();
  }

  @Test
  void amongTwoSitesSmallCellsStay() throws Exception {
    List<AskedSite> two = sites.subList(0, 2);
    PosedQuestion question = posed(response());
    two.forEach(question::joins);
    SiteAnswer open = two.get(0).answers(question.mask(two.get(0).id(), 1, names(two))).get(0);
    assertThat(open.kind()).isEqualTo(Kind.OPEN);
    // 6 of 12 respond: both cells are of 1 to 10.
    assertThat(open.content()).contains("\"people\":[null,null,0]");
  }

  @Test
  void questionWaitsForAPersonWhereTheSiteSaysSo() {
    AskedSite site =
        site(Map.of("therafed.query.approval", "approve", "therafed.query.trust", "first"));
    sites.add(site);
    TIME.now = KEPT;
    site.treated("p0", "male", 100, true, "PR", "");
    TIME.now = NOW;
    PosedQuestion one = posed(survival(""));
    assertThat(one.joins(site)).isEmpty();
    assertThat(site.desk().view(10).questions().get(0).state())
        .isEqualTo(QuestionBook.State.WAITING);
    site.desk().decide(one.id, true);
    PosedQuestion.only(one.joins(site), Kind.JOINED);
    PosedQuestion other = posed(response());
    assertThat(other.joins(site)).isEmpty();
    site.desk().decide(other.id, false);
    refused(other.joins(site), Refusal.PERSON);
    assertThatThrownBy(() -> site.desk().decide(other.id, true))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("GW-QUERY-015");
    assertThat(site.desk().view(10).counts())
        .containsEntry("received", 2L)
        .containsEntry("refused", 1L)
        .containsEntry("joined", 1L)
        .containsEntry("GW-QUERY-014", 1L);
  }

  @Test
  void siteAnswersOnlyAmongSitesWhoseKeysSomebodyHasAccepted() {
    AskedSite careful = site(Map.of());
    sites.add(careful);
    TIME.now = KEPT;
    careful.treated("p0", "male", 100, true, "PR", "");
    TIME.now = NOW;
    List<AskedSite> three = List.of(careful, sites.get(0), sites.get(1));
    PosedQuestion question = posed(survival(""));
    three.forEach(question::joins);
    String mask = question.mask(careful.id(), 1, names(three));
    assertThat(careful.answers(mask)).isEmpty();
    List<PeerBook.SeenPeer> seen = careful.desk().view(1).peers();
    assertThat(seen).hasSize(2).allMatch(peer -> peer.accepted().isEmpty());
    careful.desk().accept(seen.get(0).site(), seen.get(0).thumbprint());
    assertThat(careful.answers(mask)).isEmpty();
    careful.desk().accept(seen.get(1).site(), seen.get(1).thumbprint());
    PosedQuestion.only(careful.answers(mask), Kind.MASKED);
    // A registry that signs in the place of a site does not have the site's key.
    AskedSite made = sites.get(2);
    PosedQuestion forged = posed(response());
    forged.joins(careful);
    forged.joins(sites.get(0));
    forged.joins(made);
    SiteQuestion.Peer peer = forged.peer(made.id());
    forged.replace(
        sites.get(1).id(),
        new SiteQuestion.Peer(new SiteId(sites.get(1).id()), peer.jwk(), peer.joined()));
    assertThat(careful.answers(forged.mask(careful.id(), 1, names(three)))).isEmpty();
    assertThat(events(careful)).contains("GW-QUERY-008");
  }

  @Test
  void whatIsNotKnownHereIsRefusedWithItsReason() {
    AskedSite site = sites.get(0);
    for (AskedFigure asked :
        List.of(
            new AskedFigure("cost", "rlt-psma", "1.0.0", "os", "treated", "", cut, 0),
            new AskedFigure("survival", "rlt-psma", "9.9.9", "os", "treated", "", cut, 600),
            new AskedFigure("survival", "rlt-psma", "1.0.0", "none", "treated", "", cut, 600),
            survival("{\"shoe-size\":{\"from\":40}}"))) {
      refused(posed(asked).joins(site), Refusal.UNKNOWN);
      assertThat(events(site)).last().isEqualTo("GW-QUERY-006");
    }
    refused(
        posed(new AskedFigure("survival", "rlt-psma", "1.0.0", "os", "untreated", "", cut, 600))
            .joins(site),
        Refusal.NOBODY);
    PosedQuestion close =
        posed(
            new AskedFigure(
                "survival",
                "rlt-psma",
                "1.0.0",
                "os",
                "treated",
                "",
                cut.plus(Duration.ofDays(3)),
                600));
    refused(close.joins(site), Refusal.UNKNOWN);
    assertThat(events(site)).last().isEqualTo("GW-QUERY-009");
  }

  @Test
  void whoWithdrawsIsInNoCutAndWhatCameLaterInNoEarlierOne() {
    TIME.now = KEPT;
    AskedSite site = made(1);
    sites.add(site);
    rows.addAll(ROWS.subList(ROWS.size() - 12, ROWS.size()));
    TIME.now = NOW;
    site.treated("late", "male", 100, true, "PR", "");
    site.kept.sendRetraction(
        new Retraction(
                new SiteId(site.id()),
                new TransferSequence(site.nextNumber()),
                new Pseudonym(name(0)))
            .bytes());
    List<AskedSite> three = List.of(site, sites.get(0), sites.get(1));
    PosedQuestion question = posed(survival(""));
    rows.removeIf(row -> row.site().equals(site.id()) && row.timeDays() == 37);
    sameCurve(question, question.total(three), pooled(three));
    assertThat(site.column("select resource from local_record where patient = '" + name(0) + "'"))
        .isEmpty();
  }
}
