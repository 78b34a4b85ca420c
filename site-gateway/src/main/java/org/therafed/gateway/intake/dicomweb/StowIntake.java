package org.therafed.gateway.intake.dicomweb;

import static org.therafed.profiles.outcome.Fault.safe;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.dicom.web.MultipartLimits;
import org.therafed.dicom.web.StowReceiver;
import org.therafed.dicom.web.StowResponse;
import org.therafed.gateway.fault.DicomCode;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.intake.Source;
import org.therafed.gateway.intake.object.ObjectIntake;
import org.therafed.gateway.intake.object.ObjectOrigin;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.trace.Traces;

/**
 * Takes the body of a STOW-RS request part by part, as objects of an association are taken: each is
 * on disk before the next is read, and one that cannot be taken costs itself only. What is no
 * object is counted as refused, so that the counts tell of every part.
 */
@Singleton
public class StowIntake {

  private static final int HEADER_BYTES = 16 << 10;
  private static final int CONFLICT = 409;
  private static final int UNAVAILABLE = 503;

  private final ObjectIntake objects;
  private final SiteConfig config;

  @Inject
  public StowIntake(ObjectIntake objects, SiteConfig config) {
    this.objects = objects;
    this.config = config;
  }

  /**
   * What a request became.
   *
   * @param tooLarge whether the body was longer than configured and its rest was not read
   * @param ended whether the body was read to its end
   */
  record Taken(StowResponse response, boolean tooLarge, boolean ended) {}

  /**
   * Takes one body.
   *
   * @param study that the address names; what is of another is refused
   * @throws IOException if the connection breaks off; what was stored before stays
   */
  Taken take(String contentType, InputStream body, Optional<String> study) throws IOException {
    ObjectOrigin origin = new ObjectOrigin(Source.DICOMWEB, Traces.current(), study);
    CountedBody counted = new CountedBody(body, most());
    AtomicBoolean later = new AtomicBoolean();
    StowReceiver receiver =
        new StowReceiver(
            request -> {
              StoreOutcome outcome = objects.store(request, origin);
              if (outcome.errorComment().startsWith(DicomCode.NO_ROOM.code())) {
                later.set(true);
              }
              return outcome;
            },
            detail -> refuse(origin, detail, later),
            // An object's own bound is the store's; what is above it is read past.
            new MultipartLimits(HEADER_BYTES, config.stowMaxParts(), most()));
    StowResponse response = receiver.receive(contentType, counted, "stow");
    boolean lasting = response.httpStatus() == UNAVAILABLE && !later.get();
    return new Taken(
        lasting ? new StowResponse(CONFLICT, response.dataSet()) : response,
        counted.exceeded(),
        counted.ended());
  }

  /** Counts a body whose length is announced to be above the bound; none of it is read. */
  void tooLarge() {
    // A database that is not there is logged; the sender is refused either way.
    objects.refuse(
        ObjectOrigin.of(Source.DICOMWEB, Traces.current()),
        ServiceCode.INTAKE_BODY_SIZE.reason(
            safe("limit", most()), safe("setting", "THERAFED_STOW_MAX_BODY")));
  }

  /** Most bytes of a body. */
  long most() {
    return config.stowMaxBody().asLongValue();
  }

  private void refuse(ObjectOrigin origin, String detail, AtomicBoolean later) {
    Optional<StoreOutcome> uncounted =
        objects.refuse(origin, DicomCode.PART.reason(safe("detail", detail)));
    if (uncounted.isPresent()) {
      later.set(true);
    }
  }
}
