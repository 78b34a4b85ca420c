package org.therafed.gateway.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.therafed.evidence.disclosure.transfer.TransferSums;
import org.therafed.evidence.disclosure.transfer.TransferVerdict;
import org.therafed.evidence.partial.PartialJson;
import org.therafed.evidence.rounds.mask.FixedPoint;
import org.therafed.evidence.rounds.mask.MaskedSums;
import org.therafed.evidence.rounds.mask.PairwiseMasks;
import org.therafed.evidence.rounds.mask.SelfMask;
import org.therafed.evidence.survival.TimeGrid;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.fault.QueryCode;
import org.therafed.gateway.forward.http.SiteCredential;
import org.therafed.gateway.forward.local.LocalRecords;
import org.therafed.gateway.module.KnownModules;
import org.therafed.gateway.query.QuestionBook.Entry;
import org.therafed.gateway.query.QuestionBook.State;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.distribution.PackageKey;
import org.therafed.profiles.federated.AskedFigure;
import org.therafed.profiles.federated.SiteAnswer;
import org.therafed.profiles.federated.SiteAnswer.Kind;
import org.therafed.profiles.federated.SiteAnswer.Refusal;
import org.therafed.profiles.federated.SiteQuestion;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.outcome.Fault;

/**
 * Decides what this site answers to a message of the registry. Whatever is not sound is turned away
 * without an answer; what is sound and may not be answered is refused, signed. An answer is durable
 * before it leaves, and the same message gets the same answer.
 */
@Singleton
public class QueryAgent {

  private static final Logger LOG = Logger.getLogger(QueryAgent.class);
  private static final Duration LONGEST = Duration.ofDays(60);

  private static final double MONTH_DAYS = TimeGrid.MONTHLY.stepDays();

  private final Database database;
  private final Site site;
  private final KnownModules modules;
  private final LocalRecords records;
  private final SiteCredential credential;
  private final QuestionBook book;
  private final PeerKeys peers;
  private final SiteLedger ledger;
  private final Tokens tokens;
  private final boolean approve;
  private final Optional<PackageKey> registryKey;
  private final ObjectMapper json = new ObjectMapper();
  private final SecureRandom random = new SecureRandom();

  @Inject
  QueryAgent(
      Database database,
      Site site,
      SiteConfig config,
      KnownModules modules,
      LocalRecords records,
      SiteCredential credential,
      QuestionBook book,
      PeerKeys peers,
      SiteLedger ledger,
      Tokens tokens) {
    this.database = database;
    this.site = site;
    this.modules = modules;
    this.records = records;
    this.credential = credential;
    this.book = book;
    this.peers = peers;
    this.ledger = ledger;
    this.tokens = tokens;
    this.approve = config.query().approval().equals("approve");
    this.registryKey =
        config.registryPackageKey().filter(text -> !text.isBlank()).map(PackageKey::parse);
  }

  /**
   * What is to be handed in for a message.
   *
   * @param text as it came
   * @return answers, each signed by this site, in order; none if there is none now
   */
  public List<String> answers(String text) {
    String message = AskedFigure.sha256(text);
    Optional<SiteQuestion> verified;
    try {
      verified = registryKey.flatMap(key -> SiteQuestion.verified(key, text));
    } catch (Fault unreadable) {
      return turnAway(message, QueryCode.FORM);
    }
    if (verified.isEmpty()) {
      return turnAway(message, QueryCode.SIGNATURE);
    }
    SiteQuestion question = verified.get();
    Instant now = site.clock().instant();
    if (!question.site().value().equals(site.id())) {
      return turnAway(message, QueryCode.OTHER_SITE);
    }
    if (!question.expiresAt().isAfter(now) || question.expiresAt().isAfter(now.plus(LONGEST))) {
      return turnAway(message, QueryCode.EXPIRED);
    }
    return database.inTransaction(
        tx -> {
          book.inTurn(tx);
          return decide(tx, question, message);
        });
  }

  /**
   * An answer on its way.
   *
   * @param question id
   */
  record Outgoing(String question, String signed) {}

  /** As {@link #answers}, each with the question that it is to. */
  List<Outgoing> outgoing(String text) {
    List<String> answers = answers(text);
    return answers.isEmpty()
        ? List.of()
        : SiteQuestion.verified(registryKey.orElseThrow(), text).stream()
            .flatMap(
                question -> answers.stream().map(answer -> new Outgoing(question.id(), answer)))
            .toList();
  }

  private List<String> turnAway(String message, QueryCode code) {
    database.inTransaction(tx -> turnAway(tx, message, code));
    return List.of();
  }

  private List<String> turnAway(Transaction tx, String message, QueryCode code) {
    if (book.turnedAway(tx, message, code)) {
      LOG.warnf("stage=query outcome=turned-away code=%s", code.code());
    }
    return List.of();
  }

  private List<String> decide(Transaction tx, SiteQuestion question, String message) {
    Optional<Entry> known = book.find(tx, question.id());
    if (known.isPresent() && !known.get().asked().digest().equals(question.asked().digest())) {
      return turnAway(tx, message, QueryCode.REPLAYED);
    }
    Optional<QuestionBook.Given> given = book.given(tx, question);
    if (given.isPresent()) {
      return given.get().message().equals(message)
          ? given.get().answers()
          : turnAway(tx, message, QueryCode.REPLAYED);
    }
    List<String> answers =
        switch (question.phase()) {
          case JOIN -> join(tx, question, known);
          case MASK -> mask(tx, question, message, known);
          case REVEAL -> reveal(tx, question, message, known);
        };
    book.give(tx, question, message, answers);
    return answers;
  }

  private List<String> join(Transaction tx, SiteQuestion question, Optional<Entry> known) {
    AskedFigure asked = question.asked();
    if (known.isEmpty()) {
      if (asked.cut().isAfter(site.clock().instant())) {
        // This site's clock is behind: it is asked again.
        return List.of();
      }
      book.received(tx, question, approve ? State.WAITING : State.APPROVED);
      Optional<QueryCode> problem = unknown(tx, asked);
      if (problem.isPresent()) {
        return refuse(tx, question, problem.get(), Refusal.UNKNOWN);
      }
      if (approve) {
        return List.of();
      }
    } else if (known.get().state() == State.REFUSED) {
      // Refused by a person meanwhile; of a refusal by rule the answer is kept.
      return List.of(signed(question, Kind.REFUSED, Refusal.PERSON.code()));
    } else if (known.get().state() != State.APPROVED) {
      return List.of();
    }
    List<LocalMember> members = members(tx, asked);
    if (members.isEmpty()) {
      return refuse(tx, question, QueryCode.NOBODY, Refusal.NOBODY);
    }
    QuestionSecrets.Made made = QuestionSecrets.make(random);
    book.joined(tx, question.id(), made.secrets());
    List<String> answers = new ArrayList<>();
    tokens
        .lines(tx, asked, members, made.secrets().handles())
        .forEach(lines -> answers.add(signed(question, Kind.LINKED, lines)));
    answers.add(
        signed(question, Kind.JOINED, Base64.getEncoder().encodeToString(made.key().getEncoded())));
    return answers;
  }

  private Optional<QueryCode> unknown(Transaction tx, AskedFigure asked) {
    boolean known =
        module(asked).filter(module -> LocalSums.knows(asked, module)).isPresent()
            && Set.of("treated", "standard-care", "untreated").contains(asked.arm())
            && LocalSelection.of(asked.who()).isPresent();
    if (!known) {
      return Optional.of(QueryCode.UNKNOWN);
    }
    return book.takesCut(tx, asked.cut()) ? Optional.empty() : Optional.of(QueryCode.CUT);
  }

  private Optional<TherapyModule> module(AskedFigure asked) {
    return modules
        .current()
        .find(asked.module())
        .filter(module -> module.version().equals(asked.moduleVersion()));
  }

  private List<LocalMember> members(Transaction tx, AskedFigure asked) {
    return LocalCohort.of(asked, records.asOf(tx, asked.cut())).orElseThrow();
  }

  private List<String> mask(
      Transaction tx, SiteQuestion question, String message, Optional<Entry> known) {
    State state = known.map(Entry::state).orElse(State.REFUSED);
    if (state == State.REFUSED) {
      return List.of();
    }
    if (!Set.of(State.JOINED, State.MASKED).contains(state)
        || question.attempt() <= known.get().attempt()
        || question.peers().isEmpty()
        || module(question.asked()).isEmpty()) {
      return turnAway(tx, message, QueryCode.REPLAYED);
    }
    QuestionSecrets secrets = book.secrets(tx, question.id());
    Optional<Map<String, PublicKey>> keys = peers.keys(tx, question);
    if (keys.isEmpty()) {
      return turnAway(tx, message, QueryCode.PEERS);
    }
    if (!peers.allAccepted(tx, question)) {
      // Until somebody here has looked at the new ones, this site does not answer.
      return List.of();
    }
    Map<String, LocalMember> byHandle = new TreeMap<>();
    Handles handles = secrets.handles();
    members(tx, question.asked())
        .forEach(member -> byHandle.put(handles.of(member.person().number()), member));
    for (String out : question.leaveOut()) {
      if (byHandle.remove(out) == null) {
        return refuse(tx, question, QueryCode.LEFT_OUT, Refusal.UNSOUND);
      }
    }
    List<LocalMember> members = List.copyOf(byHandle.values());
    if (members.isEmpty()) {
      return refuse(tx, question, QueryCode.NOBODY, Refusal.NOBODY);
    }
    TransferSums sums =
        new LocalSums(question.asked(), module(question.asked()).orElseThrow(), site.id())
            .of(question.id(), members);
    return pass(tx, question, sums, members, secrets, keys.get());
  }

  private List<String> pass(
      Transaction tx,
      SiteQuestion question,
      TransferSums sums,
      List<LocalMember> members,
      QuestionSecrets secrets,
      Map<String, PublicKey> keys) {
    long[] people = members.stream().mapToLong(member -> member.person().number()).toArray();
    Set<String> among = new HashSet<>(question.among());
    TransferVerdict verdict = ledger.decide(tx, question.asked(), sums, people, among, false);
    if (verdict instanceof TransferVerdict.Refused refused) {
      return refuse(tx, question, code(refused.reason()), Refusal.DOOR);
    }
    if (verdict instanceof TransferVerdict.Masked masked) {
      book.masked(tx, question, people, State.MASKED);
      return List.of(signed(question, Kind.MASKED, masked(question, masked.sums(), secrets, keys)));
    }
    // Too few sites for masks: what leaves now is used up now.
    TransferVerdict.Open open =
        (TransferVerdict.Open) ledger.decide(tx, question.asked(), sums, people, among, true);
    book.masked(tx, question, people, State.ANSWERED);
    return List.of(signed(question, Kind.OPEN, text(open.sums())));
  }

  private String masked(
      SiteQuestion question,
      TransferSums sums,
      QuestionSecrets secrets,
      Map<String, PublicKey> keys) {
    MaskedSums pairwise =
        PairwiseMasks.agree(site.id(), secrets.maskKey(), keys)
            .mask(sums.vector(), FixedPoint.defaults(), question.among(), purpose(question));
    return PartialJson.write(
        SelfMask.over(pairwise, secrets.selfOf(question.attempt()), purpose(question)));
  }

  private static String purpose(SiteQuestion question) {
    return SiteQuestion.purpose(
        question.id(), question.attempt(), question.asked(), question.among());
  }

  private List<String> reveal(
      Transaction tx, SiteQuestion question, String message, Optional<Entry> known) {
    if (known.isEmpty() || known.get().state() == State.REFUSED) {
      return List.of();
    }
    Entry entry = known.get();
    if (entry.state() != State.MASKED
        || entry.attempt() != question.attempt()
        || !entry.among().equals(question.among())) {
      return turnAway(tx, message, QueryCode.REPLAYED);
    }
    long[] people = book.people(tx, question.id());
    TransferSums about =
        new TransferSums(question.id(), question.asked().months() == 0 ? 0 : MONTH_DAYS, List.of());
    TransferVerdict verdict =
        ledger.decide(tx, question.asked(), about, people, new HashSet<>(question.among()), true);
    if (verdict instanceof TransferVerdict.Refused refused) {
      return refuse(tx, question, code(refused.reason()), Refusal.DOOR);
    }
    byte[] secret = book.secrets(tx, question.id()).selfOf(question.attempt());
    book.masked(tx, question, people, State.ANSWERED);
    return List.of(signed(question, Kind.REVEALED, Base64.getEncoder().encodeToString(secret)));
  }

  private static QueryCode code(TransferVerdict.Reason reason) {
    return switch (reason) {
      case GRID_TOO_FINE, GRID_UNDECLARED -> QueryCode.GRID;
      case OTHER_SITES_THAN_BEFORE -> QueryCode.OTHER_SITES;
      case OVERLAPS_EARLIER_ANSWER -> QueryCode.OVERLAP;
    };
  }

  private List<String> refuse(
      Transaction tx, SiteQuestion question, QueryCode code, Refusal refusal) {
    book.refused(tx, question.id(), code);
    LOG.infof("stage=query outcome=refused code=%s", code.code());
    return List.of(signed(question, Kind.REFUSED, refusal.code()));
  }

  private String signed(SiteQuestion question, Kind kind, String content) {
    return credential.signedAnswer(
        new SiteAnswer(
                question.id(),
                question.site(),
                question.asked().digest(),
                question.attempt(),
                kind,
                content)
            .bytes());
  }

  private String text(TransferSums sums) {
    try {
      return json.writeValueAsString(sums);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
