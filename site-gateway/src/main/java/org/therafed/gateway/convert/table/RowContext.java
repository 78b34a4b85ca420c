package org.therafed.gateway.convert.table;

import static org.therafed.profiles.outcome.Fault.safe;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Reference;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.convert.LocalIds;
import org.therafed.gateway.fault.ConvertCode;
import org.therafed.gateway.intake.table.TableRow;
import org.therafed.gateway.module.ModuleVersions;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.terminology.EventTerm;
import org.therafed.profiles.terminology.LabTest;
import org.therafed.profiles.terminology.Product;
import org.therafed.profiles.terminology.ResponseCriteria;

/**
 * A row with whom it is about.
 *
 * @param patient {@code Patient/id}
 * @param zone of times that carry none
 * @param versions of the therapy modules that records began with
 * @param modules those that are known now
 */
record RowContext(
    TableRow row,
    PatientKey person,
    String patient,
    ZoneId zone,
    ModuleVersions versions,
    ModuleCatalog modules) {

  Reference subject() {
    return new Reference(patient);
  }

  String text(String column) {
    return row.text(column);
  }

  /** The person's indication for a module: the row of the same patient and module. */
  String indicationId(String module) {
    return id("indication", module);
  }

  /**
   * The canonical of a module, with the version that a record of this patient began with.
   *
   * @param record id of the course or decision
   * @throws org.therafed.profiles.outcome.Fault GW-CONVERT-002 if it was taken away since the row
   *     was checked
   */
  String module(String record, String module) {
    return versions.canonical(record, module);
  }

  /**
   * The row's product.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-CONVERT-002 if its therapy module was taken away
   *     since the row was checked
   */
  Product product() {
    return known("product", modules.products().named(text("product")));
  }

  /**
   * The row's laboratory test.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-CONVERT-002 as of {@link #product}
   */
  LabTest test() {
    return known("loinc", modules.tests().coded(text("loinc")));
  }

  /**
   * The row's adverse event.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-CONVERT-002 as of {@link #product}
   */
  EventTerm event() {
    return known("term", modules.events().named(text("term")));
  }

  /**
   * The row's criterion of response.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-CONVERT-002 as of {@link #product}
   */
  ResponseCriteria.Criterion criterion() {
    return known("criterion", modules.criteria().named(text("criterion")));
  }

  private static <T> T known(String element, Optional<T> value) {
    return value.orElseThrow(() -> ConvertCode.VALUE.with(safe("element", element)));
  }

  String courseId() {
    return id("course", row.text("course_id"));
  }

  /** The cycle of the row's course. */
  String cycleId(String number) {
    return id("cycle", row.text("course_id"), number);
  }

  String lesionId(String lesion) {
    return id("lesion", lesion);
  }

  String cellProductId(String cells) {
    return id("cell-product", cells);
  }

  /** The id of a record of this patient: two patients' records may carry the same number. */
  String id(String kind, String... fields) {
    return LocalIds.of(
        kind,
        Stream.concat(Stream.of(person.issuer(), person.id()), Arrays.stream(fields))
            .toArray(String[]::new));
  }
}
