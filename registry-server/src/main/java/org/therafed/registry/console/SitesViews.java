package org.therafed.registry.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.outcome.Reason;
import org.therafed.registry.onboarding.SiteStanding;
import org.therafed.runtime.page.Language;

/** Prints where sites stand as the page of sites shows it. */
final class SitesViews {

  private SitesViews() {}

  static List<SitesView.Row> rows(List<SiteStanding> standings, Language language) {
    return standings.stream().map(standing -> row(standing, language)).toList();
  }

  /** Why nothing was done. */
  static String problem(Fault fault, Language language) {
    Reason reason = fault.reason();
    return language == Language.ZH ? reason.textZh() : reason.text();
  }

  static SitesView.Report report(String site, JsonNode report, Language language) {
    String suffix = language == Language.ZH ? "Zh" : "";
    List<SitesView.Line> lines = new ArrayList<>();
    for (JsonNode check : report.path("checks")) {
      lines.add(
          new SitesView.Line(
              check.path("passed").asBoolean(),
              check.path("code").asText(),
              check.path("found" + suffix).asText(),
              check.path("needed" + suffix).asText(),
              check.path("remedy" + suffix).asText()));
    }
    return new SitesView.Report(
        site, report.path("run").asInt(), report.path("passed").asBoolean(), lines);
  }

  private static SitesView.Row row(SiteStanding standing, Language language) {
    return new SitesView.Row(
        standing.site(),
        standing.name(),
        standing.state(),
        in(language, standing.title()),
        in(language, standing.next()),
        standing.nextBy(),
        orNull(standing.lastSeen()),
        orNull(String.join(", ", standing.profile().channels())),
        orNull(standing.profile().zone()),
        orNull(standing.profile().contactRole()),
        modules(standing),
        standing.tested(),
        acts(standing.state()));
  }

  private static List<SitesView.Module> modules(SiteStanding standing) {
    return standing.profile().modules().stream()
        .map(
            id ->
                standing.modules().stream()
                    .filter(open -> open.id().equals(id))
                    .findFirst()
                    .map(open -> new SitesView.Module(id, true, !open.reviewedBy().isEmpty()))
                    .orElseGet(() -> new SitesView.Module(id, false, false)))
        .toList();
  }

  private static List<String> acts(String state) {
    return switch (state) {
      case "invited" -> List.of("withdraw");
      case "tested" -> List.of("accredit", "suspend");
      case "accredited" -> List.of("live", "suspend");
      case "suspended" -> List.of("resume");
      default -> List.of("suspend");
    };
  }

  private static String in(Language language, Phrase phrase) {
    return language == Language.ZH ? phrase.zh() : phrase.en();
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
