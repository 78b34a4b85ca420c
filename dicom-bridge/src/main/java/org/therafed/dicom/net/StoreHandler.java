package org.therafed.dicom.net;

import java.io.IOException;

/** Takes objects that arrive by C-STORE. Called by several associations at once. */
@FunctionalInterface
public interface StoreHandler {
  /**
   * Takes one object. The answer goes to the sender, so whatever must be durable is durable when
   * this returns {@link StoreOutcome#SUCCESS}.
   *
   * @throws IOException also thrown by the stream of the request when the association breaks off; a
   *     handler lets it through after it has discarded what it had. An exception of its own is
   *     answered with A700 (IOException) or C000 (any other), the object is not stored.
   */
  StoreOutcome store(StoreRequest request) throws IOException;
}
