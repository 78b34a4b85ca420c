package org.therafed.gateway.intake.hl7;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The messages that are taken, by MSH-9. */
public enum Hl7Type {
  ADMIT("ADT^A01", Use.PERSON),
  REGISTER("ADT^A04", Use.PERSON),
  UPDATE("ADT^A08", Use.PERSON),
  MERGE("ADT^A40", Use.MERGE),
  UNLINK("ADT^A37", Use.UNMERGE),
  MOVE_IDENTIFIERS("ADT^A43", Use.UNMERGE),
  ORDER("ORM^O01", Use.ORDER),
  GENERAL_ORDER("OMG^O19", Use.ORDER),
  DRUG_ORDER("RDE^O11", Use.DRUG_ORDER),
  DRUG_GIVEN("RAS^O17", Use.ADMINISTRATION),
  RESULT("ORU^R01", Use.RESULT),
  CHARGE("DFT^P03", Use.CHARGE),
  REPORT("MDM^T01", Use.REPORT),
  REPORT_WITH_TEXT("MDM^T02", Use.REPORT),
  REPORT_CANCELLED("MDM^T11", Use.REPORT);

  /** What a message becomes. */
  public enum Use {
    PERSON,
    MERGE,
    UNMERGE,
    ORDER,
    DRUG_ORDER,
    ADMINISTRATION,
    RESULT,
    CHARGE,
    REPORT
  }

  private final String code;
  private final Use use;

  Hl7Type(String code, Use use) {
    this.code = code;
    this.use = use;
  }

  /** MSH-9.1^MSH-9.2. */
  public String code() {
    return code;
  }

  /** What the message becomes. */
  public Use use() {
    return use;
  }

  /** The type of a code. */
  public static Optional<Hl7Type> coded(String code) {
    return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
  }

  /** Whether messages of this kind are taken with another event. */
  static boolean knowsMessage(String code) {
    String message = code.substring(0, code.indexOf('^') + 1);
    return message.length() > 1
        && Arrays.stream(values()).anyMatch(type -> type.code.startsWith(message));
  }

  /** All codes, for messages. */
  static String codes() {
    return Arrays.stream(values()).map(Hl7Type::code).collect(Collectors.joining(", "));
  }
}
