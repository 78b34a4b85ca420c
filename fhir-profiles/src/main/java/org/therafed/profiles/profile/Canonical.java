package org.therafed.profiles.profile;

import java.util.Optional;
import org.therafed.profiles.terminology.Systems;

/** The project's canonical URLs. */
public final class Canonical {
  public static final String BASE = Systems.BASE;

  /** The keyed name of a patient or record of one site. */
  public static final String PSEUDONYM = sid("pseudonym");

  /** The keyed identifier that goes with cells from collection to infusion. */
  public static final String CHAIN_OF_IDENTITY = sid("chain-of-identity");

  /** The encrypted token by which the registry links one person's records of two hospitals. */
  public static final String LINKAGE_TOKEN = sid("linkage-token");

  /**
   * A national identifier whose country is not said, inside a hospital only. With a country: {@link
   * #nationalId}.
   */
  public static final String NATIONAL_ID = sid("national-id");

  /** The Chinese resident identity number, inside a hospital only. */
  public static final String CN_RESIDENT_ID = sid("cn-resident-id");

  /** The name of a transfer: {@code <site>/<sequence>}. */
  public static final String TRANSFER = sid("transfer");

  /** R5's AdverseEvent.status, a modifier extension in R4, which has none. */
  public static final String ADVERSE_EVENT_STATUS =
      "http://hl7.org/fhir/5.0/StructureDefinition/extension-AdverseEvent.status";

  private Canonical() {}

  /**
   * A national identifier of a country, e.g. {@code …/sid/national-id-PT}; inside a hospital only.
   *
   * @param country ISO 3166-1 alpha-2, or XX for invented persons
   */
  public static String nationalId(String country) {
    return NATIONAL_ID + "-" + country;
  }

  /** Whether an identifier's system names a national identifier, of whatever country. */
  public static boolean isNationalId(String system) {
    return system != null
        && (system.strip().equals(NATIONAL_ID)
            || system.strip().startsWith(NATIONAL_ID + "-")
            || system.strip().equals(CN_RESIDENT_ID));
  }

  /** The country that a system of {@link #isNationalId} says; empty where it says none. */
  public static Optional<String> countryOfNationalId(String system) {
    String text = system.strip();
    if (text.equals(CN_RESIDENT_ID)) {
      return Optional.of("CN");
    }
    return text.equals(NATIONAL_ID)
        ? Optional.empty()
        : Optional.of(text.substring(NATIONAL_ID.length() + 1));
  }

  /** A profile, e.g. {@code atr-patient}. */
  public static String profile(String id) {
    return BASE + "/StructureDefinition/" + id;
  }

  /** An extension, e.g. {@code cycle-number}. */
  public static String extension(String id) {
    return BASE + "/StructureDefinition/" + id;
  }

  /** A code system of our own, e.g. {@code response}. */
  public static String codeSystem(String id) {
    return Systems.local(id);
  }

  /** An identifier system of our own. */
  public static String sid(String id) {
    return BASE + "/sid/" + id;
  }

  /**
   * What a charge cites as the tariff that set its price.
   *
   * @param cited {@code city/package/version}, e.g. {@code 310000/price-shanghai-2025/7}
   */
  public static String tariff(String cited) {
    return BASE + "/tariff/" + cited;
  }

  /**
   * The canonical of a therapy module's plan, as the {@code module} extension carries it.
   *
   * @param id e.g. {@code rlt-psma}
   * @param version e.g. {@code 1.0.0}
   */
  public static String module(String id, String version) {
    return BASE + "/PlanDefinition/" + id + "|" + version;
  }

  /** The module id of a {@code module} extension, with or without a version; else unchanged. */
  public static String moduleId(String canonical) {
    String text = canonical;
    String prefix = BASE + "/PlanDefinition/";
    if (text.startsWith(prefix)) {
      text = text.substring(prefix.length());
    }
    int bar = text.indexOf('|');
    return bar < 0 ? text : text.substring(0, bar);
  }

  /** The version of a {@code module} extension; empty where it names none. */
  public static Optional<String> moduleVersion(String canonical) {
    int bar = canonical.indexOf('|');
    return bar < 0 || bar == canonical.length() - 1
        ? Optional.empty()
        : Optional.of(canonical.substring(bar + 1));
  }
}
