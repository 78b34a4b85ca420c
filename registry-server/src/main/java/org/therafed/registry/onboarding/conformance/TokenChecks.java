package org.therafed.registry.onboarding.conformance;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.registry.access.SiteTokens;
import org.therafed.registry.fault.RegistryCode;

/** Tries the tokens that a site made, at the door at which it would show them. */
final class TokenChecks {

  private final SiteTokens door;

  TokenChecks(SiteTokens door) {
    this.door = door;
  }

  /**
   * A token that must be refused.
   *
   * @param field of the submission
   * @param reason part of the refusal
   */
  private record Bad(String name, String field, Phrase title, String reason) {}

  private static final List<Bad> BAD =
      List.of(
          new Bad(
              "token-replayed",
              "valid",
              new Phrase("that was used before", "已使用过"),
              "jti was used before"),
          new Bad(
              "token-other-audience",
              "otherAudience",
              new Phrase("for another audience", "以其他系统为受众"),
              "aud is not"),
          new Bad(
              "token-expired", "expired", new Phrase("that has expired", "已过期"), "it has expired"),
          new Bad(
              "token-unsigned",
              "unsigned",
              new Phrase("without a signature (alg none)", "无签名（alg none）"),
              "not a signed JWT"));

  /** All checks of tokens, one after the other. */
  Uni<List<Check>> of(SiteId site, JsonNode tokens) {
    List<Check> checks = new ArrayList<>();
    Uni<Void> done =
        tried(site, tokens.path("valid").asText())
            .invoke(
                judgement ->
                    checks.add(
                        new Check(
                            "token-accepted",
                            judgement.isAccepted(),
                            ConformanceCode.TOKEN_ACCEPTED.reason(
                                safe("outcome", judgement.outcome())))))
            .replaceWithVoid();
    for (Bad bad : BAD) {
      done =
          done.flatMap(
              before ->
                  tried(site, tokens.path(bad.field()).asText())
                      .invoke(judgement -> checks.add(refused(bad, judgement)))
                      .replaceWithVoid());
    }
    return done.replaceWith(checks);
  }

  private static Check refused(Bad bad, Judgement judgement) {
    return new Check(
        bad.name(),
        judgement.isRefusedWith(RegistryCode.TOKEN_INVALID)
            && judgement.detail().en().contains(bad.reason()),
        ConformanceCode.TOKEN_REFUSED.reason(
            safe("case", bad.title()), safe("outcome", judgement.outcome())));
  }

  private Uni<Judgement> tried(SiteId site, String token) {
    if (token.isEmpty()) {
      return Uni.createFrom().item(Judgement.NOT_TRIED);
    }
    return door.prove("Bearer " + token)
        .map(
            proof ->
                proof.site().equals(site)
                    ? Judgement.accepted()
                    : Judgement.refused(RegistryCode.OTHER_SENDER.with()))
        .onFailure(Fault.class)
        .recoverWithItem(failure -> Judgement.refused((Fault) failure));
  }
}
