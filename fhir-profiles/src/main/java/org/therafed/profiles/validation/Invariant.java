package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;

/** A rule over several elements of one resource whose single elements are sound. */
@FunctionalInterface
interface Invariant {
  void check(JsonNode resource, Findings findings);
}
