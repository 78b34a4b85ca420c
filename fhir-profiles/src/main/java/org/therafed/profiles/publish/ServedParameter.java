package org.therafed.profiles.publish;

import java.util.List;

/**
 * A search parameter that a registry serves.
 *
 * @param base resource type
 * @param code its name in a query
 * @param type {@code token}, {@code reference}, {@code date}, {@code string}, {@code quantity},
 *     {@code number} or {@code uri}
 * @param elements where the values stand, each a path of JSON names separated by dots below the
 *     resource; {@code extension[url]} is the extension of that URL
 * @param targets resource types that a reference names; empty for other types
 * @param definition canonical URL of the SearchParameter
 */
public record ServedParameter(
    String base,
    String code,
    String type,
    List<String> elements,
    List<String> targets,
    String definition) {

  public ServedParameter {
    elements = List.copyOf(elements);
    targets = List.copyOf(targets);
  }
}
