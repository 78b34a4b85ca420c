package org.therafed.dicom.convert.imagingstudy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.therafed.dicom.convert.ConversionNote.Code;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.PersonName;
import org.therafed.dicom.dataset.Tag;

/** Patient module (PS3.3 C.7.1.1) to atr-patient. */
final class PatientMapper {
  private static final String REPRESENTATION =
      "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation";

  private final ConvertContext context;
  private final Notes notes;

  PatientMapper(ConvertContext context, Notes notes) {
    this.context = context;
    this.notes = notes;
  }

  /** The patient of a header, with the issuer that the header names or the site's. */
  PatientKey key(DataSet header) {
    String id =
        header
            .string(Tag.PatientID)
            .orElseThrow(
                () ->
                    DicomFault.of(
                        DicomFaultCode.MISSING_IDENTITY, "Patient ID (0010,0020) is empty"));
    return new PatientKey(issuer(header), id);
  }

  /** A universal entity id is a URI already; a local name becomes one under the site's. */
  private String issuer(DataSet header) {
    Optional<DataSet> qualifiers = header.item(Tag.IssuerOfPatientIDQualifiersSequence);
    Optional<String> universal = qualifiers.flatMap(q -> q.string(Tag.UniversalEntityID));
    Optional<String> type = qualifiers.flatMap(q -> q.string(Tag.UniversalEntityIDType));
    if (universal.isPresent() && type.filter("ISO"::equals).isPresent()) {
      return "urn:oid:" + universal.get();
    }
    if (universal.isPresent() && type.filter("URI"::equals).isPresent()) {
      return universal.get();
    }
    return header
        .string(Tag.IssuerOfPatientID)
        .map(PatientMapper::uri)
        .orElse(context.defaultIssuer());
  }

  private static String uri(String issuer) {
    return issuer.matches("[A-Za-z][A-Za-z0-9+.-]*:\\S+")
        ? issuer
        : "urn:therafed:issuer:" + URLEncoder.encode(issuer, StandardCharsets.UTF_8);
  }

  Patient map(PatientKey key, List<DataSet> headers, Optional<LocalDate> studyDate) {
    Patient patient = new Patient();
    patient.setId(ResourceKeys.patient(key));
    patient.getMeta().addProfile(context.profile("atr-patient"));
    patient.addIdentifier().setSystem(key.issuer()).setValue(key.id());
    DataSet header = headers.get(0);
    header.personName(Tag.PatientName).ifPresent(name -> names(patient, name));
    patient.setGender(gender(header));
    birthDate(header, studyDate)
        .ifPresent(d -> patient.setBirthDateElement(new DateType(d.toString())));
    checkAgreement(headers);
    return patient;
  }

  private static void names(Patient patient, PersonName name) {
    name(patient, name.alphabetic(), "ABC");
    name(patient, name.ideographic(), "IDE");
    name(patient, name.phonetic(), "SYL");
  }

  private static void name(Patient patient, PersonName.Group group, String representation) {
    if (group.isEmpty()) {
      return;
    }
    HumanName name = patient.addName();
    name.addExtension(REPRESENTATION, new CodeType(representation));
    if (!group.family().isEmpty()) {
      name.setFamily(group.family());
    }
    for (String given : List.of(group.given(), group.middle())) {
      if (!given.isEmpty()) {
        name.addGiven(given);
      }
    }
    if (!group.prefix().isEmpty()) {
      name.addPrefix(group.prefix());
    }
    if (!group.suffix().isEmpty()) {
      name.addSuffix(group.suffix());
    }
  }

  private AdministrativeGender gender(DataSet header) {
    return switch (header.string(Tag.PatientSex).orElse("")) {
      case "M" -> AdministrativeGender.MALE;
      case "F" -> AdministrativeGender.FEMALE;
      case "O" -> AdministrativeGender.OTHER;
      default -> {
        notes.add(Code.SEX_UNKNOWN, "Patient's Sex (0010,0040) is none of M, F, O");
        yield AdministrativeGender.UNKNOWN;
      }
    };
  }

  private Optional<LocalDate> birthDate(DataSet header, Optional<LocalDate> studyDate) {
    Optional<LocalDate> birth = header.date(Tag.PatientBirthDate);
    boolean plausible =
        birth.isEmpty()
            || (birth.get().getYear() > 1850
                && studyDate.map(d -> !birth.get().isAfter(d)).orElse(true));
    if (!plausible) {
      notes.add(
          Code.BIRTH_DATE_IMPLAUSIBLE,
          "Patient's Birth Date (0010,0030) lies after the study or before 1851; left out");
      return Optional.empty();
    }
    return birth;
  }

  /** Another name or sex under the same id is a sign of a mixed-up patient, for people to judge. */
  private void checkAgreement(List<DataSet> headers) {
    DataSet first = headers.get(0);
    for (DataSet header : headers) {
      for (int tag : new int[] {Tag.PatientName, Tag.PatientBirthDate, Tag.PatientSex}) {
        if (!header.strings(tag).equals(first.strings(tag))) {
          notes.add(
              Code.PATIENT_DIFFERS,
              DicomFault.tagText(tag) + " differs between images of the study; the first is kept");
        }
      }
    }
  }
}
