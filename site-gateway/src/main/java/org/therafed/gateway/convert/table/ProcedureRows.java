package org.therafed.gateway.convert.table;

import static org.therafed.gateway.convert.table.Parts.claim;
import static org.therafed.gateway.convert.table.Parts.concept;
import static org.therafed.gateway.convert.table.Parts.day;
import static org.therafed.gateway.convert.table.Parts.extension;
import static org.therafed.gateway.convert.table.Parts.reference;

import java.util.List;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.ProcedureKinds;
import org.therafed.profiles.terminology.Systems;

/** Rows about cycles, or stages of a treatment with cells, and about procedures as outcomes. */
final class ProcedureRows {

  private ProcedureRows() {}

  static List<Resource> cycle(RowContext row) {
    String number = row.text("cycle");
    Procedure cycle = claim(new Procedure(), Profile.TREATMENT_CYCLE, row.cycleId(number));
    cycle.addPartOf(reference("Procedure", row.courseId()));
    cycle.setStatus(status(row));
    row.row()
        .find("stage")
        .ifPresent(stage -> cycle.setCode(Parts.listed("cycle-stage", Systems.CYCLE_STAGE, stage)));
    cycle.setSubject(row.subject());
    cycle.setPerformed(performed(row));
    cycle.addExtension(extension("cycle-number", new PositiveIntType(Integer.parseInt(number))));
    return List.of(cycle);
  }

  static List<Resource> procedure(RowContext row) {
    Procedure procedure =
        claim(new Procedure(), Profile.PROCEDURE, row.id("procedure", row.text("procedure_id")));
    procedure.setStatus(status(row));
    procedure.setCode(
        ProcedureKinds.standard().all().stream()
            .filter(kind -> kind.kind().equals(row.text("kind")))
            .filter(kind -> kind.coding().system().equals(Systems.PROCEDURE_KIND))
            .findFirst()
            .map(kind -> concept(kind.coding()))
            .orElseThrow());
    procedure.setSubject(row.subject());
    procedure.setPerformed(performed(row));
    return List.of(procedure);
  }

  private static ProcedureStatus status(RowContext row) {
    return switch (row.text("status")) {
      case "in-progress" -> ProcedureStatus.INPROGRESS;
      case "stopped" -> ProcedureStatus.STOPPED;
      case "not-done" -> ProcedureStatus.NOTDONE;
      default -> ProcedureStatus.COMPLETED;
    };
  }

  /** A day, or a period where it has another end or goes on. */
  private static Type performed(RowContext row) {
    boolean period =
        row.row().find("ended_on").isPresent() || row.text("status").equals("in-progress");
    if (!period) {
      return day(row.row().day("started_on").orElseThrow());
    }
    Period performed = new Period();
    performed.setStartElement(day(row.row().day("started_on").orElseThrow()));
    row.row().day("ended_on").ifPresent(end -> performed.setEndElement(day(end)));
    return performed;
  }
}
