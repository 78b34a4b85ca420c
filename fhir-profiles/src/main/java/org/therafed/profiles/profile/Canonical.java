package org.therafed.profiles.profile;

import org.therafed.profiles.terminology.Systems;

/** The project's canonical URLs. */
public final class Canonical {
  public static final String BASE = Systems.BASE;

  /** The keyed name of a patient or record of one site. */
  public static final String PSEUDONYM = sid("pseudonym");

  /** The encrypted token by which the registry links one person's records of two hospitals. */
  public static final String LINKAGE_TOKEN = sid("linkage-token");

  /** A national identifier, inside a hospital only. */
  public static final String NATIONAL_ID = sid("national-id");

  /** The Chinese resident identity number, inside a hospital only. */
  public static final String CN_RESIDENT_ID = sid("cn-resident-id");

  /** The name of a transfer: {@code <site>/<sequence>}. */
  public static final String TRANSFER = sid("transfer");

  /** R5's AdverseEvent.status, a modifier extension in R4, which has none. */
  public static final String ADVERSE_EVENT_STATUS =
      "http://hl7.org/fhir/5.0/StructureDefinition/extension-AdverseEvent.status";

  private Canonical() {}

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
}
