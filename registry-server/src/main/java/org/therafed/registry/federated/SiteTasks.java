package org.therafed.registry.federated;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.federated.SiteAnswer;
import org.therafed.profiles.federated.SiteQuestion;
import org.therafed.profiles.identifier.LinkageToken;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.access.Signatures;
import org.therafed.registry.access.SiteKeys;
import org.therafed.registry.distribution.PackageShelf;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.ingest.linkage.LinkageKeys;

/** What a site is asked next, signed, and what it answers. */
@ApplicationScoped
class SiteTasks {

  private static final String ANSWERED =
      "update federated_site set state = :state, code = cast(:code as text), content = cast(:content"
          + " as text), secret = cast(:secret as text), jwk = coalesce(cast(:jwk as text), jwk),"
          + " joined = coalesce(cast(:joined as text), joined), changed_at = :now where question ="
          + " :id and site = :site";

  private final Mutiny.SessionFactory sessions;
  private final RoundSteps steps;
  private final PackageShelf shelf;
  private final SiteKeys keys;
  private final LinkageKeys linkage;
  private final Clock clock;

  SiteTasks(
      Mutiny.SessionFactory sessions,
      RoundSteps steps,
      PackageShelf shelf,
      SiteKeys keys,
      LinkageKeys linkage,
      Clock clock) {
    this.sessions = sessions;
    this.steps = steps;
    this.shelf = shelf;
    this.keys = keys;
    this.linkage = linkage;
    this.clock = clock;
  }

  /** All that a site is asked now. Asking for it, the site says that it shares aggregates. */
  Uni<List<String>> of(SiteId site) {
    return sessions
        .withTransaction(session -> QuestionRows.asks(session, site.value(), clock.instant()))
        .flatMap(
            done -> sessions.withSession(session -> QuestionRows.openOf(session, site.value())))
        .flatMap(
            ids ->
                Multi.createFrom()
                    .iterable(ids)
                    .onItem()
                    .transformToUniAndConcatenate(id -> task(id, site))
                    .filter(Optional::isPresent)
                    .map(Optional::get)
                    .collect()
                    .asList());
  }

  private Uni<Optional<String>> task(String id, SiteId site) {
    return sessions.withTransaction(
        session ->
            QuestionRows.locked(session, id)
                .flatMap(found -> steps.advanced(session, found.orElseThrow()))
                .flatMap(
                    question ->
                        QuestionRows.sites(session, id)
                            .map(sites -> wanted(question, sites, site).map(shelf::signed))));
  }

  private static Optional<SiteQuestion> wanted(
      FederatedQuestion question, List<AskedSite> sites, SiteId asked) {
    AskedSite own =
        sites.stream().filter(site -> site.site().equals(asked.value())).findFirst().orElseThrow();
    SiteQuestion.Phase phase =
        switch (question.phase()) {
          case JOIN -> own.is(AskedSite.ASKED) ? SiteQuestion.Phase.JOIN : null;
          case MASK -> own.is(AskedSite.JOINED) ? SiteQuestion.Phase.MASK : null;
          case REVEAL -> own.is(AskedSite.MASKED) ? SiteQuestion.Phase.REVEAL : null;
          case DONE, ENDED -> null;
        };
    if (phase == null) {
      return Optional.empty();
    }
    boolean joining = phase == SiteQuestion.Phase.JOIN;
    return Optional.of(
        new SiteQuestion(
            question.id(),
            asked,
            phase,
            question.attempt(),
            question.expiresAt(),
            question.asked(),
            joining ? List.of() : peers(question, sites),
            joining ? List.of() : own.leaveOut()));
  }

  /** The same in every message of an attempt, also when one of them has refused meanwhile. */
  private static List<SiteQuestion.Peer> peers(FederatedQuestion question, List<AskedSite> sites) {
    return sites.stream()
        .filter(site -> site.attempt() == question.attempt())
        .map(site -> new SiteQuestion.Peer(new SiteId(site.site()), site.jwk(), site.joined()))
        .toList();
  }

  /**
   * Takes a site's answer.
   *
   * @param signed as the site signed it; its signature was verified
   * @throws Fault (as failure) RG-FEDERATED-002 if it is no answer to what the site is asked now
   */
  Uni<Void> take(SiteAnswer answer, String signed) {
    return keys.liveKeysOf(answer.site().value())
        .flatMap(
            known ->
                sessions.withTransaction(
                    session ->
                        QuestionRows.locked(session, answer.question())
                            .flatMap(
                                found ->
                                    taken(
                                        session,
                                        found.orElseThrow(RegistryCode.FEDERATED_STEP::with),
                                        answer,
                                        signed,
                                        known))));
  }

  private Uni<Void> taken(
      Mutiny.Session session,
      FederatedQuestion question,
      SiteAnswer answer,
      String signed,
      List<JWK> known) {
    return QuestionRows.sites(session, question.id())
        .flatMap(
            sites -> {
              AskedSite own =
                  sites.stream()
                      .filter(site -> site.site().equals(answer.site().value()))
                      .findFirst()
                      .orElseThrow(RegistryCode.FEDERATED_STEP::with);
              if (!isExpected(question, own, answer)) {
                throw RegistryCode.FEDERATED_STEP.with();
              }
              return keep(session, question, answer, signed, known);
            })
        .flatMap(done -> steps.advanced(session, question))
        .replaceWithVoid();
  }

  private static boolean isExpected(FederatedQuestion question, AskedSite own, SiteAnswer answer) {
    boolean same =
        answer.digest().equals(question.asked().digest())
            && answer.attempt() == question.attempt()
            && !question.phase().isOver();
    return same
        && switch (answer.kind()) {
          case LINKED, JOINED -> question.phase() == Phase.JOIN && own.is(AskedSite.ASKED);
          case MASKED, OPEN -> question.phase() == Phase.MASK && own.is(AskedSite.JOINED);
          case REVEALED -> question.phase() == Phase.REVEAL && own.is(AskedSite.MASKED);
          case REFUSED ->
              own.is(AskedSite.ASKED) || own.is(AskedSite.JOINED) || own.is(AskedSite.MASKED);
        };
  }

  private Uni<Void> keep(
      Mutiny.Session session,
      FederatedQuestion question,
      SiteAnswer answer,
      String signed,
      List<JWK> known) {
    if (answer.kind() == SiteAnswer.Kind.LINKED) {
      return QuestionRows.persons(
              session, question.id(), answer.site().value(), persons(answer.content()))
          .replaceWithVoid();
    }
    Map<String, Object> values = new HashMap<>();
    for (String column : List.of("code", "content", "secret", "jwk", "joined")) {
      values.put(column, null);
    }
    values.put("id", question.id());
    values.put("site", answer.site().value());
    values.put("now", clock.instant());
    switch (answer.kind()) {
      case JOINED -> {
        values.put("state", AskedSite.JOINED);
        values.put("jwk", signer(signed, known));
        values.put("joined", signed);
      }
      case MASKED -> {
        values.put("state", AskedSite.MASKED);
        values.put("content", answer.content());
      }
      case OPEN -> {
        values.put("state", AskedSite.OPEN);
        values.put("content", answer.content());
      }
      case REVEALED -> {
        values.put("state", AskedSite.REVEALED);
        values.put("secret", answer.content());
      }
      default -> {
        values.put("state", AskedSite.REFUSED);
        values.put("code", code(answer.content()));
      }
    }
    String sql =
        answer.kind() == SiteAnswer.Kind.REVEALED
            ? ANSWERED.replace("content = cast(:content as text), ", "")
            : ANSWERED;
    if (answer.kind() == SiteAnswer.Kind.REVEALED) {
      values.remove("content");
    }
    return QuestionRows.update(session, sql, values).replaceWithVoid();
  }

  private static String code(String content) {
    for (SiteAnswer.Refusal refusal : SiteAnswer.Refusal.values()) {
      if (refusal.code().equals(content)) {
        return content;
      }
    }
    return SiteAnswer.Refusal.UNSOUND.code();
  }

  /** Tokens that cannot be opened, and those of nobody, link no one. */
  private Map<String, String> persons(String lines) {
    Map<String, String> keyByHandle = new HashMap<>();
    for (String line : lines.split("\n", -1)) {
      String[] parts = line.split(" ", -1);
      if (parts.length == 2 && parts[0].matches("[0-9a-f]{32}")) {
        try {
          linkage
              .open(new LinkageToken(parts[1]))
              .ifPresent(key -> keyByHandle.put(parts[0], key.value()));
        } catch (Fault notOfTheForm) {
          throw RegistryCode.FEDERATED_ANSWER.with(
              notOfTheForm, Fault.safe("reason", "a linkage token is of another form"));
        }
      }
    }
    return keyByHandle;
  }

  private static String signer(String signed, List<JWK> known) {
    try {
      return Signatures.signer(JWSObject.parse(signed), known)
          .orElseThrow(RegistryCode.FEDERATED_STEP::with)
          .toPublicJWK()
          .toJSONString();
    } catch (ParseException e) {
      throw new IllegalStateException("It was parsed when its signature was verified.", e);
    }
  }
}
