package org.therafed.registry.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.text.NumberFormat;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.therafed.evidence.disclosure.DisclosedCost;
import org.therafed.evidence.disclosure.DisclosedProportion;
import org.therafed.evidence.disclosure.DisclosedResponse;
import org.therafed.evidence.disclosure.DisclosedShare;
import org.therafed.evidence.disclosure.DisclosedSurvival;
import org.therafed.evidence.disclosure.DisclosedToxicity;
import org.therafed.profiles.module.OtherEvent;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.terminology.CtcaeTerm;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.registry.publish.Published;
import org.therafed.runtime.page.Language;

/** Prints published answers as the evidence page shows them; computes nothing. */
@ApplicationScoped
public class ConsoleViews {

  private static final DateTimeFormatter CUT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final ObjectMapper json;

  ConsoleViews(ObjectMapper json) {
    this.json = json;
  }

  ConsoleView of(TherapyModule module, Locale locale, ConsoleAnswers answers) {
    List<Published> all = answers.all();
    Published any =
        all.stream().filter(one -> one.dataCut() != null).findFirst().orElse(all.get(0));
    return new ConsoleView(
        module.title().in(locale),
        module.version(),
        any.dataCut() == null ? null : any.cut() + " (" + CUT.format(any.dataCut()) + ")",
        any.softwareVersion(),
        Math.round(any.level() * 100) + " %",
        all.stream().anyMatch(one -> one.state().equals(Published.OUTSIDE)),
        answers.survival().stream().map(ConsoleViews::curve).toList(),
        curvesJson(answers.survival()),
        answers.responses().stream().map(answer -> response(module, locale, answer)).toList(),
        toxicity(module, answers.toxicity(), locale),
        cost(answers.cost()));
  }

  private static ConsoleView.Curve curve(Published answer) {
    if (!(answer.result() instanceof DisclosedSurvival curve)) {
      return new ConsoleView.Curve(
          answer.arm(), false, null, null, null, null, null, null, null, List.of());
    }
    DisclosedSurvival.Months median = curve.median();
    return new ConsoleView.Curve(
        answer.arm(),
        true,
        Long.toString(curve.n()),
        Integer.toString(curve.sites()),
        months(median == null ? null : median.value()),
        months(median == null ? null : median.lower()),
        months(median == null ? null : median.upper()),
        months(curve.medianFollowUp() == null ? null : curve.medianFollowUp().value()),
        part(answer.linked()),
        curve.curve().stream()
            .map(
                month ->
                    new ConsoleView.Point(
                        months(month.month()),
                        percent(month.survival()),
                        month.lower() == null
                            ? null
                            : percent(month.lower()) + " – " + percent(month.upper()),
                        Long.toString(month.atRisk())))
            .toList());
  }

  private String curvesJson(List<Published> answers) {
    List<Map<String, Object>> curves = new ArrayList<>();
    for (Published answer : answers) {
      if (answer.result() instanceof DisclosedSurvival curve) {
        curves.add(Map.of("arm", answer.arm(), "points", curve.curve()));
      }
    }
    try {
      // Within a script element of the page: no text in it may end that element.
      return json.writeValueAsString(curves).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ConsoleView.Response response(
      TherapyModule module, Locale locale, Published answer) {
    String endpoint =
        module.endpoint(answer.endpoint()).map(e -> e.title().in(locale)).orElse(answer.endpoint());
    if (!(answer.result() instanceof DisclosedResponse response)) {
      return new ConsoleView.Response(endpoint, answer.arm(), null, null, null, null, null);
    }
    return new ConsoleView.Response(
        endpoint,
        answer.arm(),
        percent(response.rate().value()),
        interval(response.rate()),
        Long.toString(response.n()),
        Integer.toString(response.sites()),
        part(answer.excluded()));
  }

  private static String part(Published.Part part) {
    return part == null ? null : percent(part.share());
  }

  private static ConsoleView.Toxicity toxicity(
      TherapyModule module, Published answer, Locale locale) {
    if (!(answer.result() instanceof DisclosedToxicity toxicity)) {
      return null;
    }
    List<ConsoleView.Term> terms = new ArrayList<>();
    if (toxicity.anyTerm() != null) {
      terms.add(term(module, toxicity.anyTerm(), true, locale));
    }
    toxicity.terms().forEach(term -> terms.add(term(module, term, false, locale)));
    return new ConsoleView.Toxicity(
        Long.toString(toxicity.n()), Integer.toString(toxicity.sites()), terms);
  }

  private static ConsoleView.Term term(
      TherapyModule module, DisclosedToxicity.Term term, boolean all, Locale locale) {
    CtcaeTerms terms = CtcaeTerms.standard();
    Optional<TherapyModule.Title> other =
        module.otherEvents().stream()
            .filter(event -> event.event().code().equals(term.term()))
            .map(OtherEvent::title)
            .findFirst();
    Optional<String> chinese =
        Language.ZH.locale().equals(locale)
            ? terms.chinese(term.term()).or(() -> other.map(TherapyModule.Title::zh))
            : Optional.empty();
    return new ConsoleView.Term(
        chinese
            .or(() -> terms.coded(term.term()).map(CtcaeTerm::term))
            .or(() -> other.map(TherapyModule.Title::en))
            .orElse(term.term()),
        (chinese.isPresent() ? Language.ZH : Language.EN).tag(),
        all,
        term.any() == null ? null : percent(term.any().value()),
        term.any() == null ? null : interval(term.any()),
        term.grade3Plus() == null ? null : percent(term.grade3Plus().value()),
        term.grade3Plus() == null ? null : interval(term.grade3Plus()),
        term.byWorstGrade().stream().map(ConsoleViews::share).toList());
  }

  private static String share(DisclosedShare share) {
    // Qute lists hold no null; an empty text is a withheld cell.
    return share == null ? "" : percent(share.value());
  }

  private static ConsoleView.Cost cost(Published answer) {
    if (!(answer.result() instanceof DisclosedCost cost)) {
      return null;
    }
    List<ConsoleView.Component> components = new ArrayList<>();
    components.add(component("total", cost.total()));
    cost.components().forEach(c -> components.add(component(c.component(), c.amount())));
    return new ConsoleView.Cost(
        cost.currency(),
        Integer.toString(cost.priceYear()),
        Long.toString(cost.courses()),
        Integer.toString(cost.sites()),
        components);
  }

  private static ConsoleView.Component component(String key, DisclosedCost.Amount amount) {
    return amount == null
        ? new ConsoleView.Component(key, null, null)
        : new ConsoleView.Component(
            key, money(amount.mean()), money(amount.lower()) + " – " + money(amount.upper()));
  }

  private static String interval(DisclosedProportion rate) {
    return percent(rate.lower()) + " – " + percent(rate.upper());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  private static String months(Double months) {
    return months == null ? null : String.format(Locale.ROOT, "%.1f", months);
  }

  private static String money(double amount) {
    NumberFormat format = NumberFormat.getIntegerInstance(Locale.ROOT);
    return format.format(amount);
  }
}
