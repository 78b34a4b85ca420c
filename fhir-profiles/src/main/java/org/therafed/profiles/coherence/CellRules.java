package org.therafed.profiles.coherence;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.therafed.profiles.profile.Profile;

/**
 * The chain of identity from cells to their infusion. Cells that have not come yet say nothing; a
 * person known to several hospitals is a Patient of each, so any of them may be the recipient.
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
    records.given().forEach(given -> ofThePerson(records, person, given, findings));
  }

  private static void ofThePerson(
      PersonRecords records, Set<String> person, PersonRecord given, List<Finding> findings) {
    records
        .find(reference(given, "cell-product"))
        .filter(cells -> cells.is(Profile.CELL_PRODUCT))
        .filter(cells -> !reference(cells, "recipient").isEmpty())
        .filter(cells -> !person.contains(reference(cells, "recipient")))
        .ifPresent(
            cells ->
                findings.add(
                    FindingCode.CELLS_OF_ANOTHER.of(
                        given.atExtension("cell-product", "valueReference"),
                        cells.atExtension("recipient", "valueReference"))));
  }

  private static String reference(PersonRecord record, String extension) {
    return record.extension(extension).path("valueReference").path("reference").asText();
  }
}
