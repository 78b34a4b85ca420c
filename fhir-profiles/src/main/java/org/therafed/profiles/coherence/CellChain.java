package org.therafed.profiles.coherence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Systems;

/**
 * Cells and those that they were made from, as {@code parent} names them, back to the collection.
 * Each counts once, so that a loop ends; what is named and has not come is left out.
 *
 * @param links the last product first
 * @param loops where a product names itself, or one that was made from it
 */
record CellChain(List<Link> links, List<Place> loops) {
  /** The most products of one chain, our choice: a chain has a handful. */
  private static final int MOST = 100;

  private static final Set<String> MANUFACTURE =
      Set.of("manufacture", "selection", "transduction", "editing", "expansion");

  /** A day in the life of cells, and where it stands. */
  record Dated(Place at, Days on) {}

  /**
   * A product of the chain.
   *
   * @param later what was made from it, on the way on which it was found
   */
  record Link(PersonRecord cells, List<PersonRecord> later) {
    private boolean isMadeFrom(String reference) {
      return cells.reference().equals(reference)
          || later.stream().anyMatch(made -> made.reference().equals(reference));
    }

    private Link of(PersonRecord parent) {
      List<PersonRecord> made = new ArrayList<>(later);
      made.add(cells);
      return new Link(parent, made);
    }

    Optional<Dated> collected() {
      return Days.of(cells.resource().path("collection").path("collectedDateTime"))
          .map(on -> new Dated(cells.at("collection.collectedDateTime"), on));
    }

    /** What was done with these cells, and with what was made from them. */
    List<Dated> processed() {
      List<Dated> all = new ArrayList<>(CellChain.processed(cells, false));
      later.forEach(made -> all.addAll(CellChain.processed(made, false)));
      return all;
    }

    /** The steps of their manufacture; what is frozen, thawed or released may be what was left. */
    List<Dated> manufactured() {
      return CellChain.processed(cells, true);
    }
  }

  /** The chain that ends with a product. */
  static CellChain of(PersonRecords records, PersonRecord last) {
    Map<String, Link> links = new LinkedHashMap<>();
    List<Place> loops = new ArrayList<>();
    Deque<Link> open = new ArrayDeque<>();
    open.add(new Link(last, List.of()));
    while (!open.isEmpty() && links.size() < MOST) {
      Link link = open.remove();
      if (links.putIfAbsent(link.cells().reference(), link) == null) {
        JsonNode parents = link.cells().resource().path("parent");
        for (int i = 0; i < parents.size(); i++) {
          String parent = parents.path(i).path("reference").asText();
          if (link.isMadeFrom(parent)) {
            loops.add(link.cells().at("parent[" + i + "].reference"));
          } else {
            records
                .find(parent)
                .filter(cells -> cells.is(Profile.CELL_PRODUCT))
                .ifPresent(cells -> open.add(link.of(cells)));
          }
        }
      }
    }
    return new CellChain(List.copyOf(links.values()), List.copyOf(loops));
  }

  private static List<Dated> processed(PersonRecord cells, boolean manufactureOnly) {
    List<Dated> all = new ArrayList<>();
    JsonNode processing = cells.resource().path("processing");
    for (int i = 0; i < processing.size(); i++) {
      JsonNode step = processing.path(i);
      boolean counts =
          !manufactureOnly
              || MANUFACTURE.stream()
                  .anyMatch(
                      code ->
                          PersonRecord.has(step.path("procedure"), Systems.CELL_PROCESSING, code));
      Place at = cells.at("processing[" + i + "].timeDateTime");
      Days.of(step.path("timeDateTime"))
          .filter(on -> counts)
          .ifPresent(on -> all.add(new Dated(at, on)));
    }
    return all;
  }

  /** The last product. */
  PersonRecord last() {
    return links.get(0).cells();
  }

  /** The first product that has no identifier of the chain in common with the last. */
  Optional<PersonRecord> underAnotherIdentifier() {
    Set<String> identifiers = identifiers(last());
    return links.stream()
        .map(Link::cells)
        .filter(cells -> !identifiers.isEmpty() && !identifiers(cells).isEmpty())
        .filter(cells -> identifiers(cells).stream().noneMatch(identifiers::contains))
        .findFirst();
  }

  private static Set<String> identifiers(PersonRecord cells) {
    Set<String> identifiers = new TreeSet<>();
    for (JsonNode identifier : cells.resource().path("identifier")) {
      if (Canonical.CHAIN_OF_IDENTITY.equals(identifier.path("system").textValue())) {
        identifiers.add(identifier.path("value").asText());
      }
    }
    return identifiers;
  }
}
