package org.therafed.profiles.coherence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.therafed.profiles.profile.Profile;

/**
 * The chain of identity from the collection of cells to their infusion: one recipient, one
 * identifier, and days in their order. Cells that have not come yet say nothing; a person known to
 * several hospitals is a Patient of each, so any of them may be the recipient.
 */
final class CellRules {

  private CellRules() {}

  static void judge(PersonRecords records, List<Finding> findings) {
    Set<String> person =
        records
            .all()
            .filter(record -> !record.is(Profile.CELL_PRODUCT))
            .map(PersonRecord::patient)
            .filter(patient -> !patient.isEmpty())
            .collect(Collectors.toSet());
    // Two products may have a common part of their chains, which is told of once.
    Set<Finding> found = new LinkedHashSet<>();
    Set<String> infused = new HashSet<>();
    records
        .given()
        .forEach(
            given ->
                cells(records, given)
                    .ifPresent(
                        cells -> {
                          infused.add(cells.reference());
                          CellChain chain = CellChain.of(records, cells);
                          ofThePerson(chain, person, given, found);
                          beforeInfusion(chain, given, found);
                          coherent(chain, found);
                        }));
    Set<String> parents = parents(records);
    records
        .all(Profile.CELL_PRODUCT)
        .filter(cells -> !infused.contains(cells.reference()))
        .filter(cells -> !parents.contains(cells.reference()))
        .forEach(cells -> coherent(CellChain.of(records, cells), found));
    findings.addAll(found);
  }

  private static Optional<PersonRecord> cells(PersonRecords records, PersonRecord given) {
    return records
        .find(reference(given, "cell-product"))
        .filter(cells -> cells.is(Profile.CELL_PRODUCT));
  }

  /** The products from which others were made. */
  private static Set<String> parents(PersonRecords records) {
    Set<String> parents = new HashSet<>();
    records
        .all(Profile.CELL_PRODUCT)
        .forEach(
            cells -> {
              for (JsonNode parent : cells.resource().path("parent")) {
                String reference = parent.path("reference").asText();
                if (!reference.equals(cells.reference())) {
                  parents.add(reference);
                }
              }
            });
    return parents;
  }

  private static void ofThePerson(
      CellChain chain, Set<String> person, PersonRecord given, Set<Finding> found) {
    chain.links().stream()
        .map(CellChain.Link::cells)
        .filter(cells -> !reference(cells, "recipient").isEmpty())
        .filter(cells -> !person.contains(reference(cells, "recipient")))
        .findFirst()
        .ifPresent(
            cells ->
                found.add(
                    FindingCode.CELLS_OF_ANOTHER.of(
                        given.atExtension("cell-product", "valueReference"),
                        cells.atExtension("recipient", "valueReference"))));
  }

  private static void beforeInfusion(CellChain chain, PersonRecord given, Set<Finding> found) {
    Optional<Days> on = given.start("effective");
    chain.links().stream()
        .flatMap(link -> Stream.concat(link.collected().stream(), link.manufactured().stream()))
        .filter(dated -> on.filter(dated.on()::isAfter).isPresent())
        .findFirst()
        .ifPresent(
            dated ->
                found.add(
                    FindingCode.CELLS_OUT_OF_ORDER.of(dated.at(), given.atStart("effective"))));
  }

  private static void coherent(CellChain chain, Set<Finding> found) {
    chain
        .underAnotherIdentifier()
        .ifPresent(
            cells ->
                found.add(
                    FindingCode.CHAIN_BROKEN.of(
                        chain.last().at("identifier"), cells.at("identifier"))));
    for (Place loop : chain.loops()) {
      found.add(FindingCode.CELLS_OF_THEMSELVES.of(loop));
    }
    for (CellChain.Link link : chain.links()) {
      link.collected()
          .ifPresent(
              collected ->
                  link.processed().stream()
                      .filter(processed -> collected.on().isAfter(processed.on()))
                      .findFirst()
                      .ifPresent(
                          processed ->
                              found.add(
                                  FindingCode.CELLS_OUT_OF_ORDER.of(
                                      collected.at(), processed.at()))));
    }
  }

  private static String reference(PersonRecord record, String extension) {
    return record.extension(extension).path("valueReference").path("reference").asText();
  }
}
