package org.therafed.registry.projects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Fault;

/**
 * What a payer or researcher asks to be allowed, complete.
 *
 * @param organisation on whose behalf; published
 * @param contact name of a person who lets it be published; empty: none
 * @param purpose published
 */
record ProjectRequest(String organisation, String contact, String purpose, Scope scope) {

  /**
   * Reads {@code {"organisation":"…","purpose":"…","modules":[…],"questions":[…],"release":
   * "figures","startsOn":"…","endsOn":"…","contact":"…","publishContact":true}}.
   *
   * @param today UTC
   * @throws Fault RG-PROJECT-001 with what is missing or cannot be
   */
  static ProjectRequest read(JsonNode request, ModuleCatalog known, LocalDate today) {
    ProjectFields fields = new ProjectFields(request, known, today);
    String organisation = fields.text("organisation", 2, 200);
    String contact = fields.text("contact", 0, 100);
    if (!contact.isEmpty() && !fields.flag("publishContact")) {
      throw ProjectFields.invalid(
          "contact is a name and publishContact is not true: leave the name out, or agree to its"
              + " publication",
          "contact 为人名而 publishContact 不为 true：请省去人名，或同意公布");
    }
    return new ProjectRequest(
        organisation, contact, fields.text("purpose", 10, 1000), fields.scope(null));
  }

  /** In its one form, as it is kept. */
  String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("organisation", organisation).put("purpose", purpose);
    scope.modules().forEach(json.putArray("modules")::add);
    scope.questions().forEach(json.putArray("questions")::add);
    json.put("release", scope.release());
    json.put("startsOn", scope.startsOn().toString()).put("endsOn", scope.endsOn().toString());
    return json.toString();
  }
}
