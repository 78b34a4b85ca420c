package org.therafed.dicom.convert.imagingstudy;

import java.time.ZoneId;

/**
 * What a conversion needs to know beside the images.
 *
 * @param canonicalBase base of profiles and extensions, e.g. {@code https://therafed.org/fhir}
 * @param siteZone zone of times without a stated offset
 * @param defaultIssuer issuer of patient ids where the images name none; an absolute URI
 */
public record ConvertContext(String canonicalBase, ZoneId siteZone, String defaultIssuer) {

  String profile(String id) {
    return canonicalBase + "/StructureDefinition/" + id;
  }
}
