package org.therafed.gateway.intake.fhir;

import static org.therafed.profiles.outcome.Fault.safe;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.gateway.site.SiteConfig;

/** Reads a body strictly: what FHIR R4 does not know is refused, not dropped. */
@Singleton
public class FhirParser {

  private static final Set<Bundle.BundleType> BUNDLES =
      Set.of(Bundle.BundleType.TRANSACTION, Bundle.BundleType.BATCH, Bundle.BundleType.COLLECTION);
  private static final Pattern ELEMENT = Pattern.compile("element=\"([A-Za-z]{1,40})\"");

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
  }

  /**
   * Reads a Bundle of type transaction, batch or collection, or one resource.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-FHIR-001, -002, -004, -009 or -010
   */
  public FhirBody parse(byte[] body) {
    checkJson(body);
    Resource resource = strict(body);
    if (!(resource instanceof Bundle bundle)) {
      return new FhirBody(resource.fhirType(), List.of(new FhirBody.Entry("", resource)));
    }
    if (bundle.getType() == null || !BUNDLES.contains(bundle.getType())) {
      throw GatewayCode.FHIR_BUNDLE_TYPE.with();
    }
    List<FhirBody.Entry> entries = new ArrayList<>();
    for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
      checkMethod(entry);
      if (entry.getResource() != null) {
        String fullUrl = entry.getFullUrl() == null ? "" : entry.getFullUrl();
        entries.add(new FhirBody.Entry(fullUrl, entry.getResource()));
      }
    }
    return new FhirBody("Bundle", entries);
  }

  private void checkJson(byte[] body) {
    try (JsonParser parser = json.createParser(body)) {
      JsonNode tree = json.readTree(parser);
      if (tree == null || !tree.isObject() || parser.nextToken() != null) {
        throw GatewayCode.FHIR_JSON.with(safe("detail", "one JSON object is needed"));
      }
      if (!FhirText.keepable(tree)) {
        throw GatewayCode.FHIR_CONTROL.with();
      }
    } catch (IOException e) {
      throw GatewayCode.FHIR_JSON.with(
          e, safe("detail", "it ends early, is malformed, or nests too deeply"));
    }
  }

  private Resource strict(byte[] body) {
    IParser parser = context.newJsonParser();
    parser.setParserErrorHandler(new StrictErrorHandler());
    try {
      IBaseResource resource = parser.parseResource(new String(body, StandardCharsets.UTF_8));
      return (Resource) resource;
    } catch (DataFormatException | IllegalArgumentException | ClassCastException e) {
      throw GatewayCode.FHIR_INVALID.with(e, safe("element", element(e)));
    }
  }

  private static String element(RuntimeException e) {
    Matcher matcher = ELEMENT.matcher(String.valueOf(e.getMessage()));
    return matcher.find() ? "element " + matcher.group(1) : "an element it does not define";
  }

  private static void checkMethod(Bundle.BundleEntryComponent entry) {
    Bundle.HTTPVerb method = entry.getRequest().getMethod();
    if (method != null && method != Bundle.HTTPVerb.POST && method != Bundle.HTTPVerb.PUT) {
      throw GatewayCode.FHIR_OPERATION.with(safe("method", method.toCode()));
    }
  }
}
