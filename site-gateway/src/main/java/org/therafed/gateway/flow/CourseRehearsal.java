package org.therafed.gateway.flow;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.convert.LocalIds;
import org.therafed.gateway.convert.ResourceJson;
import org.therafed.gateway.convert.fhir.FhirConverter;
import org.therafed.gateway.deidentify.DeidentifiedBundle;
import org.therafed.gateway.deidentify.Deidentifier;
import org.therafed.gateway.deidentify.pseudonym.Subject;
import org.therafed.gateway.fault.ForwardCode;
import org.therafed.gateway.intake.Digests;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.validate.RecordValidation;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Reason;
import org.therafed.profiles.transfer.TransferBundle;

/**
 * Leads a synthetic course through the stages that every FHIR record passes: convert, deidentify,
 * validate. It is no arrival: nothing is stored, counted or queued, and it never becomes a record.
 */
@Singleton
public class CourseRehearsal {

  /** Of no hospital, so that no person's pseudonym is made. */
  private static final PatientKey PERSON =
      new PatientKey("urn:therafed:test-course", "test-patient");

  private final FhirConverter converter;
  private final Deidentifier deidentifier;
  private final RecordValidation validation;
  private final Site site;

  @Inject
  CourseRehearsal(
      FhirConverter converter, Deidentifier deidentifier, RecordValidation validation, Site site) {
    this.converter = converter;
    this.deidentifier = deidentifier;
    this.validation = validation;
    this.site = site;
  }

  /**
   * What would leave.
   *
   * @param course a Bundle as a hospital sends it
   * @return a transaction Bundle, numbered 1, which is no transfer
   * @throws org.therafed.profiles.outcome.Fault GW-ONBOARD-002, or the one of the stage that cannot
   *     treat it
   */
  public ObjectNode of(byte[] course) {
    List<ObjectNode> records =
        converter.convert(course, Digests.hex(course), PERSON).resources().stream()
            .map(ResourceJson::of)
            .toList();
    String localPatient = LocalIds.patient(PERSON);
    Subject subject = new Subject(PERSON.issuer(), PERSON.id(), Optional.empty());
    ObjectNode patient =
        records.stream()
            .filter(record -> record.path("resourceType").asText().equals("Patient"))
            .findFirst()
            .orElseGet(PatientRecord::bare);
    DeidentifiedBundle whole =
        DeidentifiedBundle.merge(
            List.of(
                deidentifier.patient(patient, subject, localPatient),
                deidentifier.records(records, subject, localPatient)));
    List<Reason> doubts = validation.errorsOrDoubts(whole);
    if (!doubts.isEmpty()) {
      throw ForwardCode.TEST_COURSE.with(safe("first", doubts.get(0).foundPhrase()));
    }
    return TransferBundle.build(new SiteId(site.id()), 1, whole.resources());
  }
}
