package org.therafed.gateway.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.therafed.evidence.partial.PartialJson;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.evidence.rounds.mask.MaskedSums;
import org.therafed.evidence.rounds.mask.SelfMask;
import org.therafed.gateway.support.Packages;
import org.therafed.profiles.federated.AskedFigure;
import org.therafed.profiles.federated.SiteAnswer;
import org.therafed.profiles.federated.SiteAnswer.Kind;
import org.therafed.profiles.federated.SiteQuestion;
import org.therafed.profiles.federated.SiteQuestion.Phase;
import org.therafed.profiles.identifier.SiteId;

/** A question as a registry poses it to several sites, step by step. */
final class PosedQuestion {

  final String id = UUID.randomUUID().toString().replace("-", "");
  final AskedFigure asked;
  private final Instant expires;
  private final Map<String, SiteQuestion.Peer> joined = new HashMap<>();

  PosedQuestion(AskedFigure asked, Instant expires) {
    this.asked = asked;
    this.expires = expires;
  }

  SiteQuestion message(
      String site, Phase phase, int attempt, List<String> among, List<String> leaveOut) {
    return new SiteQuestion(
        id,
        new SiteId(site),
        phase,
        attempt,
        expires,
        asked,
        among.stream().map(joined::get).toList(),
        leaveOut);
  }

  static String signed(SiteQuestion question) {
    return question.signed(Packages.signer());
  }

  String join(String site) {
    return signed(message(site, Phase.JOIN, 1, List.of(), List.of()));
  }

  String mask(String site, int attempt, List<String> among, String... leaveOut) {
    return signed(message(site, Phase.MASK, attempt, among, List.of(leaveOut)));
  }

  String reveal(String site, int attempt, List<String> among, String... leaveOut) {
    return signed(message(site, Phase.REVEAL, attempt, among, List.of(leaveOut)));
  }

  /** Lets a site join; what it answered. */
  List<SiteAnswer> joins(AskedSite site) {
    List<String> signed = site.agent().answers(join(site.id()));
    List<SiteAnswer> answers = signed.stream().map(AskedSite::read).toList();
    for (int i = 0; i < signed.size(); i++) {
      if (answers.get(i).kind() == Kind.JOINED) {
        joined.put(
            site.id(),
            new SiteQuestion.Peer(new SiteId(site.id()), site.key().toJSONString(), signed.get(i)));
      }
    }
    return answers;
  }

  /** In the place of what a site signed. */
  void replace(String site, SiteQuestion.Peer peer) {
    joined.put(site, peer);
  }

  SiteQuestion.Peer peer(String site) {
    return joined.get(site);
  }

  /** All sites join, mask and reveal; the total. */
  RoundSums total(List<AskedSite> sites) {
    sites.forEach(this::joins);
    return total(sites, 1, new HashMap<>());
  }

  /** Those that have joined mask and reveal in an attempt. */
  RoundSums total(List<AskedSite> sites, int attempt, Map<String, String[]> leaveOut) {
    List<String> among = sites.stream().map(AskedSite::id).toList();
    String purpose = SiteQuestion.purpose(id, attempt, asked, among);
    MaskedSums sum = MaskedSums.empty();
    for (AskedSite site : sites) {
      String[] out = leaveOut.getOrDefault(site.id(), new String[0]);
      SiteAnswer answer = only(site.answers(mask(site.id(), attempt, among, out)), Kind.MASKED);
      sum = sum.merge(PartialJson.read(answer.content(), MaskedSums.class));
    }
    for (AskedSite site : sites) {
      String[] out = leaveOut.getOrDefault(site.id(), new String[0]);
      SiteAnswer answer = only(site.answers(reveal(site.id(), attempt, among, out)), Kind.REVEALED);
      sum = SelfMask.off(sum, Base64.getDecoder().decode(answer.content()), purpose);
    }
    return sum.total(sites.size());
  }

  static SiteAnswer only(List<SiteAnswer> answers, Kind kind) {
    List<SiteAnswer> found =
        new ArrayList<>(answers.stream().filter(answer -> answer.kind() == kind).toList());
    if (found.size() != 1) {
      throw new AssertionError("not one " + kind + " in " + answers);
    }
    return found.get(0);
  }
}
