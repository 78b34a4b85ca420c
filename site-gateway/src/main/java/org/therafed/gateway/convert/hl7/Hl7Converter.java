package org.therafed.gateway.convert.hl7;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.therafed.dicom.convert.IdentifiedBundle;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.convert.table.TableConverter;
import org.therafed.gateway.fault.Hl7Code;
import org.therafed.gateway.intake.Arrival;
import org.therafed.gateway.intake.hl7.Hl7Message;
import org.therafed.gateway.intake.hl7.Hl7Reader;
import org.therafed.gateway.intake.hl7.Hl7Segment;
import org.therafed.gateway.intake.hl7.Hl7Type;
import org.therafed.gateway.intake.hl7.PatientIds;
import org.therafed.gateway.intake.table.RowMaker;
import org.therafed.gateway.module.KnownModules;
import org.therafed.gateway.site.Hl7Config;
import org.therafed.profiles.module.ModuleCatalog;

/**
 * Turns a message into records by way of the tables' rows, so that a course, an administration or a
 * laboratory value is the same record whichever way it came. What is not carried over is noted.
 */
@Singleton
public class Hl7Converter {

  private static final Set<String> OF_ALL = Set.of("MSH", "SFT", "UAC", "EVN", "PID");
  private static final Map<Hl7Type.Use, Set<String>> READ =
      Map.of(
          Hl7Type.Use.RESULT, Set.of("ORC", "OBR", "OBX", "SPM"),
          Hl7Type.Use.ADMINISTRATION, Set.of("ORC", "RXA", "OBX", "PV1"),
          Hl7Type.Use.DRUG_ORDER, Set.of("ORC", "RXE", "TQ1", "OBX", "PV1"),
          Hl7Type.Use.ORDER, Set.of("ORC", "OBR", "OBX", "DG1"),
          Hl7Type.Use.CHARGE, Set.of("ORC", "FT1", "PV1"));

  private final Hl7Reader reader;
  private final PatientIds ids;
  private final RowMaker rows;
  private final TableConverter tables;
  private final KnownModules modules;
  private final CourseNames courses;
  private final Map<String, String> components;
  private final boolean consents;

  @Inject
  public Hl7Converter(
      Hl7Reader reader,
      PatientIds ids,
      RowMaker rows,
      TableConverter tables,
      KnownModules modules,
      Hl7Config config) {
    this.reader = reader;
    this.ids = ids;
    this.rows = rows;
    this.tables = tables;
    this.modules = modules;
    this.courses = new CourseNames(config.hl7CourseFields());
    this.consents = config.hl7ConsentTypes().filter(types -> !types.isEmpty()).isPresent();
    this.components = components(config.hl7ChargeComponents().orElse(List.of()));
  }

  private static Map<String, String> components(List<String> settings) {
    Map<String, String> components = new LinkedHashMap<>();
    for (String setting : settings) {
      int at = setting.lastIndexOf('=');
      if (at > 0) {
        components.put(setting.substring(0, at).strip(), setting.substring(at + 1).strip());
      }
    }
    return components;
  }

  /** Names of segments, in order; those that are no names are left out, they may be anything. */
  private Set<String> unread(Hl7Message message, Hl7Type.Use use) {
    return message.segments().stream()
        .map(Hl7Segment::name)
        .filter(name -> name.matches("[A-Z][A-Z0-9]{2}"))
        .filter(name -> !(consents && name.equals("CON")))
        .filter(name -> !OF_ALL.contains(name) && !READ.getOrDefault(use, Set.of()).contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The records of one message.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-HL7-020 or -021 for what stays here, -022 where
   *     nothing can be carried over, -023 or GW-TABLE-011 where somebody has to look
   */
  public IdentifiedBundle convert(Arrival arrival, PatientKey person) {
    Hl7Message message = reader.read(arrival.content().toArray());
    Carried carried = new Carried(person, rows, tables, arrival.confirmed());
    ModuleCatalog known = modules.current();
    Hl7Type.Use use = Hl7Type.coded(arrival.kind()).orElseThrow().use();
    if (use == Hl7Type.Use.MERGE) {
      // It brings no record: flow has made the two patients one.
      return IdentifiedBundle.of(
          new Bundle().setType(Bundle.BundleType.COLLECTION), person, List.of());
    }
    carried.unread(unread(message, use));
    switch (use) {
      case PERSON -> Persons.carry(message, ids, carried);
      case RESULT -> Results.carry(message, carried);
      case ADMINISTRATION -> Administrations.carry(message, courses, known, carried);
      case DRUG_ORDER -> DrugOrders.carry(message, courses, known, carried);
      case ORDER -> Orders.carry(message, known, carried);
      case CHARGE -> Charges.carry(message, courses, components, carried);
      case REPORT -> throw Hl7Code.REPORT.with();
      case UNMERGE, MERGE -> throw Hl7Code.UNMERGE.with();
    }
    return carried.bundle();
  }
}
