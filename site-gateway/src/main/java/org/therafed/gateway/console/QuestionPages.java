package org.therafed.gateway.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.therafed.gateway.module.KnownModules;
import org.therafed.gateway.query.PeerBook;
import org.therafed.gateway.query.QueryRun;
import org.therafed.gateway.query.QuestionBook.Entry;
import org.therafed.gateway.query.QuestionBook.State;
import org.therafed.gateway.query.QuestionDesk;
import org.therafed.gateway.query.SiteLedger;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.module.TherapyModule;

/** Prints questions, other sites' keys and the site's own ledger. */
@Singleton
class QuestionPages {

  private static final int MOST = 100;

  private final QuestionDesk desk;
  private final QueryRun run;
  private final KnownModules modules;
  private final SiteConfig config;

  @Inject
  QuestionPages(QuestionDesk desk, QueryRun run, KnownModules modules, SiteConfig config) {
    this.desk = desk;
    this.run = run;
    this.modules = modules;
    this.config = config;
  }

  QuestionsView view(Visit visit) {
    QuestionDesk.View view = desk.view(MOST);
    return new QuestionsView(
        config.sharing().equals("aggregates"),
        config.query().approval().equals("approve"),
        config.query().trust().equals("first"),
        visit.time(run.last().asked().orElse(null)),
        visit.time(run.last().failed().orElse(null)),
        view.counts().getOrDefault("turned-away", 0L),
        questions(view, true, visit),
        questions(view, false, visit),
        view.peers().stream().map(peer -> peer(peer, visit)).toList(),
        view.ledger().stream().map(cut -> cut(cut, visit)).toList());
  }

  private List<QuestionsView.Question> questions(
      QuestionDesk.View view, boolean waiting, Visit visit) {
    return view.questions().stream()
        .filter(entry -> (entry.state() == State.WAITING) == waiting)
        .map(entry -> question(entry, visit))
        .toList();
  }

  private QuestionsView.Question question(Entry entry, Visit visit) {
    Locale locale = visit.language().locale();
    Optional<TherapyModule> module = modules.current().find(entry.asked().module());
    return new QuestionsView.Question(
        entry.id(),
        entry.asked().kind(),
        module.map(one -> one.title().in(locale)).orElse(entry.asked().module()),
        module
            .flatMap(one -> one.endpoint(entry.asked().endpoint()))
            .map(one -> one.title().in(locale))
            .orElse(entry.asked().endpoint()),
        entry.asked().arm(),
        entry.asked().who(),
        visit.time(entry.asked().cut()),
        visit.time(entry.receivedAt()),
        visit.time(entry.expiresAt()),
        visit.time(entry.changedAt()),
        entry.state().label(),
        String.join(", ", entry.among()),
        entry.reason().map(code -> code + " " + Funnel.title(code, visit)).orElse(""));
  }

  private static QuestionsView.Peer peer(PeerBook.SeenPeer peer, Visit visit) {
    return new QuestionsView.Peer(
        peer.site(), peer.thumbprint(), visit.time(peer.seenAt()), peer.accepted().orElse(""));
  }

  private static QuestionsView.Cut cut(SiteLedger.OfCut cut, Visit visit) {
    return new QuestionsView.Cut(
        visit.time(cut.cut()),
        cut.answered(),
        cut.refused(),
        cut.groups(),
        cut.left(),
        visit.time(cut.last()));
  }
}
