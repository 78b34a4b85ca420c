package org.therafed.gateway.intake.fhir;

import static org.therafed.profiles.outcome.Fault.safe;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.gateway.fault.FhirCode;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.outcome.Phrase;

/** Reads a body strictly: what FHIR R4 does not know is refused, not dropped. */
@Singleton
public class FhirParser {
  private static final Phrase UNREADABLE =
      new Phrase("it ends early, is malformed, or nests too deeply", "不完整、形式错误或嵌套过深");

  /** How Jackson says that an object has a key twice. */
  private static final String DUPLICATE_KEY = "Duplicate field";

  private static final Set<Bundle.BundleType> BUNDLES =
      Set.of(Bundle.BundleType.TRANSACTION, Bundle.BundleType.BATCH, Bundle.BundleType.COLLECTION);

  private final FhirContext context = FhirContext.forR4Cached();
  private final ObjectMapper json;

  @Inject
  public FhirParser(SiteConfig config) {
    this.json =
        new ObjectMapper(
            JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(config.fhirMaxNesting())
                        .maxNumberLength(64)
                        .build())
                .build());
    this.json.configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);
    this.json.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  }

  /**
   * Reads a Bundle of type transaction, batch or collection, or one resource.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-FHIR-001, -002, -004, -009, -010 or -012
   */
  public FhirBody parse(byte[] body) {
    FhirBody read = read(body, false);
    CurieUnits.check(tree(body));
    return read;
  }

  /** Reads what this gateway has kept: entries that went elsewhere have left links. */
  public FhirBody kept(byte[] body) {
    return read(body, true);
  }

  private FhirBody read(byte[] body, boolean linked) {
    checkJson(body);
    Resource resource = strict(body);
    if (!(resource instanceof Bundle bundle)) {
      return new FhirBody(
          resource.fhirType(), List.of(FhirBody.Entry.of(0, "", resource)), List.of());
    }
    if (bundle.getType() == null || !BUNDLES.contains(bundle.getType())) {
      throw FhirCode.BUNDLE_TYPE.with();
    }
    List<FhirBody.Entry> entries = new ArrayList<>();
    List<FhirBody.Link> links = new ArrayList<>();
    for (int i = 0; i < bundle.getEntry().size(); i++) {
      Bundle.BundleEntryComponent entry = bundle.getEntry().get(i);
      String fullUrl = entry.getFullUrl() == null ? "" : entry.getFullUrl();
      if (linked && entry.getResource() == null && entry.getRequest().getUrl() != null) {
        boolean refused = entry.getRequest().getMethod() == Bundle.HTTPVerb.HEAD;
        links.add(new FhirBody.Link(fullUrl, entry.getRequest().getUrl(), refused));
        continue;
      }
      checkMethod(entry);
      if (entry.getResource() != null) {
        entries.add(FhirBody.Entry.of(i, fullUrl, entry.getResource()));
      }
    }
    return new FhirBody("Bundle", entries, links);
  }

  /** What was read as JSON before, number by number as it was written. */
  JsonNode tree(byte[] body) {
    try {
      return json.readTree(body);
    } catch (IOException e) {
      throw FhirCode.JSON.with(e, safe("detail", UNREADABLE));
    }
  }

  /** A kept Bundle, to be taken apart; empty where it is a single resource. */
  public Optional<BundleParts> parts(byte[] body) {
    return BundleParts.of(this, body);
  }

  /**
   * {@code Type/id} of the one entry of a Bundle, whatever else the resource is like; empty where
   * it has no id. HAPI takes the id from the fullUrl where there is one.
   */
  Optional<String> name(byte[] alone) {
    ObjectNode bundle = (ObjectNode) tree(alone);
    ObjectNode entry = (ObjectNode) bundle.path("entry").path(0);
    if (entry.path("request").has("url") && !entry.has("resource")) {
      return Optional.of(entry.path("request").path("url").asText()).filter(n -> n.contains("/"));
    }
    ObjectNode bare = bundle.objectNode();
    for (String part : List.of("resourceType", "id")) {
      if (entry.path("resource").path(part).isTextual()) {
        bare.set(part, entry.path("resource").path(part));
      }
    }
    entry.set("resource", bare);
    entry.remove("request");
    try {
      Resource read = strict(bundle.toString().getBytes(StandardCharsets.UTF_8));
      Resource resource = ((Bundle) read).getEntryFirstRep().getResource();
      return FhirBody.Entry.of(0, "", resource).typeAndId();
    } catch (RuntimeException e) {
      // No type that FHIR knows: nothing can refer to it.
      return Optional.empty();
    }
  }

  private void checkJson(byte[] body) {
    try (JsonParser parser = json.createParser(body)) {
      JsonNode tree = json.readTree(parser);
      if (tree == null || !tree.isObject() || parser.nextToken() != null) {
        throw FhirCode.JSON.with(
            safe("detail", new Phrase("one JSON object is needed", "应为一个 JSON 对象")));
      }
      if (!FhirText.keepable(tree)) {
        throw FhirCode.CONTROL.with();
      }
    } catch (IOException e) {
      throw FhirCode.JSON.with(e, safe("detail", unreadable(e)));
    }
  }

  /** The parser's own text quotes the key, which may be anything. */
  private static Phrase unreadable(IOException e) {
    if (e instanceof JsonParseException malformed
        && malformed.getOriginalMessage().startsWith(DUPLICATE_KEY)) {
      int line = malformed.getLocation().getLineNr();
      int column = malformed.getLocation().getColumnNr();
      return new Phrase(
          "an object has one key twice, at line " + line + ", column " + column,
          "第 " + line + " 行第 " + column + " 列处，同一对象的键重复");
    }
    return UNREADABLE;
  }

  private Resource strict(byte[] body) {
    IParser parser = context.newJsonParser();
    parser.setParserErrorHandler(new StrictErrorHandler());
    try {
      IBaseResource resource = parser.parseResource(new String(body, StandardCharsets.UTF_8));
      return (Resource) resource;
    } catch (DataFormatException | IllegalArgumentException | ClassCastException e) {
      FhirPlace place = FhirR4.place(tree(body));
      throw FhirCode.INVALID.with(e, safe("element", place.path()), safe("what", place.what()));
    }
  }

  private static void checkMethod(Bundle.BundleEntryComponent entry) {
    Bundle.HTTPVerb method = entry.getRequest().getMethod();
    if (method != null && method != Bundle.HTTPVerb.POST && method != Bundle.HTTPVerb.PUT) {
      throw FhirCode.OPERATION.with(safe("method", method.toCode()));
    }
  }
}
