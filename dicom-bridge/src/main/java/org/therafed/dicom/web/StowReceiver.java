package org.therafed.dicom.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.io.TransferSyntax;
import org.therafed.dicom.net.GuardedStore;
import org.therafed.dicom.net.StoreHandler;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.dicom.net.StoreRequest;

/**
 * Takes STOW-RS requests of PS3.18 section 10.5, whatever HTTP server they come through: the body
 * goes part by part to a {@link StoreHandler}, as objects of an association do, without being held.
 *
 * <p>Parts are {@code application/dicom}. Objects split into metadata and bulk data are not taken
 * (415). Whether an object belongs to the study that the request's address names is for the handler
 * to see, which reads the data set.
 */
public final class StowReceiver {
  private static final AtomicLong NUMBER = new AtomicLong();

  private final StoreHandler handler;
  private final PartRefusals refusals;
  private final MultipartLimits limits;

  /** Told of what the handler does not get to see, so that it can be counted all the same. */
  @FunctionalInterface
  public interface PartRefusals {
    /**
     * A part is no object that can be taken, or the body cannot be read on.
     *
     * @param detail code and meaning, or words; never a value of the part
     */
    void refused(String detail);
  }

  /**
   * @param handler takes the objects; its exceptions cost their object only
   */
  public StowReceiver(StoreHandler handler, MultipartLimits limits) {
    this(handler, detail -> {}, limits);
  }

  /** As above, with somebody who counts what the handler does not get to see. */
  public StowReceiver(StoreHandler handler, PartRefusals refusals, MultipartLimits limits) {
    this.handler = new GuardedStore(handler);
    this.refusals = refusals;
    this.limits = limits;
  }

  /**
   * Takes the body of one request. Never throws for what is in the body: a body that breaks off
   * after some objects gets the response for these, with one more failure.
   *
   * @param contentType of the request, e.g. {@code multipart/related; type="application/dicom";
   *     boundary=x}
   * @param body not closed
   * @param sender who sends, for the handler; a name of ours, not of the request
   * @throws IOException where the body cannot be read from the network
   */
  public StowResponse receive(String contentType, InputStream body, String sender)
      throws IOException {
    MediaType type = MediaType.of(contentType);
    String root = type.parameter("type").orElse(MediaType.DICOM);
    if (!type.type().equals(MediaType.RELATED)
        || !MediaType.of(root).type().equals(MediaType.DICOM)) {
      return new StowResponse(415, new DataSet());
    }
    StowOutcomes outcomes = new StowOutcomes();
    String trace = "W" + NUMBER.incrementAndGet();
    MultipartReader reader;
    try {
      reader = new MultipartReader(body, type.parameter("boundary").orElse(""), limits);
    } catch (DicomFault e) {
      refusals.refused(detail(e));
      return new StowResponse(400, new DataSet());
    }
    boolean any = false;
    try {
      for (Optional<MultipartReader.Part> part = reader.next();
          part.isPresent();
          part = reader.next()) {
        any = true;
        store(part.get(), sender, trace, outcomes);
      }
    } catch (DicomFault e) {
      refusals.refused(detail(e));
      if (!any) {
        return new StowResponse(400, new DataSet());
      }
      outcomes.addUnidentified(StoreOutcome.cannotUnderstand(e.code().code()));
    }
    return outcomes.response();
  }

  private static String detail(DicomFault fault) {
    return fault.code().code() + " " + fault.code().meaning();
  }

  private void store(MultipartReader.Part part, String sender, String trace, StowOutcomes outcomes)
      throws IOException {
    String type = part.contentType().map(MediaType::of).map(MediaType::type).orElse("");
    if (!type.isEmpty() && !type.equals(MediaType.DICOM)) {
      refusals.refused("not application/dicom");
      outcomes.addUnidentified(StoreOutcome.cannotUnderstand("not application/dicom"));
      return;
    }
    MetaInput object;
    try {
      object = MetaInput.read(part.content());
    } catch (DicomFault e) {
      refusals.refused(detail(e));
      outcomes.addUnidentified(StoreOutcome.cannotUnderstand(e.code().code()));
      return;
    }
    outcomes.add(object.sopClassUid(), object.sopInstanceUid(), outcome(object, sender, trace));
  }

  private StoreOutcome outcome(MetaInput object, String sender, String trace) throws IOException {
    if (TransferSyntax.of(object.transferSyntaxUid()).isEmpty()) {
      refusals.refused("transfer syntax is not known");
      return new StoreOutcome(
          StowOutcomes.TRANSFER_SYNTAX_NOT_SUPPORTED, "transfer syntax is not known");
    }
    return handler.store(
        new StoreRequest(
            sender,
            object.sopClassUid(),
            object.sopInstanceUid(),
            object.transferSyntaxUid(),
            object.dataset(),
            trace));
  }
}
