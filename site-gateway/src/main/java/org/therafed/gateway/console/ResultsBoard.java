package org.therafed.gateway.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.gateway.console.ResultsView.Rate;
import org.therafed.gateway.console.ResultsView.Side;
import org.therafed.gateway.forward.http.FederationFigures;
import org.therafed.gateway.forward.local.LocalRecords.LocalPerson;
import org.therafed.gateway.module.KnownModules;
import org.therafed.gateway.query.LocalFigures;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.module.TherapyModule.Endpoint;
import org.therafed.profiles.projection.CourseFact;

/** This site's own figures, from what was queued or sent, beside what the registry has released. */
@Singleton
class ResultsBoard {

  private static final int MOST_RESPONSES = 3;
  private static final int MOST_TERMS = 20;

  /** A table of every month would be long. */
  private static final int MONTHS_APART = 3;

  private static final Set<RuleKind> OTHER_KINDS =
      Set.of(RuleKind.TIME_TO_EVENT, RuleKind.SLOPE, RuleKind.COST_SUM, RuleKind.COMPOSITE);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final CoursePersons persons;
  private final KnownModules modules;
  private final FederationFigures federation;
  private final Site site;

  @Inject
  ResultsBoard(
      CoursePersons persons, KnownModules modules, FederationFigures federation, Site site) {
    this.persons = persons;
    this.modules = modules;
    this.federation = federation;
    this.site = site;
  }

  /**
   * The page of a module.
   *
   * @param asked id; any other than one by which somebody was treated here shows the first of these
   */
  ResultsView view(String asked, Visit visit) {
    ModuleCatalog known = modules.current();
    Map<String, TherapyModule> treated = new TreeMap<>();
    List<LocalPerson> people = new ArrayList<>();
    persons.each(
        known,
        person -> {
          person.courses().stream()
              .filter(course -> course.arm().equals("treated"))
              .map(CourseFact::module)
              .forEach(id -> known.find(id).ifPresent(module -> treated.put(id, module)));
          people.add(new LocalPerson(people.size(), Optional.empty(), person.facts()));
        });
    List<ResultsView.Quality> quality = quality(known, visit);
    if (treated.isEmpty()) {
      return new ResultsView(
          List.of(), null, 0, "absent", null, List.of(), null, "[]", List.of(), quality);
    }
    String chosen = treated.containsKey(asked) ? asked : treated.keySet().iterator().next();
    List<ResultsView.Choice> choices =
        treated.values().stream()
            .map(
                one -> new ResultsView.Choice(one.id(), title(one, visit), one.id().equals(chosen)))
            .toList();
    TherapyModule module = treated.get(chosen);
    return of(module, LocalFigures.of(module, site.id(), people), choices, quality, visit);
  }

  private static String title(TherapyModule module, Visit visit) {
    return module.title().in(visit.language().locale());
  }

  private ResultsView of(
      TherapyModule module,
      LocalFigures own,
      List<ResultsView.Choice> choices,
      List<ResultsView.Quality> quality,
      Visit visit) {
    // Every module has this one. Whoever does not get it waits for no further one.
    Optional<JsonNode> events = federation.answer("toxicity", module.id(), "");
    FederationSide toxicity = new FederationSide(events);
    List<Rate> responses =
        module.endpoints().stream()
            .filter(ResultsBoard::isResponse)
            .sorted(Comparator.comparing((Endpoint endpoint) -> !endpoint.id().equals("orr")))
            .limit(MOST_RESPONSES)
            .map(endpoint -> response(endpoint, module, own, events.isPresent(), visit))
            .toList();
    Optional<Endpoint> time = timeToEvent(module);
    Optional<SurvivalCurve> curve = time.flatMap(endpoint -> own.survival(endpoint).result());
    FederationSide others =
        new FederationSide(
            time.filter(endpoint -> events.isPresent())
                .flatMap(e -> federation.answer("survival", module.id(), e.id())));
    return new ResultsView(
        choices,
        title(module, visit),
        own.treated(),
        events.isPresent() ? "told" : "absent",
        toxicity.cut(),
        responses,
        time.map(endpoint -> survival(endpoint, curve, others, visit)).orElse(null),
        json(OwnSide.points(curve), others.points()),
        rates(module, OwnSide.events(own.toxicity()), toxicity, visit),
        quality);
  }

  private static boolean isResponse(Endpoint endpoint) {
    return !OTHER_KINDS.contains(endpoint.kind());
  }

  /** Overall survival, or else the first time to an event. */
  private static Optional<Endpoint> timeToEvent(TherapyModule module) {
    return module
        .endpoint("os")
        .or(
            () ->
                module.endpoints().stream()
                    .filter(endpoint -> endpoint.kind() == RuleKind.TIME_TO_EVENT)
                    .findFirst());
  }

  private Rate response(
      Endpoint endpoint, TherapyModule module, LocalFigures own, boolean asked, Visit visit) {
    Optional<JsonNode> answer =
        asked ? federation.answer("response", module.id(), endpoint.id()) : Optional.empty();
    return new Rate(
        endpoint.title().in(visit.language().locale()),
        OwnSide.response(own.response(endpoint)),
        new FederationSide(answer).response(),
        Side.NONE,
        Side.NONE);
  }

  private static ResultsView.Survival survival(
      Endpoint endpoint, Optional<SurvivalCurve> own, FederationSide others, Visit visit) {
    List<ResultsView.Month> months = new ArrayList<>();
    double last = own.map(curve -> Figure.inMonths(curve.lastTimeDays())).orElse(0.0);
    for (Double[] point : others.points()) {
      last = Math.max(last, point[0]);
    }
    for (int month = 0; month <= last; month += MONTHS_APART) {
      months.add(new ResultsView.Month(month, OwnSide.at(own, month), others.at(month)));
    }
    return new ResultsView.Survival(
        endpoint.title().in(visit.language().locale()),
        OwnSide.median(own),
        others.median(),
        months);
  }

  /** Any term first, then what is most frequent here, then what the federation shows beside it. */
  private static List<Rate> rates(
      TherapyModule module, Map<String, Side[]> own, FederationSide others, Visit visit) {
    Map<String, Side[]> told = others.events();
    Set<String> codes = new TreeSet<>(own.keySet());
    codes.addAll(told.keySet());
    Side[] nobody = {Side.NONE, Side.NONE};
    Side[] untold = {Side.without(others.state()), Side.without(others.state())};
    Side[] unshown = {Side.without("not-released"), Side.without("not-released")};
    return codes.stream()
        .sorted(Comparator.comparing((String code) -> -first(own.get(code))))
        .limit(MOST_TERMS)
        .map(
            code -> {
              Side[] here = own.getOrDefault(code, nobody);
              Side[] there = told.getOrDefault(code, told.isEmpty() ? untold : unshown);
              String title = code.isEmpty() ? "" : EventTitles.of(code, module, visit.language());
              return new Rate(title, here[0], there[0], here[1], there[1]);
            })
        .toList();
  }

  private static long first(Side[] sides) {
    return sides == null ? 0 : Long.parseLong(sides[0].people().split(" / ", -1)[0]);
  }

  private List<ResultsView.Quality> quality(ModuleCatalog known, Visit visit) {
    List<ResultsView.Quality> rows = new ArrayList<>();
    Iterable<JsonNode> told =
        federation.quality().map(board -> board.path("modules")).orElse(JSON.createArrayNode());
    for (JsonNode one : told) {
      String id = one.path("module").asText();
      String title = known.find(id).map(module -> title(module, visit)).orElse(id);
      one.path("values")
          .properties()
          .forEach(
              value ->
                  rows.add(
                      new ResultsView.Quality(
                          title,
                          value.getKey(),
                          percent(value.getValue().path("value").path("share")),
                          percent(value.getValue().path("federation")),
                          value.getValue().path("drift").asText(""),
                          value.getValue().path("since").asText(""))));
    }
    return rows;
  }

  private static String percent(JsonNode share) {
    return share.isNumber() ? Math.round(share.asDouble() * 100) + " %" : "";
  }

  private static String json(List<Double[]> own, List<Double[]> others) {
    List<Map<String, Object>> curves = new ArrayList<>();
    if (!own.isEmpty()) {
      curves.add(Map.of("who", "own", "points", own));
    }
    if (!others.isEmpty()) {
      curves.add(Map.of("who", "federation", "points", others));
    }
    try {
      return JSON.writeValueAsString(curves);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
