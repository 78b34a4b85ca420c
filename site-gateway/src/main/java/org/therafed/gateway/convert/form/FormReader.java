package org.therafed.gateway.convert.form;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.fault.ConvertCode;
import org.therafed.gateway.intake.table.RowFinding;
import org.therafed.gateway.intake.table.RowMaker;
import org.therafed.gateway.intake.table.TableKind;
import org.therafed.gateway.module.KnownModules;
import org.therafed.profiles.entry.Entered;
import org.therafed.profiles.entry.EnteredForm;
import org.therafed.profiles.entry.EnteredRow;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.outcome.Reason;

/** Reads a filled form by the Questionnaire of its module, and judges what it says as rows. */
@Singleton
public class FormReader {

  private final RowMaker rows;
  private final KnownModules modules;

  @Inject
  FormReader(RowMaker rows, KnownModules modules) {
    this.rows = rows;
    this.modules = modules;
  }

  /**
   * The rows of a form with what is wrong with it.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-CONVERT-006 if its module is not known here
   */
  public FormReading read(JsonNode response, PatientKey person) {
    Entered entered =
        EnteredForm.read(module(response).orElseThrow(ConvertCode.QUESTIONNAIRE::with), response);
    List<FormReading.Problem> problems = new ArrayList<>();
    List<FormReading.Problem> doubts = new ArrayList<>();
    entered
        .problems()
        .forEach(one -> problems.add(new FormReading.Problem(one.place(), one.item(), one.what())));
    List<RowMaker.Made> made = new ArrayList<>();
    for (EnteredRow row : ordered(entered.rows())) {
      Map<String, String> fields = new LinkedHashMap<>(row.fields());
      fields.put("mrn", person.id());
      RowMaker.Made one = rows.make(TableKind.coded(row.table()).orElseThrow(), fields);
      made.add(one);
      for (RowFinding finding : one.findings()) {
        FormReading.Problem problem = problem(row, finding);
        switch (finding.effect()) {
          case REFUSED -> problems.add(problem);
          case HELD -> doubts.add(problem);
          case NOTED -> {
            // It goes on; an upload tells it in its report alone, too.
          }
        }
      }
    }
    return new FormReading(made, problems, doubts);
  }

  /** The module of the Questionnaire that a response names. */
  public Optional<TherapyModule> module(JsonNode response) {
    String canonical = response.path("questionnaire").asText().replaceFirst("\\|.*$", "");
    return modules.current().find(canonical.substring(canonical.lastIndexOf('/') + 1));
  }

  /** An administration makes its cycle, too; what is said of the cycle itself counts. */
  private static List<EnteredRow> ordered(List<EnteredRow> rows) {
    return rows.stream()
        .sorted(Comparator.comparing(row -> row.table().equals("cycles") ? 1 : 0))
        .toList();
  }

  private static FormReading.Problem problem(EnteredRow row, RowFinding finding) {
    Reason reason = finding.reason();
    return new FormReading.Problem(
        row.place(),
        row.items().getOrDefault(finding.column(), row.place().group()),
        new Phrase(reason.found() + " " + reason.needed(), reason.foundZh() + reason.neededZh()));
  }
}
