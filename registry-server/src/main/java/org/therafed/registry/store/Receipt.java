package org.therafed.registry.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** The registry's answer to a transfer: a FHIR transaction-response, kept word for word. */
public final class Receipt {

  private Receipt() {}

  /**
   * The response Bundle, its entries in the order of the transfer's.
   *
   * @param at month of arrival, {@link ArrivalMonth}: the receipt is kept beside the records
   */
  public static String of(List<StoredVersion> versions, Instant at) {
    ObjectNode bundle = JsonNodeFactory.instance.objectNode();
    bundle.put("resourceType", "Bundle");
    bundle.put("type", "transaction-response");
    ArrayNode entries = bundle.putArray("entry");
    for (StoredVersion version : versions) {
      ObjectNode response = entries.addObject().putObject("response");
      response.put("status", version.created() ? "201 Created" : "200 OK");
      response.put("location", version.reference() + "/_history/" + version.version());
      response.put("etag", "W/\"" + version.version() + "\"");
      response.put("lastModified", at.toString());
    }
    return bundle.toString();
  }
}
