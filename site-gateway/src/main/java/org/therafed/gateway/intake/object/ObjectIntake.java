package org.therafed.gateway.intake.object;

import static org.therafed.profiles.outcome.Fault.safe;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.dicom.convert.imagingstudy.ConvertContext;
import org.therafed.dicom.convert.imagingstudy.ImagingStudyConverter;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.dicom.net.StoreRequest;
import org.therafed.gateway.database.Bytes;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.fault.DicomCode;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.intake.ArrivalName;
import org.therafed.gateway.intake.Digests;
import org.therafed.gateway.intake.IntakeLog;
import org.therafed.gateway.intake.NewArrival;
import org.therafed.gateway.intake.WorkSignal;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.outcome.Reason;
import org.therafed.profiles.profile.Canonical;

/**
 * Takes one DICOM object, whichever way it comes in. Success is answered when the file, its folder
 * and the arrival are on disk. An object that cannot be read is answered with C000 and kept all the
 * same, one that is another than announced, or of another study than the request's address names,
 * with A900; one that is too large is counted, but not kept.
 */
@Singleton
public class ObjectIntake {

  private static final Logger LOG = Logger.getLogger(ObjectIntake.class);

  /** Codes of objects that are others than the sender said. */
  private static final Set<String> ANOTHER =
      Set.of(DicomCode.MISMATCH.code(), DicomCode.OTHER_STUDY.code());

  private final SiteEngine engine;
  private final ObjectFiles files;
  private final IntakeLog log;
  private final Site site;
  private final SiteConfig config;
  private final WorkSignal signal;

  @Inject
  public ObjectIntake(
      SiteEngine engine,
      ObjectFiles files,
      IntakeLog log,
      Site site,
      SiteConfig config,
      WorkSignal signal) {
    this.engine = engine;
    this.files = files;
    this.log = log;
    this.site = site;
    this.config = config;
    this.signal = signal;
  }

  /**
   * Stores the object.
   *
   * @throws IOException if the connection breaks off; nothing is kept then
   */
  public StoreOutcome store(StoreRequest request, ObjectOrigin origin) throws IOException {
    UUID id = UUID.randomUUID();
    ObjectFiles.Written written;
    try {
      written = files.write(id, request, config.dicomMaxObject().asLongValue());
    } catch (ObjectFiles.TooLargeException e) {
      return tooLarge(id, request, origin);
    } catch (DicomFault e) {
      // What carries the object ended within it, as a multipart body that was cut.
      return unreadable(id, request, origin, e);
    }
    Checked checked;
    boolean recorded = false;
    try {
      checked = record(id, written, check(written, request, origin), origin, request);
      recorded = true;
    } catch (DatabaseFault e) {
      return notDurable(id, e);
    } finally {
      // A file that no arrival names is counted and erased by nobody.
      if (!recorded) {
        files.delete(written.relative());
      }
    }
    signal.raise();
    if (checked.refused().isEmpty()) {
      return StoreOutcome.SUCCESS;
    }
    Reason reason = checked.refused().get(0);
    LOG.warnf("arrival=%s stage=intake outcome=refused code=%s", id, reason.code());
    String comment = reason.code() + " " + reason.found();
    return ANOTHER.contains(reason.code())
        ? StoreOutcome.mismatch(comment)
        : StoreOutcome.cannotUnderstand(comment);
  }

  private Checked record(
      UUID id,
      ObjectFiles.Written written,
      Checked checked,
      ObjectOrigin origin,
      StoreRequest request) {
    try {
      log.record(
          arrival(
              id, Optional.of(written), checked, origin, key(id, checked, Optional.of(request))));
      return checked;
    } catch (DatabaseFault fault) {
      if (!fault.lasting()) {
        throw fault;
      }
      // The same object would be refused for ever: it is counted and kept without its names.
      Checked refused = refused(ServiceCode.DATABASE_VALUE.reason());
      log.record(arrival(id, Optional.of(written), refused, origin, unnamed(id)));
      return refused;
    }
  }

  /** Counted as refused; nothing of it is kept. */
  private StoreOutcome tooLarge(UUID id, StoreRequest request, ObjectOrigin origin) {
    LOG.warnf("arrival=%s stage=intake outcome=refused code=GW-DICOM-003", id);
    Reason reason =
        DicomCode.TOO_LARGE.reason(safe("limit", config.dicomMaxObject().asLongValue()));
    return refuse(id, Optional.of(request), origin, reason)
        .orElseGet(
            () -> StoreOutcome.outOfResources("GW-DICOM-003 larger than the configured limit"));
  }

  private StoreOutcome unreadable(
      UUID id, StoreRequest request, ObjectOrigin origin, DicomFault fault) {
    Reason reason = notReadable(fault);
    return refuse(id, Optional.of(request), origin, reason)
        .orElseGet(() -> StoreOutcome.cannotUnderstand(reason.code() + " " + reason.needed()));
  }

  /**
   * Counts what came as an object and is none; nothing of it is kept.
   *
   * @return empty: it is counted; else what the sender is to be told instead
   */
  public Optional<StoreOutcome> refuse(ObjectOrigin origin, Reason reason) {
    UUID id = UUID.randomUUID();
    LOG.warnf("arrival=%s stage=intake outcome=refused code=%s", id, reason.code());
    return refuse(id, Optional.empty(), origin, reason);
  }

  private Optional<StoreOutcome> refuse(
      UUID id, Optional<StoreRequest> request, ObjectOrigin origin, Reason reason) {
    Checked refused = refused(reason);
    try {
      log.record(arrival(id, Optional.empty(), refused, origin, key(id, refused, request)));
      return Optional.empty();
    } catch (DatabaseFault e) {
      return Optional.of(notDurable(id, e));
    }
  }

  private static StoreOutcome notDurable(UUID id, DatabaseFault fault) {
    LOG.errorf("arrival=%s stage=intake code=GW-DICOM-004 sqlstate=%s", id, fault.sqlState());
    return StoreOutcome.outOfResources("GW-DICOM-004 could not be stored, send again later");
  }

  private record Checked(
      DataSet data, List<Reason> refused, List<Reason> held, Optional<PatientKey> person) {}

  private Checked check(ObjectFiles.Written written, StoreRequest request, ObjectOrigin origin) {
    DataSet data;
    try {
      // To its end: an object that was cut behind its pixels has a whole header.
      DicomFile file = engine.get().files().read(files.content(written.relative()));
      data = file.dataSet();
    } catch (DicomFault e) {
      return refused(notReadable(e));
    }
    if (!request.announces(data)) {
      return refused(DicomCode.MISMATCH.reason());
    }
    if (data.string(Tag.StudyInstanceUID).isEmpty()
        || data.string(Tag.SeriesInstanceUID).isEmpty()) {
      return refused(DicomCode.NO_STUDY.reason());
    }
    if (!origin.takes(data)) {
      return refused(DicomCode.OTHER_STUDY.reason());
    }
    Optional<PatientKey> person;
    try {
      person = person(data);
    } catch (DicomFault e) {
      return refused(
          DicomCode.NOT_CONVERTIBLE.reason(
              safe("detail", e.code().code() + " " + e.code().meaning())));
    } catch (RuntimeException e) {
      // A defect. The message is left out, it may quote a value.
      LOG.errorf(
          "stage=intake code=%s exception=%s",
          ServiceCode.UNEXPECTED.code(), e.getClass().getName());
      return refused(ServiceCode.UNEXPECTED.reason());
    }
    Optional<String> unusable = ObjectBounds.unusable(data, person);
    if (unusable.isPresent()) {
      return refused(DicomCode.NOT_CONVERTIBLE.reason(safe("detail", unusable.get())));
    }
    List<Reason> held = person.isEmpty() ? List.of(DicomCode.NO_PATIENT.reason()) : List.of();
    return new Checked(data, List.of(), held, person);
  }

  private static Reason notReadable(DicomFault fault) {
    return DicomCode.NOT_READABLE.reason(
        safe("detail", fault.code().code() + " " + fault.code().meaning()));
  }

  private static Checked refused(Reason reason) {
    return new Checked(new DataSet(), List.of(reason), List.of(), Optional.empty());
  }

  /** Whom the converter will take the object to be about: issuers are read in one place only. */
  private Optional<PatientKey> person(DataSet data) {
    if (data.string(Tag.PatientID).filter(id -> !id.isBlank()).isEmpty()) {
      return Optional.empty();
    }
    ConvertContext context = new ConvertContext(Canonical.BASE, site.zone(), site.patientIssuer());
    return Optional.of(ImagingStudyConverter.convert(List.of(data), context).patient());
  }

  /**
   * What makes two arrivals versions of one object. One that was refused is told apart by what it
   * was announced as, so that a pull does not fetch it for ever; it never stands for the object.
   */
  private static String key(UUID id, Checked checked, Optional<StoreRequest> request) {
    if (checked.refused().isEmpty()) {
      return ReceivedObjects.key(checked.data().string(Tag.SOPInstanceUID).orElse(id.toString()));
    }
    return request
        .map(StoreRequest::sopInstanceUid)
        .filter(ObjectBounds::isUid)
        .map(ReceivedObjects::refusedKey)
        .orElseGet(() -> unnamed(id));
  }

  private static String unnamed(UUID id) {
    return ReceivedObjects.key(id.toString());
  }

  private NewArrival arrival(
      UUID id,
      Optional<ObjectFiles.Written> written,
      Checked checked,
      ObjectOrigin origin,
      String key) {
    Instant now = site.clock().instant();
    return new NewArrival(
        id,
        origin.source(),
        "instance",
        key,
        checked.data().string(Tag.StudyInstanceUID),
        written.map(ObjectFiles.Written::sha256).orElseGet(() -> Digests.hex(new byte[0])),
        Bytes.NONE,
        written.map(ObjectFiles.Written::relative),
        checked.person(),
        Optional.empty(),
        List.of(),
        now,
        now.plus(config.dicomQuietSeconds()),
        origin.traceparent(),
        checked.refused(),
        checked.held(),
        List.of(),
        checked.data().string(Tag.AccessionNumber).stream()
            .map(number -> new ArrivalName(Lookup.ACCESSION, number))
            .toList());
  }
}
