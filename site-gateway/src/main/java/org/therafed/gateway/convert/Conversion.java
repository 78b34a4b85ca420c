package org.therafed.gateway.convert;

import static org.therafed.profiles.outcome.Fault.safe;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.dicom.convert.IdentifiedBundle;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.dicom.convert.imagingstudy.ConvertContext;
import org.therafed.dicom.convert.imagingstudy.ImagingStudyConverter;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.gateway.convert.fhir.FhirConverter;
import org.therafed.gateway.convert.form.FormConverter;
import org.therafed.gateway.convert.hl7.Hl7Converter;
import org.therafed.gateway.convert.table.TableConverter;
import org.therafed.gateway.fault.DicomCode;
import org.therafed.gateway.intake.Arrival;
import org.therafed.gateway.intake.object.ObjectFiles;
import org.therafed.gateway.intake.object.SiteEngine;
import org.therafed.gateway.intake.table.TableKind;
import org.therafed.gateway.intake.table.TableRow;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.profile.Canonical;

/** Chooses the converter of what came. */
@Singleton
public class Conversion {

  private final TableConverter tables;
  private final FhirConverter fhir;
  private final Hl7Converter hl7;
  private final FormConverter forms;
  private final SiteEngine engine;
  private final ObjectFiles files;
  private final Site site;

  @Inject
  public Conversion(
      TableConverter tables,
      FhirConverter fhir,
      Hl7Converter hl7,
      FormConverter forms,
      SiteEngine engine,
      ObjectFiles files,
      Site site) {
    this.tables = tables;
    this.fhir = fhir;
    this.hl7 = hl7;
    this.forms = forms;
    this.engine = engine;
    this.files = files;
    this.site = site;
  }

  /**
   * Converts what belongs together: one row, one request, or all objects of a study.
   *
   * @throws org.therafed.profiles.outcome.Fault where it cannot be converted
   */
  public IdentifiedBundle convert(List<Arrival> arrivals, PatientKey person) {
    Arrival first = arrivals.get(0);
    return switch (first.source()) {
      case TABLE ->
          bundle(
              tables.convert(
                  TableRow.parse(
                      TableKind.coded(first.kind()).orElseThrow(), first.content().toArray())),
              person);
      case FHIR -> fhir(first, person);
      case HL7 -> hl7.convert(first, person);
      case FORM -> bundle(forms.convert(first, person), person);
      case DIMSE, DICOMWEB -> study(arrivals);
    };
  }

  /** {@code Patient/id} by which the bundle's resources name their subject. */
  public static String localPatient(IdentifiedBundle bundle) {
    return bundle.resources(Patient.class).stream()
        .findFirst()
        .map(patient -> "Patient/" + patient.getIdPart())
        .orElseGet(() -> LocalIds.patient(bundle.patient()));
  }

  private IdentifiedBundle fhir(Arrival request, PatientKey person) {
    FhirConverter.Records records =
        fhir.convert(request.content().toArray(), request.sha256(), person);
    return IdentifiedBundle.of(
        bundle(records.resources(), person).bundle(), person, records.notes());
  }

  private static IdentifiedBundle bundle(List<Resource> resources, PatientKey person) {
    Bundle bundle = new Bundle();
    bundle.setType(Bundle.BundleType.COLLECTION);
    resources.forEach(resource -> bundle.addEntry().setResource(resource));
    return IdentifiedBundle.of(bundle, person, List.of());
  }

  private IdentifiedBundle study(List<Arrival> arrivals) {
    // Of an object that came again with other content, the later one counts.
    Map<String, DataSet> headers = new LinkedHashMap<>();
    try {
      for (Arrival arrival : arrivals) {
        headers.put(
            arrival.businessKey(),
            engine.get().files().readHeader(files.content(arrival.file().orElseThrow())).dataSet());
      }
      ConvertContext context =
          new ConvertContext(Canonical.BASE, site.zone(), site.patientIssuer());
      return ImagingStudyConverter.convert(List.copyOf(headers.values()), context);
    } catch (DicomFault e) {
      throw DicomCode.CONVERSION.with(
          e, safe("detail", e.code().code() + " " + e.code().meaning()));
    }
  }
}
