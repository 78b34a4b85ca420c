package org.therafed.gateway.intake.hl7;

/** Messages of invented patients, one line a segment. */
final class Messages {

  private Messages() {}

  static String msh(String type, String id) {
    return "MSH|^~\\&|HIS|WARD|THERAFED|SITE|20250401083000||" + type + "|" + id + "|P|2.5.1";
  }

  /** With MSH-15, MSH-16 and MSH-18. */
  static String msh(String type, String id, String accept, String application, String charset) {
    return msh(type, id) + "|||" + accept + "|" + application + "||" + charset;
  }

  static String pid(String mrn) {
    return "PID|1||" + mrn + "^^^HOSP^MR||王^伟||19500301|M";
  }

  /** A PSA value as the final result of an order. */
  static String[] psa(String mrn, String id, String order, String value) {
    return new String[] {
      msh("ORU^R01^ORU_R01", id),
      pid(mrn),
      "OBR|1|P-" + order + "|" + order + "|24323-8^Panel^LN|||20250331074500+0800",
      "OBX|1|NM|2857-1^PSA^LN||" + value + "|ng/mL|||||F|||20250331074500+0800"
    };
  }

  static String[] adt(String trigger, String mrn, String id) {
    return new String[] {
      msh("ADT^" + trigger, id), "EVN|" + trigger + "|20250401083000", pid(mrn), "PV1|1|I"
    };
  }

  /** A cycle of lutetium, measured and with residual. */
  static String[] ras(String mrn, String id, String course, int cycle) {
    return new String[] {
      msh("RAS^O17^RAS_O17", id),
      pid(mrn),
      "ORC|RE|O-" + course + "|F-" + course + "|" + course + "|CM||||20250217100000",
      "RXA|0|" + cycle + "|20250217100000||177Lu-PSMA-617^^THERAFED|7.46|GBq||||||||L-77|||||CP|A",
      "RXR|IV",
      "OBX|1|NM|113508^Pre-Administration Measured Activity^DCM||7.52|GBq|||||F|||20250217083000",
      "OBX|2|NM|113509^Post-Administration Measured Activity^DCM||0.06|GBq|||||F|||20250217103000"
    };
  }
}
