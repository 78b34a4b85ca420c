package org.therafed.profiles.structure;

import java.util.Map;

/**
 * A compiled StructureDefinition.
 *
 * @param url its canonical URL
 * @param type the resource or data type it constrains
 * @param root the shape of the whole
 * @param byId the shapes of its elements, by their ids
 * @param modifier of an extension: whether it changes the meaning of what it stands in
 * @param base the type or profile that it is made of; empty for none
 * @param context of an extension: where it may stand
 */
record Structure(
    String url,
    String type,
    Shape root,
    Map<String, Shape> byId,
    boolean modifier,
    String base,
    ExtensionContext context) {

  /** The name messages use: the last part of the URL. */
  String name() {
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
