package org.therafed.gateway.intake.hl7;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.site.Hl7Config;
import org.therafed.gateway.site.Site;

/**
 * The ids of PID-3 (CX): which is the hospital's for the patient, who gave it, and national ids.
 */
@Singleton
public class PatientIds {

  private static final int IDENTIFIERS = 3;
  private static final int AUTHORITY = 4;
  private static final int TYPE = 5;
  private static final String NATIONAL = "NI";
  private static final String NATIONAL_PERSON = "NN";

  /** HL7 table 0203, in order of preference. */
  private static final List<String> OF_THE_HOSPITAL = List.of("MR", "PI", "PT", "");

  private final Site site;
  private final Set<String> own;

  @Inject
  public PatientIds(Site site, Hl7Config config) {
    this(site, config.hl7OwnAuthorities().orElse(List.of()));
  }

  PatientIds(Site site, List<String> own) {
    this.site = site;
    this.own = own.stream().map(String::strip).collect(java.util.stream.Collectors.toSet());
  }

  /**
   * A national id.
   *
   * @param country ISO 3166-1 alpha-2; empty where the type does not say it
   */
  public record NationalId(String value, Optional<String> country) {
    /** Without the number, for logs. */
    @Override
    public String toString() {
      return "NationalId";
    }
  }

  /** The patient of a PID segment; empty where it names none. PID-2 counts where PID-3 is empty. */
  public Optional<PatientKey> patient(Hl7Segment pid) {
    return key(pid.repetitions(IDENTIFIERS)).or(() -> key(pid.repetitions(2)));
  }

  /** The patient who is no more, of an MRG segment; empty where it names none. */
  public Optional<PatientKey> merged(Hl7Segment mrg) {
    return key(mrg.repetitions(1));
  }

  private Optional<PatientKey> key(List<Hl7Field> ids) {
    return ids.stream()
        .filter(id -> !id.text().isEmpty())
        .filter(id -> OF_THE_HOSPITAL.contains(type(id)))
        .min(
            Comparator.<Hl7Field>comparingInt(id -> OF_THE_HOSPITAL.indexOf(type(id)))
                .thenComparingInt(id -> issuer(id).equals(site.patientIssuer()) ? 0 : 1))
        .map(id -> new PatientKey(issuer(id), id.text()));
  }

  private static String type(Hl7Field id) {
    return id.component(TYPE).toUpperCase(Locale.ROOT);
  }

  /** As of DICOM's Issuer of Patient ID: one patient has one name, whatever way it came in. */
  private String issuer(Hl7Field id) {
    String namespace = id.component(AUTHORITY, 1);
    String universal = id.component(AUTHORITY, 2);
    if (own.contains(namespace) || own.contains(universal)) {
      return site.patientIssuer();
    }
    if (!universal.isEmpty()) {
      return switch (id.component(AUTHORITY, 3)) {
        case "ISO" -> "urn:oid:" + universal;
        case "UUID", "GUID" -> "urn:uuid:" + universal.toLowerCase(Locale.ROOT);
        case "URI" -> universal;
        default -> local(namespace.isEmpty() ? universal : namespace);
      };
    }
    return namespace.isEmpty() ? site.patientIssuer() : local(namespace);
  }

  private static String local(String name) {
    return name.matches("[A-Za-z][A-Za-z0-9+.-]*:\\S+")
        ? name
        : "urn:therafed:issuer:" + URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  /** The national ids of a PID segment, types NI and NNxxx of HL7 table 0203. */
  public Stream<NationalId> nationalIds(Hl7Segment pid) {
    return pid.repetitions(IDENTIFIERS).stream()
        .filter(id -> !id.text().isEmpty())
        .filter(id -> type(id).equals(NATIONAL) || type(id).matches(NATIONAL_PERSON + "[A-Z]{2,3}"))
        .map(id -> new NationalId(id.text(), country(type(id))));
  }

  private static Optional<String> country(String type) {
    String code = type.substring(NATIONAL_PERSON.length());
    if (type.equals(NATIONAL) || code.length() == 2) {
      return Optional.of(code).filter(text -> !text.isEmpty());
    }
    return Countries.alpha2(code);
  }
}
