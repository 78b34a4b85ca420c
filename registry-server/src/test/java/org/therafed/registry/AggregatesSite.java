package org.therafed.registry;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSObject;
import io.restassured.response.Response;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.DisclosurePolicy;
import org.therafed.evidence.disclosure.ledger.MembershipLedger;
import org.therafed.evidence.disclosure.transfer.AnswerRecord;
import org.therafed.evidence.disclosure.transfer.ResponseLayout;
import org.therafed.evidence.disclosure.transfer.SlopeLayout;
import org.therafed.evidence.disclosure.transfer.SurvivalLayout;
import org.therafed.evidence.disclosure.transfer.ToxicityLayout;
import org.therafed.evidence.disclosure.transfer.TransferDoor;
import org.therafed.evidence.disclosure.transfer.TransferPolicy;
import org.therafed.evidence.disclosure.transfer.TransferSums;
import org.therafed.evidence.disclosure.transfer.TransferVerdict;
import org.therafed.evidence.longitudinal.VisitMoments;
import org.therafed.evidence.longitudinal.VisitSeries;
import org.therafed.evidence.partial.Moments;
import org.therafed.evidence.partial.PartialJson;
import org.therafed.evidence.response.ResponsePartial;
import org.therafed.evidence.rounds.mask.FixedPoint;
import org.therafed.evidence.rounds.mask.PairwiseMasks;
import org.therafed.evidence.rounds.mask.SelfMask;
import org.therafed.evidence.survival.EventTableBuilder;
import org.therafed.evidence.survival.SurvivalRow;
import org.therafed.evidence.toxicity.ToxicityIncidence;
import org.therafed.evidence.toxicity.ToxicityRow;
import org.therafed.profiles.distribution.PackageKey;
import org.therafed.profiles.federated.AskedFigure;
import org.therafed.profiles.federated.SiteAnswer;
import org.therafed.profiles.federated.SiteAnswer.Kind;
import org.therafed.profiles.federated.SiteQuestion;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.module.ModuleCatalog;

/** A hospital that answers questions with sums, with the shared parts of a gateway. */
final class AggregatesSite {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A person of the site; the token's content, or none. */
  /** An event that the module names; with it comes one that it does not. */
  private static final String NAMED =
      ModuleCatalog.standard().find("rlt-psma").orElseThrow().namedEvents().get(0);

  record Person(double days, boolean event, String linked) {}

  private final TestSite site;
  private final Map<String, Person> persons = new TreeMap<>();
  private final KeyPair keys = PairwiseMasks.newKeys();
  private final byte[] secret = SelfMask.newSecret(RANDOM);
  private final PackageKey registry;
  private SiteQuestion last;
  private String refusal = "";
  private Kind refuses;

  private AggregatesSite(TestSite site, PackageKey registry) {
    this.site = site;
    this.registry = registry;
  }

  static AggregatesSite registered(String name) {
    String key = TestSite.asAdmin().get("/admin/packages").jsonPath().getString("key");
    return new AggregatesSite(TestSite.registered(name), PackageKey.parse(key));
  }

  TestSite site() {
    return site;
  }

  void person(double days, boolean event, String linked) {
    persons.put(
        AskedFigure.sha256(site.id() + persons.size()).substring(0, 32),
        new Person(days, event, linked));
  }

  /** Instead of an answer of this kind it refuses. */
  void refuses(Kind instead, String code) {
    refuses = instead;
    refusal = code;
  }

  /** What it was asked last. */
  SiteQuestion last() {
    return last;
  }

  List<String> asked() {
    return site.get("/federation/questions")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("questions");
  }

  /** Answers all that it is asked; how many questions that were. */
  int answerAll() {
    List<String> asked = asked();
    asked.forEach(text -> answers(text).forEach(answer -> post(answer).then().statusCode(200)));
    return asked.size();
  }

  Response post(SiteAnswer answer) {
    return post(answer.question(), site.signed(SiteAnswer.TYPE, answer.bytes()));
  }

  Response post(String question, String signed) {
    return given()
        .config(TestSite.AS_TEXT)
        .header("Authorization", "Bearer " + site.token())
        .contentType(SiteAnswer.MEDIA_TYPE)
        .body(signed)
        .post("/federation/questions/" + question);
  }

  List<SiteAnswer> answers(String text) {
    last = SiteQuestion.verified(registry, text).orElseThrow();
    List<SiteAnswer> answers =
        switch (last.phase()) {
          case JOIN -> join();
          case MASK -> List.of(mask());
          case REVEAL -> List.of(answer(Kind.REVEALED, Base64.getEncoder().encodeToString(secret)));
        };
    return answers.stream().anyMatch(answer -> answer.kind() == refuses)
        ? List.of(answer(Kind.REFUSED, refusal))
        : answers;
  }

  private List<SiteAnswer> join() {
    List<SiteAnswer> answers = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    Linkage linkage = Linkage.of(site);
    persons.forEach(
        (handle, person) -> {
          if (person.linked() != null) {
            lines.append(handle).append(' ').append(linkage.token(person.linked())).append('\n');
          }
        });
    if (!lines.isEmpty()) {
      answers.add(answer(Kind.LINKED, lines.toString().strip()));
    }
    answers.add(
        answer(Kind.JOINED, Base64.getEncoder().encodeToString(keys.getPublic().getEncoded())));
    return answers;
  }

  private SiteAnswer mask() {
    Map<String, Person> counted = new TreeMap<>(persons);
    last.leaveOut().forEach(counted::remove);
    TransferSums sums = sums(List.copyOf(counted.values()));
    TransferPolicy policy = TransferPolicy.defaults().withoutTimes();
    TransferVerdict verdict =
        new TransferDoor(
                policy, new MembershipLedger(DisclosurePolicy.defaults()), AnswerRecord.inMemory())
            .decide(
                sums, Cohort.of(LongStream.range(-11, counted.size())), Set.copyOf(last.among()));
    if (verdict instanceof TransferVerdict.Open open) {
      try {
        return answer(Kind.OPEN, JSON.writeValueAsString(open.sums()));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
    Map<String, PublicKey> peers = new HashMap<>();
    for (SiteQuestion.Peer peer : last.peers()) {
      if (!peer.site().value().equals(site.id())) {
        peers.put(peer.site().value(), key(peer.joined()));
      }
    }
    String purpose = SiteQuestion.purpose(last.id(), last.attempt(), last.asked(), last.among());
    return answer(
        Kind.MASKED,
        PartialJson.write(
            SelfMask.over(
                PairwiseMasks.agree(site.id(), keys.getPrivate(), peers)
                    .mask(sums.vector(), FixedPoint.defaults(), last.among(), purpose),
                secret,
                purpose)));
  }

  private static PublicKey key(String joined) {
    try {
      SiteAnswer answer = SiteAnswer.parse(JWSObject.parse(joined).getPayload().toBytes());
      return KeyFactory.getInstance("X25519")
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(answer.content())));
    } catch (ParseException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Of a response, whoever has no event responds; a slope is the person's days by 100; whoever has
   * the event has an adverse one.
   */
  private TransferSums sums(List<Person> counted) {
    if (last.asked().months() > 0) {
      EventTableBuilder table = new EventTableBuilder();
      counted.forEach(person -> table.add(site.id(), 0, person.days(), person.event()));
      return new SurvivalLayout(last.id(), last.asked().months()).sums(table.partial(), 0);
    }
    if (last.asked().kind().equals("slope")) {
      Moments.Running slopes = new Moments.Running();
      counted.forEach(person -> slopes.add(slope(person)));
      Moments all = slopes.moments();
      TreeMap<String, VisitMoments.SiteMoments> own = new TreeMap<>();
      own.put(
          site.id(),
          new VisitMoments.SiteMoments(
              List.of(all.n()), List.of(new Moments(all.n(), 0, 0)), List.of(all)));
      return new SlopeLayout(last.id()).sums(new VisitMoments(own), 0);
    }
    if (last.asked().kind().equals("toxicity")) {
      ToxicityIncidence table = new ToxicityIncidence(0.95);
      return new ToxicityLayout(
              last.id(), ModuleCatalog.standard().find("rlt-psma").orElseThrow().namedEvents())
          .sums(table.partialOf(counted.stream().map(this::exposed).toList()), 0);
    }
    TreeMap<String, ResponsePartial.Counts> counts = new TreeMap<>();
    counts.put(
        site.id(),
        new ResponsePartial.Counts(
            counted.size(), counted.stream().filter(person -> !person.event()).count()));
    return new ResponseLayout(last.id()).sums(new ResponsePartial(counts), 0);
  }

  private ToxicityRow exposed(Person person) {
    return new ToxicityRow(
        site.id(),
        person.event() ? Map.of(NAMED, 1 + (int) person.days() % 5, "beside", 1) : Map.of());
  }

  /** Its persons' worst grades as those of the pooled persons. */
  List<ToxicityRow> exposed() {
    return persons.values().stream().map(this::exposed).toList();
  }

  private static double slope(Person person) {
    return person.days() / 100 - 3;
  }

  /** Its persons' slopes as those of the pooled persons. */
  List<VisitSeries> slopes() {
    return persons.values().stream()
        .map(
            person -> new VisitSeries(site.id(), 0, 0, new int[] {0}, new double[] {slope(person)}))
        .toList();
  }

  SiteAnswer answer(Kind kind, String content) {
    return new SiteAnswer(
        last.id(), new SiteId(site.id()), last.asked().digest(), last.attempt(), kind, content);
  }

  /** Its rows as those of the pooled persons. */
  List<SurvivalRow> rows() {
    return persons.values().stream()
        .map(person -> new SurvivalRow(site.id(), 0, person.days(), person.event()))
        .toList();
  }
}
