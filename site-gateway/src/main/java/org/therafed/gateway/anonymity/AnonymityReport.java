package org.therafed.gateway.anonymity;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.outcome.Phrase;

/**
 * How well persons hide among each other in what has left: for the data-protection officer. Counts
 * and generalised values; no pseudonym, no number of a transfer, no identifier.
 */
@Singleton
public class AnonymityReport {

  /** Persons that a class should have at least, where nobody says otherwise. */
  public static final int DEFAULT_K = 5;

  private static final int LARGEST_K = 1000;

  private final SentPersons sent;
  private final Site site;
  private final QuasiIdentifiers declared = QuasiIdentifiers.declared();

  @Inject
  AnonymityReport(SentPersons sent, Site site) {
    this.sent = sent;
    this.site = site;
  }

  /** Within what can be asked for. */
  public static int bounded(int k) {
    return Math.max(2, Math.min(k, LARGEST_K));
  }

  /**
   * As JSON.
   *
   * @param k persons that a class should have at least
   */
  public Map<String, Object> json(int k) {
    SentPersons.Sent all = sent.read(declared);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("site", site.id());
    json.put("at", site.clock().instant().toString());
    json.put("k", k);
    json.put("persons", all.persons().size());
    json.put("transfersNotKept", all.transfersNotKept());
    Map<String, Object> titles = new LinkedHashMap<>();
    declared
        .each()
        .forEach(
            one -> titles.put(one.id(), Map.of("en", one.title().en(), "zh", one.title().zh())));
    json.put("quasiIdentifiers", titles);
    json.put(
        "combinations", classes(k, all.persons()).stream().map(AnonymityReport::fields).toList());
    return json;
  }

  /** The same as text, in English or Chinese. */
  public String text(int k, boolean chinese) {
    SentPersons.Sent all = sent.read(declared);
    AnonymityText text = new AnonymityText(declared, chinese);
    return text.of(site.id(), site.today(), k, all, classes(k, all.persons()));
  }

  private List<ClassSizes> classes(int k, List<PersonValues> persons) {
    List<ClassSizes> classes = new ArrayList<>();
    declared
        .combinations()
        .forEach((name, ids) -> classes.add(ClassSizes.of(name, ids, k, persons)));
    return classes;
  }

  private static Map<String, Object> fields(ClassSizes classes) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("combination", classes.combination());
    json.put("quasiIdentifiers", classes.ids());
    json.put("classes", classes.classes());
    json.put("smallest", classes.smallest());
    json.put("alone", classes.alone());
    json.put("belowK", classes.belowK());
    json.put("personsByClassSize", classes.bySize());
    json.put("belowKWithout", classes.belowKWithout());
    json.put(
        "smallClasses",
        classes.small().stream()
            .map(one -> Map.of("values", one.values(), "persons", one.persons()))
            .toList());
    return json;
  }

  /** What the titles say, in one language. */
  static String said(Phrase phrase, boolean chinese) {
    return chinese ? phrase.zh() : phrase.en();
  }
}
