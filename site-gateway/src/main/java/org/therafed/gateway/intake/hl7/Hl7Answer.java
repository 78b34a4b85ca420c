package org.therafed.gateway.intake.hl7;

import java.util.Map;
import java.util.Optional;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.gateway.fault.Hl7Code;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Reason;

/**
 * How a refusal is said in the protocol.
 *
 * @param reject AR or CR: the message is none for this gateway, or this gateway cannot take any;
 *     else AE or CE: its content is at fault
 * @param condition HL7 table 0357
 * @param place segment, sequence and field as ERR-2 has them, with {@code ^}; may be empty
 * @param reason the sentences
 */
record Hl7Answer(boolean reject, int condition, String place, Reason reason) {

  private static final int SEQUENCE = 100;
  private static final int MISSING = 101;
  private static final int DATA_TYPE = 102;
  private static final int TABLE = 103;
  private static final int TOO_LONG = 104;
  private static final int TYPE = 200;
  private static final int EVENT = 201;
  private static final int VERSION = 203;
  private static final int UNKNOWN_KEY = 204;
  private static final int INTERNAL = 207;

  private record Said(boolean reject, int condition, String place) {}

  private static final Map<GatewayCode, Said> SAID =
      Map.ofEntries(
          Map.entry(Hl7Code.FRAME, new Said(true, SEQUENCE, "")),
          Map.entry(Hl7Code.TOO_LARGE, new Said(true, TOO_LONG, "")),
          Map.entry(Hl7Code.HEADER, new Said(true, SEQUENCE, "MSH^1")),
          Map.entry(Hl7Code.CHARSET, new Said(true, TABLE, "MSH^1^18")),
          Map.entry(Hl7Code.BYTES, new Said(false, DATA_TYPE, "")),
          Map.entry(Hl7Code.VERSION, new Said(true, VERSION, "MSH^1^12")),
          Map.entry(Hl7Code.TYPE, new Said(true, TYPE, "MSH^1^9")),
          Map.entry(Hl7Code.EVENT, new Said(true, EVENT, "MSH^1^9")),
          Map.entry(Hl7Code.CONTROL_ID, new Said(false, MISSING, "MSH^1^10")),
          Map.entry(Hl7Code.SENDER, new Said(true, UNKNOWN_KEY, "MSH^1^3")),
          Map.entry(Hl7Code.NO_PATIENT, new Said(false, MISSING, "PID^1^3")),
          Map.entry(Hl7Code.PATIENTS, new Said(false, SEQUENCE, "PID^2")),
          Map.entry(Hl7Code.PATIENT_ID, new Said(false, TOO_LONG, "PID^1^3")),
          Map.entry(Hl7Code.NO_MERGED, new Said(false, MISSING, "MRG^1^1")),
          Map.entry(Hl7Code.PARTS, new Said(true, TOO_LONG, "")),
          Map.entry(ServiceCode.DATABASE_VALUE, new Said(false, DATA_TYPE, "")),
          Map.entry(Hl7Code.NO_ROOM, new Said(true, INTERNAL, "")));

  /** How a fault is said. */
  static Hl7Answer of(Fault fault) {
    if (fault.code() == Hl7Code.STRUCTURE) {
      int condition =
          fault.safeArguments().get("condition") instanceof Integer found ? found : INTERNAL;
      String place = String.valueOf(fault.safeArguments().get("place"));
      return new Hl7Answer(false, condition, place.replace("-", "^1^"), fault.reason());
    }
    Said said =
        Optional.ofNullable(fault.code() instanceof GatewayCode code ? SAID.get(code) : null)
            .orElse(new Said(true, INTERNAL, ""));
    return new Hl7Answer(said.reject(), said.condition(), said.place(), fault.reason());
  }

  /** The words of HL7 table 0357. */
  String conditionText() {
    return switch (condition) {
      case SEQUENCE -> "Segment sequence error";
      case MISSING -> "Required field missing";
      case DATA_TYPE -> "Data type error";
      case TABLE -> "Table value not found";
      case TOO_LONG -> "Value too long";
      case TYPE -> "Unsupported message type";
      case EVENT -> "Unsupported event code";
      case VERSION -> "Unsupported version id";
      case UNKNOWN_KEY -> "Unknown key identifier";
      default -> "Application internal error";
    };
  }
}
