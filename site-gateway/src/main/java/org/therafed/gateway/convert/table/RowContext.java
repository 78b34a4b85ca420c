package org.therafed.gateway.convert.table;

import java.time.ZoneId;
import org.hl7.fhir.r4.model.Reference;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.convert.LocalIds;
import org.therafed.gateway.intake.table.TableRow;

/**
 * A row with whom it is about.
 *
 * @param patient {@code Patient/id}
 * @param zone of times that carry none
 */
record RowContext(TableRow row, PatientKey person, String patient, ZoneId zone) {

  Reference subject() {
    return new Reference(patient);
  }

  String text(String column) {
    return row.text(column);
  }

  /** The person's indication for a module: the row of the same patient and module. */
  String indicationId(String module) {
    return LocalIds.of("indication", person.issuer(), person.id(), module);
  }

  String courseId() {
    return LocalIds.of("course", row.text("course_id"));
  }
}
