package org.therafed.gateway.convert.table;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.Systems;
import org.therafed.profiles.terminology.Ucum;

/** Small parts of FHIR resources. */
final class Parts {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

  private Parts() {}

  static <T extends Resource> T claim(T resource, Profile profile, String id) {
    resource.setId(id);
    resource.getMeta().addProfile(profile.url());
    return resource;
  }

  static CodeableConcept concept(Coding coding) {
    return concept(coding.system(), coding.code(), coding.display());
  }

  static CodeableConcept concept(String system, String code, String display) {
    return new CodeableConcept(new org.hl7.fhir.r4.model.Coding(system, code, display));
  }

  /**
   * A code of a set that is known, listed or brought by a therapy module; only a listed display is
   * a text that may leave.
   */
  static CodeableConcept known(String set, Coding coding) {
    String display =
        CodeSets.standard()
            .find(set)
            .flatMap(codes -> codes.display(coding.system(), coding.code()))
            .orElse(null);
    return concept(coding.system(), coding.code(), display);
  }

  /** A listed code of a set, with its display. */
  static CodeableConcept listed(String set, String system, String code) {
    String display =
        CodeSets.standard().find(set).flatMap(codes -> codes.display(system, code)).orElseThrow();
    return concept(system, code, display);
  }

  /** An amount in another unit; as written where it is the same. */
  static BigDecimal converted(BigDecimal amount, String from, String to) {
    return from.equals(to) ? amount : Ucum.convert(amount, from, to);
  }

  static Reference reference(String type, String id) {
    return new Reference(type + "/" + id);
  }

  static DateTimeType day(LocalDate day) {
    return dateTime(new DateTimeType(), day.toString());
  }

  static DateTimeType time(OffsetDateTime time) {
    return dateTime(new DateTimeType(), time.format(SECONDS));
  }

  private static <T extends BaseDateTimeType> T dateTime(T type, String text) {
    type.setValueAsString(text);
    return type;
  }

  static Quantity quantity(BigDecimal value, String ucum) {
    Quantity quantity = new Quantity().setValue(value).setSystem(Systems.UCUM).setCode(ucum);
    // Only a unit of the registry's table is a text that may leave; the code says it all the same.
    return Ucum.isKnown(ucum) ? quantity.setUnit(ucum) : quantity;
  }

  static Extension extension(String name, Type value) {
    return new Extension(Canonical.extension(name), value);
  }

  static Extension module(String canonical) {
    return extension("module", new CanonicalType(canonical));
  }

  static Extension code(String name, String code) {
    return extension(name, new CodeType(code));
  }
}
