package org.therafed.registry.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.List;
import java.util.Optional;
import org.therafed.registry.records.Query.Part;

/** Pages as FHIR Bundles; the records' JSON stays as it is stored, digit for digit. */
final class BundleJson {

  private BundleJson() {}

  /**
   * A searchset.
   *
   * @param base address of {@code /fhir}
   * @param path of what was asked, below it
   * @param subset what of the records is given
   */
  static String searchset(String base, String path, List<Part> applied, Subset subset, Page page) {
    ObjectNode bundle = bundle("searchset", base + path, applied, page);
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    Subset beside = subset.beside();
    page.matches().forEach(found -> entry(entries, base, found, subset, "match"));
    page.included().forEach(found -> entry(entries, base, found, beside, "include"));
    return with(bundle, entries);
  }

  /** A history: each version with the request that made it. */
  static String history(String base, String path, List<Part> applied, Page page) {
    ObjectNode bundle = bundle("history", base + path, applied, page);
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    for (Found found : page.matches()) {
      ObjectNode entry = entry(entries, base, found, Subset.ALL, "");
      entry.putObject("request").put("method", "PUT").put("url", found.reference());
      entry
          .putObject("response")
          .put("status", found.version() == 1 ? "201" : "200")
          .put("etag", etag(found))
          .put("lastModified", found.lastUpdated());
    }
    return with(bundle, entries);
  }

  static String etag(Found found) {
    return "W/\"" + found.version() + "\"";
  }

  private static ObjectNode bundle(String type, String address, List<Part> applied, Page page) {
    ObjectNode bundle = JsonNodeFactory.instance.objectNode();
    bundle.put("resourceType", "Bundle").put("type", type);
    page.total().ifPresent(total -> bundle.put("total", total));
    ArrayNode links = bundle.putArray("link");
    links
        .addObject()
        .put("relation", "self")
        .put("url", Search.link(address, applied, Optional.empty()));
    if (page.next().isPresent()) {
      links
          .addObject()
          .put("relation", "next")
          .put("url", Search.link(address, applied, page.next()));
    }
    return bundle;
  }

  private static ObjectNode entry(
      ArrayNode entries, String base, Found found, Subset subset, String mode) {
    ObjectNode entry = entries.addObject();
    entry.put("fullUrl", base + "/" + found.reference());
    entry.putRawValue("resource", new RawValue(subset.of(found)));
    if (!mode.isEmpty()) {
      entry.putObject("search").put("mode", mode);
    }
    return entry;
  }

  /** An empty array is no FHIR. */
  private static String with(ObjectNode bundle, ArrayNode entries) {
    if (!entries.isEmpty()) {
      bundle.set("entry", entries);
    }
    return bundle.toString();
  }
}
