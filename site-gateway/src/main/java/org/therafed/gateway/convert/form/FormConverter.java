package org.therafed.gateway.convert.form;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.convert.table.TableConverter;
import org.therafed.gateway.fault.ConvertCode;
import org.therafed.gateway.fault.TableCode;
import org.therafed.gateway.intake.Arrival;
import org.therafed.gateway.intake.table.RowMaker;
import org.therafed.profiles.outcome.Phrase;

/**
 * Turns a filled form into records by way of the tables' rows, so that a course or a laboratory
 * value is the same record whichever way it came.
 */
@Singleton
public class FormConverter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FormReader reader;
  private final TableConverter tables;

  @Inject
  FormConverter(FormReader reader, TableConverter tables) {
    this.reader = reader;
    this.tables = tables;
  }

  /**
   * The records of one form.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-CONVERT-006 if its module is not known any more,
   *     GW-CONVERT-002 if the module asks otherwise by now, GW-TABLE-011 where somebody has to look
   */
  public List<Resource> convert(Arrival arrival, PatientKey person) {
    FormReading reading = reader.read(tree(arrival), person);
    if (!reading.problems().isEmpty()) {
      throw ConvertCode.VALUE.with(safe("element", reading.problems().get(0).item()));
    }
    if (!reading.doubts().isEmpty() && !arrival.confirmed()) {
      FormReading.Problem first = reading.doubts().get(0);
      throw TableCode.HELD.with(
          safe("value", Phrase.same(first.item() + ". ")), safe("rule", first.what()));
    }
    Map<String, Resource> resources = new LinkedHashMap<>();
    for (RowMaker.Made made : reading.rows()) {
      for (Resource resource : tables.convert(made.row(), person)) {
        resources.put(resource.fhirType() + "/" + resource.getIdPart(), resource);
      }
    }
    if (resources.isEmpty()) {
      throw ConvertCode.VALUE.with(safe("element", "item"));
    }
    return List.copyOf(resources.values());
  }

  private static JsonNode tree(Arrival arrival) {
    try {
      return JSON.readTree(arrival.content().toArray());
    } catch (IOException e) {
      throw new IllegalStateException("A form of this gateway cannot be read back.", e);
    }
  }
}
