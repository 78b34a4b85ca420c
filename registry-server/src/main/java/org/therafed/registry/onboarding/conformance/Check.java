package org.therafed.registry.onboarding.conformance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.therafed.profiles.outcome.Reason;

/**
 * One check of a run.
 *
 * @param name stable, for programs
 * @param reason what was found, was needed and is to be done, in both languages
 */
record Check(String name, boolean passed, Reason reason) {

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("check", name).put("passed", passed);
    reason.fields().forEach(json::put);
    return json;
  }
}
