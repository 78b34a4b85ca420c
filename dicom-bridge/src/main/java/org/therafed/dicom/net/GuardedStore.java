package org.therafed.dicom.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.therafed.dicom.dataset.DicomFault;

/**
 * A handler whose failures cost the object at hand and nothing else: a {@link DicomFault} becomes
 * C000 with its code, an {@link IOException} A700, any other failure C000, errors of the machine
 * (memory, stack) and no answer at all among them: the sender would wait. Only {@link
 * AssociationBrokenException} passes.
 */
public final class GuardedStore implements StoreHandler {
  private static final System.Logger LOG = System.getLogger(GuardedStore.class.getName());

  private final StoreHandler handler;

  /** Guards a handler. */
  public GuardedStore(StoreHandler handler) {
    this.handler = handler;
  }

  @Override
  public StoreOutcome store(StoreRequest request) throws IOException {
    try {
      StoreOutcome outcome = handler.store(request);
      return outcome == null ? failed("no answer") : outcome;
    } catch (AssociationBrokenException e) {
      throw e;
    } catch (DicomFault e) {
      return StoreOutcome.cannotUnderstand(e.code().code() + " " + e.code().meaning());
    } catch (IOException | UncheckedIOException e) {
      // Messages of file systems quote names, which may hold UIDs; the type says enough.
      LOG.log(
          System.Logger.Level.ERROR, "An object could not be stored: " + e.getClass().getName());
      return StoreOutcome.outOfResources("Object could not be stored");
    } catch (RuntimeException | Error e) {
      // The message of an unforeseen exception may quote a value; its type does not.
      return failed(e.getClass().getName());
    }
  }

  private static StoreOutcome failed(String with) {
    LOG.log(System.Logger.Level.ERROR, "The store handler failed with " + with);
    return StoreOutcome.cannotUnderstand("Internal error of the receiver");
  }
}
