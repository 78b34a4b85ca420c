package org.therafed.registry.ingest;

import io.smallrye.mutiny.Uni;
import org.therafed.profiles.identifier.SiteId;

/** Port: what the HTTP route hands a transfer to. The flow implements it. */
public interface Transfers {

  /**
   * Takes a transfer, wholly or not at all.
   *
   * @param sender the site that signed the request
   * @param body the bytes received
   * @return the receipt: a FHIR transaction-response as JSON
   */
  Uni<String> take(SiteId sender, byte[] body);
}
