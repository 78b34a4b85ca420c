package org.therafed.registry.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.therafed.profiles.identifier.PersonKey;
import org.therafed.profiles.identifier.SiteId;

/**
 * A transfer that may be stored: from a known site, every record valid, no linkage token in it.
 *
 * @param site the sender, as its token says
 * @param sequence its number at that site
 * @param sha256 of the bytes received, hexadecimal
 * @param resources the records in the order of the transfer
 * @param personKeys keys of the patients that came with a linkage token, by patient id
 */
public record AcceptedTransfer(
    SiteId site,
    long sequence,
    String sha256,
    List<ObjectNode> resources,
    Map<String, PersonKey> personKeys) {

  public AcceptedTransfer {
    resources = List.copyOf(resources);
    personKeys = Map.copyOf(personKeys);
  }
}
