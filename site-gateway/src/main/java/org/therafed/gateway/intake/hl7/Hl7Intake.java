package org.therafed.gateway.intake.hl7;

import static org.therafed.profiles.outcome.Fault.safe;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.database.Bytes;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.fault.Hl7Code;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.intake.ArrivalName;
import org.therafed.gateway.intake.Digests;
import org.therafed.gateway.intake.NewArrival;
import org.therafed.gateway.intake.Recorded;
import org.therafed.gateway.intake.Source;
import org.therafed.gateway.intake.WorkSignal;
import org.therafed.gateway.site.Hl7Config;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Reason;

/**
 * Takes one message as one arrival: durable first, answered then. What is refused is kept as it
 * came and answered with the reason; what is too large is counted, but not kept.
 */
@Singleton
public class Hl7Intake {

  private static final Logger LOG = Logger.getLogger(Hl7Intake.class);
  private static final String UNKNOWN = "unknown";
  private static final int MOST_ORDERS = 50;

  private final Hl7Reader reader;
  private final Hl7Checks checks;
  private final GroupedLog log;
  private final Site site;
  private final WorkSignal signal;
  private final long limit;
  private final Acknowledgements acknowledgements;

  @Inject
  public Hl7Intake(
      Hl7Reader reader,
      Hl7Checks checks,
      GroupedLog log,
      Site site,
      WorkSignal signal,
      Hl7Config config) {
    this.reader = reader;
    this.checks = checks;
    this.log = log;
    this.site = site;
    this.signal = signal;
    this.limit = config.hl7MaxMessage().asLongValue();
    this.acknowledgements = new Acknowledgements(site);
  }

  /**
   * What became of a piece.
   *
   * @param answers the bytes of each acknowledgement, in order
   * @param outcome for spans: the state of the arrival, or failed
   * @param durable whether the sender may take it for received, whatever the answer says
   */
  record Taken(List<byte[]> answers, String outcome, boolean durable) {}

  /**
   * Records a piece.
   *
   * @param traceparent of its span
   */
  Taken take(MllpFrame frame, Optional<String> traceparent) {
    UUID id = UUID.randomUUID();
    try {
      return switch (frame.kind()) {
        case MESSAGE -> guarded(id, frame, traceparent);
        case UNSTARTED, OUTSIDE -> refused(id, frame, Hl7Code.FRAME.with(), traceparent, true);
        case CUT -> refused(id, frame, Hl7Code.CUT.with(), traceparent, true);
        case TOO_LARGE ->
            refused(id, frame, Hl7Code.TOO_LARGE.with(safe("limit", limit)), traceparent, false);
      };
    } catch (DatabaseFault fault) {
      LOG.errorf("arrival=%s stage=intake code=GW-HL7-014 sqlstate=%s", id, fault.sqlState());
      return notDurable(frame);
    }
  }

  private Taken notDurable(MllpFrame frame) {
    Fault fault = Hl7Code.NO_ROOM.with();
    return new Taken(
        frame.isEnded() ? bytewise(frame.content(), fault) : List.of(), "failed", false);
  }

  /** A defect refuses the message, which would else come again for ever. */
  private Taken guarded(UUID id, MllpFrame frame, Optional<String> traceparent) {
    try {
      return message(id, frame, traceparent);
    } catch (DatabaseFault fault) {
      throw fault;
    } catch (RuntimeException e) {
      // The message of the exception is left out, it may quote a value.
      LOG.errorf(
          "arrival=%s stage=intake code=%s exception=%s",
          id, ServiceCode.UNEXPECTED.code(), e.getClass().getName());
      return refused(id, frame, ServiceCode.UNEXPECTED.with(), traceparent, true);
    }
  }

  private Taken message(UUID id, MllpFrame frame, Optional<String> traceparent) {
    byte[] bytes = frame.content();
    Hl7Message message;
    try {
      message = reader.read(bytes);
    } catch (Fault fault) {
      return refused(id, frame, fault, traceparent, true);
    }
    try {
      Hl7Checks.Checked checked = checks.check(message);
      Recorded recorded = log.record(arrival(id, bytes, message, checked, traceparent));
      signal.raise();
      LOG.debugf("arrival=%s stage=intake outcome=%s", id, recorded.state().code());
      return new Taken(
          acknowledgements.to(Optional.of(message.header()), message.charset(), Optional.empty()),
          recorded.state().code(),
          true);
    } catch (Fault fault) {
      return refused(id, frame, message, fault, traceparent);
    } catch (DatabaseFault fault) {
      if (!fault.lasting()) {
        throw fault;
      }
      return refused(id, frame, message, ServiceCode.DATABASE_VALUE.with(fault), traceparent);
    }
  }

  private Taken refused(
      UUID id, MllpFrame frame, Hl7Message message, Fault fault, Optional<String> traceparent) {
    record(id, frame, Hl7Type.coded(message.type()), fault, traceparent, true, names(message));
    return new Taken(
        acknowledgements.to(
            Optional.of(message.header()), message.charset(), Optional.of(Hl7Answer.of(fault))),
        "refused",
        true);
  }

  private Taken refused(
      UUID id, MllpFrame frame, Fault fault, Optional<String> traceparent, boolean kept) {
    record(id, frame, Optional.empty(), fault, traceparent, kept, List.of());
    return new Taken(
        frame.isEnded() ? bytewise(frame.content(), fault) : List.of(), "refused", true);
  }

  private List<byte[]> bytewise(byte[] content, Fault fault) {
    return acknowledgements.to(
        Hl7Reader.header(content), Acknowledgements.bytewise(), Optional.of(Hl7Answer.of(fault)));
  }

  private void record(
      UUID id,
      MllpFrame frame,
      Optional<Hl7Type> type,
      Fault fault,
      Optional<String> traceparent,
      boolean kept,
      List<ArrivalName> names) {
    LOG.warnf("arrival=%s stage=intake outcome=refused code=%s", id, fault.code().code());
    byte[] content = kept ? frame.content() : new byte[0];
    log.record(
        arrival(
            id,
            content,
            type.map(Hl7Type::code).orElse(UNKNOWN),
            "hl7-refused|" + id,
            Optional.empty(),
            traceparent,
            List.of(fault.reason()),
            List.of(),
            names));
  }

  private NewArrival arrival(
      UUID id,
      byte[] bytes,
      Hl7Message message,
      Hl7Checks.Checked checked,
      Optional<String> traceparent) {
    return arrival(
        id,
        bytes,
        checked.type().code(),
        businessKey(message, bytes),
        Optional.of(checked.person()),
        traceparent,
        List.of(),
        checked.held(),
        names(message));
  }

  /**
   * Sender, number and content: a message that comes again is told by its number, but senders begin
   * anew with their numbers, and then it is another message.
   */
  private static String businessKey(Hl7Message message, byte[] bytes) {
    StringBuilder key = new StringBuilder("hl7");
    for (int field : new int[] {3, 4, 10}) {
      String text = message.header().text(field);
      key.append('|').append(text.length()).append(':').append(text);
    }
    return key.append('|').append(Digests.hex(bytes)).toString();
  }

  /** MSH-10, and what reports of images name as accession: OBR-3 and OBR-18. */
  private static List<ArrivalName> names(Hl7Message message) {
    List<ArrivalName> names = new ArrayList<>();
    names.add(new ArrivalName(Lookup.MESSAGE, message.header().text(10)));
    message.segments().stream()
        .filter(segment -> segment.name().equals("OBR"))
        .limit(MOST_ORDERS)
        .forEach(
            order -> {
              names.add(new ArrivalName(Lookup.ACCESSION, order.text(3)));
              names.add(new ArrivalName(Lookup.ACCESSION, order.text(18)));
            });
    return names;
  }

  private NewArrival arrival(
      UUID id,
      byte[] bytes,
      String kind,
      String businessKey,
      Optional<PatientKey> person,
      Optional<String> traceparent,
      List<Reason> refused,
      List<Reason> held,
      List<ArrivalName> names) {
    Instant now = site.clock().instant();
    return new NewArrival(
        id,
        Source.HL7,
        kind,
        businessKey,
        Optional.empty(),
        Digests.hex(bytes),
        Bytes.of(bytes),
        Optional.empty(),
        person,
        Optional.empty(),
        List.of(),
        now,
        now,
        traceparent,
        refused,
        held,
        List.of(),
        names);
  }
}
