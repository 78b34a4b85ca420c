package org.therafed.gateway.convert;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.dicom.convert.IdentifiedBundle;
import org.therafed.profiles.transfer.TransferBundle;

/** Typed resources as JSON trees, on which de-identification works. */
public final class ResourceJson {

  private static final FhirContext CONTEXT = FhirContext.forR4Cached();

  private ResourceJson() {}

  /** One resource; numbers keep their digits. */
  public static ObjectNode of(Resource resource) {
    String text = CONTEXT.newJsonParser().encodeResourceToString(resource);
    return (ObjectNode) TransferBundle.readTree(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The resources of a bundle, in order. */
  public static List<ObjectNode> of(IdentifiedBundle bundle) {
    return bundle.bundle().getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .map(ResourceJson::of)
        .toList();
  }
}
