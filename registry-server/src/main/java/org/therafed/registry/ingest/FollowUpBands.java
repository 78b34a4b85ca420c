package org.therafed.registry.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.projection.FollowUpAge;

/**
 * Coarsens the age of a follow-up on arrival. Gateways send bands; one that still sends days must
 * not give its patients' date shift away to whoever reads the registry's tables.
 */
final class FollowUpBands {

  private static final String URL = Canonical.extension("follow-up-age");

  private FollowUpBands() {}

  static void apply(ObjectNode resource) {
    for (JsonNode extension : resource.path("extension")) {
      JsonNode days = extension.path("valueInteger");
      if (URL.equals(extension.path("url").textValue()) && days.isIntegralNumber()) {
        ((ObjectNode) extension).put("valueInteger", FollowUpAge.band(days.longValue()));
      }
    }
  }
}
