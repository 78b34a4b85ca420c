package org.therafed.registry.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.FormParam;
import java.util.List;

/** The fields of the forms on the page of projects. */
public class ProjectForm {

  @FormParam("act")
  String act;

  @FormParam("id")
  String id;

  @FormParam("organisation")
  String organisation;

  @FormParam("purpose")
  String purpose;

  @FormParam("contact")
  String contact;

  @FormParam("publishContact")
  String publishContact;

  @FormParam("modules")
  List<String> modules;

  @FormParam("questions")
  List<String> questions;

  @FormParam("release")
  String release;

  @FormParam("startsOn")
  String startsOn;

  @FormParam("endsOn")
  String endsOn;

  @FormParam("reason")
  String reason;

  /** As the routes for programs take it; an empty field is one that was left out. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    put(json, "organisation", organisation);
    put(json, "purpose", purpose);
    put(json, "contact", contact);
    json.put("publishContact", publishContact != null);
    put(json, "modules", modules);
    put(json, "questions", questions);
    put(json, "release", release);
    put(json, "startsOn", startsOn);
    put(json, "endsOn", endsOn);
    put(json, "reason", reason);
    return json;
  }

  private static void put(ObjectNode json, String field, String value) {
    if (value != null && !value.isBlank()) {
      json.put(field, value);
    }
  }

  private static void put(ObjectNode json, String field, List<String> values) {
    if (values != null && !values.isEmpty()) {
      ArrayNode array = json.putArray(field);
      values.forEach(array::add);
    }
  }
}
