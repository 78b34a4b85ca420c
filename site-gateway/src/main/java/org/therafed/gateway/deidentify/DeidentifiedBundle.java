package org.therafed.gateway.deidentify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Resources of one person that may leave: ids keyed, dates shifted, nothing that no profile names.
 * Only this package can make one, and the outbox takes nothing else.
 */
public final class DeidentifiedBundle {

  private final List<ObjectNode> resources;

  DeidentifiedBundle(List<ObjectNode> resources) {
    this.resources = List.copyOf(resources);
  }

  /** The resources in order; copies, so that nothing can be added to them. */
  public List<ObjectNode> resources() {
    return resources.stream().map(ObjectNode::deepCopy).toList();
  }

  /** How many. */
  public int size() {
    return resources.size();
  }

  /** Several as one, each record once: the last version of a record counts. */
  public static DeidentifiedBundle merge(List<DeidentifiedBundle> bundles) {
    java.util.Map<String, ObjectNode> byId = new java.util.LinkedHashMap<>();
    for (DeidentifiedBundle bundle : bundles) {
      for (ObjectNode resource : bundle.resources) {
        byId.put(
            resource.path("resourceType").asText() + "/" + resource.path("id").asText(), resource);
      }
    }
    return new DeidentifiedBundle(List.copyOf(byId.values()));
  }
}
