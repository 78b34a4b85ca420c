package org.therafed.registry.records;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.registry.grants.GrantedRows;
import org.therafed.registry.records.Query.Part;

/**
 * All records of one patient as they were asked: the Patient, what is about that patient, and the
 * products that were given.
 *
 * @param types only these; empty for all
 */
record Everything(
    String patient,
    List<String> types,
    Optional<OffsetDateTime> since,
    int count,
    Optional<Cursor> cursor,
    List<Part> applied) {

  Everything {
    types = List.copyOf(types);
    applied = List.copyOf(applied);
  }

  static Everything of(String patient, Query query) {
    List<String> types = new ArrayList<>();
    Optional<OffsetDateTime> since = Optional.empty();
    int count = Search.USUAL;
    Optional<Cursor> cursor = Optional.empty();
    List<Part> applied = new ArrayList<>();
    for (int i = 0; i < query.parts().size(); i++) {
      Part part = query.parts().get(i);
      switch (part.name()) {
        case "_type" -> types.addAll(RecordTypes.listed(part.value()));
        case "_since" -> since = Optional.of(Since.month(part.value()));
        case "_count" -> count = Math.max(1, Search.count(part.value()));
        case "_cursor" -> cursor = Optional.of(Cursor.read(part.value(), 2));
        case "_format" -> Search.format(part.value());
        case "_pretty" -> {}
        default -> {
          query.unknown(i, "_type, _since, _count, _format");
          continue;
        }
      }
      if (!part.name().equals("_cursor")) {
        applied.add(part);
      }
    }
    return new Everything(patient, types, since, count, cursor, applied);
  }

  static Cursor cursor(Found last) {
    return Cursor.at(last.type(), last.id());
  }

  /** Condition on a row {@code r}: each of its alternatives is by an index. */
  String condition(BoundSql sql) {
    String id = sql.text(patient);
    String reference = sql.text("Patient/" + patient);
    StringBuilder text =
        new StringBuilder(
            "((r.type = 'Patient' and r.id = "
                + id
                + ") or "
                + Criteria.SUBJECT
                + " = "
                + reference
                + " or (r.type in ('BiologicallyDerivedProduct', 'Coverage') and record_patient(r.type, r.id,"
                + " r.content) = "
                + id
                + ") or (r.type = 'Medication' and r.id in (select"
                + " substr(m.content #>> '{medicationReference,reference}', 12) from resource m"
                + " where m.type = 'MedicationAdministration' and "
                + Criteria.SUBJECT.replace("r.content", "m.content")
                + " = "
                + reference
                + ")))");
    if (!types.isEmpty()) {
      text.append(" and r.type in (select jsonb_array_elements_text(")
          .append(sql.json(GrantedRows.array(types)))
          .append("))");
    }
    since.ifPresent(
        from -> text.append(" and r.last_updated >= ").append(sql.moment(from.toString())));
    cursor.ifPresent(
        at ->
            text.append(" and (r.type, r.id) > (")
                .append(sql.text(at.keys().get(0)))
                .append(", ")
                .append(sql.text(at.keys().get(1)))
                .append(")"));
    return text.toString();
  }
}
