package org.therafed.gateway.intake.hl7;

import static org.therafed.profiles.outcome.Fault.safe;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.ErrorCode;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.Location;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import jakarta.inject.Singleton;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.therafed.gateway.fault.Hl7Code;
import org.therafed.profiles.outcome.Fault;

/**
 * Whether a message is HL7 v2 of the version it says: HAPI's parser with the structures of that
 * version, or a generic one where the version has none of that name. Rules about values are left
 * out: hospitals break most of them, and what a value is good for is judged where it is used.
 */
@Singleton
public class Hl7Structure {

  private static final String NO_PLACE = "MSH";

  // A parser keeps the structures it has seen and is not to be used by two threads.
  private final Queue<PipeParser> idle = new ConcurrentLinkedQueue<>();

  /**
   * Parses a text.
   *
   * @param text with CR at the end of each segment
   * @throws Fault GW-HL7-007, -008 or -009
   */
  Message parse(String text) {
    PipeParser free = idle.poll();
    PipeParser parser = free == null ? parser() : free;
    try {
      return parser.parse(text);
    } catch (HL7Exception e) {
      throw fault(e);
    } catch (RuntimeException | StackOverflowError e) {
      // HAPI's way to say that it was not made for such a text.
      throw Hl7Code.STRUCTURE.with(
          safe("place", NO_PLACE), safe("condition", ErrorCode.SEGMENT_SEQUENCE_ERROR.getCode()));
    } finally {
      idle.add(parser);
    }
  }

  private static PipeParser parser() {
    return new PipeParser(new DefaultHapiContext(ValidationContextFactory.noValidation()));
  }

  /** HAPI's own words quote the message and are left out. */
  private static Fault fault(HL7Exception e) {
    ErrorCode error = e.getError();
    if (error == ErrorCode.UNSUPPORTED_VERSION_ID) {
      return Hl7Code.VERSION.with();
    }
    if (error == ErrorCode.UNSUPPORTED_MESSAGE_TYPE || error == ErrorCode.UNSUPPORTED_EVENT_CODE) {
      return Hl7Code.TYPE.with(safe("type", "MSH-9"));
    }
    Location at = e.getLocation() == null ? Location.UNKNOWN : e.getLocation();
    boolean named = at.getSegmentName() != null && at.getSegmentName().matches("[A-Z][A-Z0-9]{2}");
    String place = named ? at.getSegmentName() : NO_PLACE;
    return Hl7Code.STRUCTURE.with(
        safe("place", at.getField() > 0 ? place + "-" + at.getField() : place),
        safe("condition", error == null ? 207 : error.getCode()));
  }
}
