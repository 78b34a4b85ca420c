package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Changes that need the whole resource: what it contains, its ids, its labels, its references. */
final class ResourceMutations {
  /** To R4 an instance without content is valid, but for the last (org-1). */
  private static final List<String> CONTAINED =
      List.of("Patient", "Practitioner", "Device", "Organization");

  /** The last two are legal where they are true. */
  private static final List<String> TYPES =
      List.of(
          "Device",
          "Bogus",
          "http://example.org/Logical",
          "http://hl7.org/fhir/StructureDefinition/Patient",
          "Patient",
          "Observation");

  private static final List<String> FULL_URLS =
      List.of(
          "http://example.org/fhir/Observation/other",
          "http://example.org/fhir/Device/1/_history/2",
          "http://example.org/elsewhere/1",
          "relative/1",
          "urn:uuid:00000000-0000-0000-0000-000000000000");

  /** Entries of the first need an address; those of the second, a request. */
  private static final List<String> BUNDLES = List.of("collection", "transaction");

  private static final List<String> NARRATIVES =
      List.of(
          "<div %s>x</div>",
          "<div>x</div>",
          "<div %s> </div>",
          "<div %s><a href=\"javascript:x\">x</a></div>",
          "<div %s><a href=\"#none\">x</a></div>",
          "<div %s><a href=\"#a\">x</a><p id=\"a\">y</p></div>",
          "<div %s><img src=\"#none\" alt=\"x\"/></div>",
          "<div %s><a href=\"http://example.org\" target=\"_blank\">x</a></div>",
          "<div %s onclick=\"x\">x</div>",
          "<div %s><script>x</script></div>",
          "<div %s><![CDATA[x]]></div>",
          "<div %s><table border=\"1\"><tr><td colspan=\"2\">x</td></tr></table></div>");

  private static final String LABEL = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

  private final Random random;

  ResourceMutations(Random random) {
    this.random = random;
  }

  /** A contained resource that somebody refers to, whatever its type, or nobody does. */
  boolean contain(ObjectNode resource, MutationPlace place) {
    if (!place.isField("reference") || resource.has("contained")) {
      return false;
    }
    contained(resource).put("id", "inner");
    if (random.nextInt(3) > 0) {
      place.set("#inner");
    }
    return true;
  }

  /** One without an id, or one within another. */
  boolean containWrongly(ObjectNode resource, MutationPlace place) {
    if (!place.isField("reference") || resource.has("contained")) {
      return false;
    }
    ObjectNode inner = contained(resource);
    if (random.nextBoolean()) {
      inner.put("id", "inner");
      contained(inner).put("id", "innermost");
    }
    place.set("#inner");
    return true;
  }

  /** Two of one id, or of two. */
  boolean containTwice(ObjectNode resource, MutationPlace place) {
    if (!place.isField("reference") || resource.has("contained")) {
      return false;
    }
    contained(resource).put("id", "inner");
    ObjectNode second = resource.withArray("/contained").addObject();
    second.put("resourceType", "Organization").put("name", "x");
    second.put("id", random.nextBoolean() ? "inner" : "other");
    second.putObject("partOf").put("reference", "#");
    place.set("#inner");
    return true;
  }

  /** A narrative that R4 takes, or not. */
  boolean narrative(ObjectNode resource) {
    ObjectNode text = resource.putObject("text").put("status", "additional");
    text.put("div", one(NARRATIVES).formatted("xmlns=\"http://www.w3.org/1999/xhtml\""));
    return true;
  }

  private ObjectNode contained(ObjectNode resource) {
    return resource.putArray("contained").addObject().put("resourceType", one(CONTAINED));
  }

  boolean referenceType(MutationPlace place) {
    if (!place.isField("reference")) {
      return false;
    }
    if (random.nextInt(4) == 0) {
      place.parent().remove("reference");
    }
    place.parent().put("type", one(TYPES));
    return true;
  }

  /** The resource as the one entry of a Bundle, under a right or a wrong address, or none. */
  String bundled(ObjectNode resource) {
    String name = resource.path("resourceType").asText() + "/" + resource.path("id").asText("none");
    int way = random.nextInt(FULL_URLS.size() + 3);
    String url = way < FULL_URLS.size() ? FULL_URLS.get(way) : "http://example.org/fhir/" + name;
    ObjectNode bundle = resource.objectNode();
    bundle.put("resourceType", "Bundle").put("type", one(BUNDLES));
    ObjectNode entry = bundle.putArray("entry").addObject();
    if (way != FULL_URLS.size()) {
      entry.put("fullUrl", url);
    }
    entry.set("resource", resource);
    return bundle.toString();
  }

  /** One id for two elements; or for one, which is legal. */
  boolean sameId(List<MutationPlace> places, MutationPlace place) {
    MutationPlace other = places.get(random.nextInt(places.size()));
    if (!isElement(place) || !isElement(other)) {
      return false;
    }
    ((ObjectNode) place.value()).put("id", "twice");
    ((ObjectNode) other.value()).put("id", "twice");
    return true;
  }

  private static boolean isElement(MutationPlace place) {
    return place.value().isObject() && !place.value().has("resourceType");
  }

  /** A security label, of which the second is a mistake; or a tag, which may be repeated. */
  boolean sameLabel(ObjectNode resource) {
    ObjectNode meta = resource.withObject("/meta");
    String list = random.nextBoolean() ? "security" : "tag";
    for (int i = random.nextInt(3); i >= 0; i--) {
      meta.withArray("/" + list).addObject().put("system", LABEL).put("code", "HTEST");
    }
    return true;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
