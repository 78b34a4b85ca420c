package org.therafed.dicom.sr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One Measurement Group (125007), written by TID 1411 (segments) or 1410 (outlines). */
final class GroupWriter {
  private GroupWriter() {}

  static ContentItem write(MeasurementGroup group) {
    List<ContentItem> items = new ArrayList<>();
    group
        .trackingIdentifier()
        .ifPresent(id -> items.add(context(Concepts.TRACKING_IDENTIFIER, new ItemValue.Text(id))));
    group
        .trackingUid()
        .ifPresent(uid -> items.add(context(Concepts.TRACKING_UID, new ItemValue.Uid(uid))));
    group.finding().ifPresent(f -> items.add(coded(Relationship.CONTAINS, Concepts.FINDING, f)));
    group.regions().forEach(region -> items.addAll(region(region)));
    group.method().ifPresent(m -> items.add(modifier(Concepts.MEASUREMENT_METHOD, m)));
    group.site().ifPresent(site -> items.add(site(site, group.laterality())));
    group.measurements().forEach(measurement -> items.add(measurement(measurement)));
    group.evaluations().forEach(e -> items.add(coded(Relationship.CONTAINS, e.name(), e.value())));
    boolean volume = group.regions().stream().anyMatch(Region.Segment.class::isInstance);
    return ContentItem.of(
        Relationship.CONTAINS,
        Concepts.MEASUREMENT_GROUP,
        new ItemValue.Container(false, Optional.of(volume ? "1411" : "1410")),
        items);
  }

  private static ContentItem site(Code site, Optional<Code> laterality) {
    List<ContentItem> below =
        laterality.map(side -> modifier(Concepts.LATERALITY, side)).stream().toList();
    return ContentItem.of(
        Relationship.HAS_CONCEPT_MOD,
        Concepts.FINDING_SITE,
        new ItemValue.Coded(Optional.of(site)),
        below);
  }

  private static List<ContentItem> region(Region region) {
    if (region instanceof Region.Segment segment) {
      List<ContentItem> items = new ArrayList<>();
      items.add(
          ContentItem.of(
              Relationship.CONTAINS,
              Concepts.REFERENCED_SEGMENT,
              new ItemValue.ObjectReference(
                  "IMAGE",
                  segment.sopClassUid(),
                  segment.sopInstanceUid(),
                  segment.frames(),
                  segment.segments())));
      segment
          .sourceSeriesUid()
          .ifPresent(
              uid ->
                  items.add(
                      ContentItem.of(
                          Relationship.CONTAINS,
                          Concepts.SEGMENTATION_SERIES,
                          new ItemValue.Uid(uid))));
      return items;
    }
    Region.Outline outline = (Region.Outline) region;
    List<ContentItem> image =
        outline.image().stream()
            .map(
                reference ->
                    ContentItem.of(Relationship.SELECTED_FROM, Concepts.SOURCE_IMAGE, reference))
            .toList();
    return List.of(
        ContentItem.of(Relationship.CONTAINS, Concepts.IMAGE_REGION, outline.coordinates(), image));
  }

  private static ContentItem measurement(Measurement measurement) {
    List<ContentItem> below = new ArrayList<>();
    measurement
        .method()
        .ifPresent(method -> below.add(modifier(Concepts.MEASUREMENT_METHOD, method)));
    measurement
        .derivation()
        .ifPresent(derivation -> below.add(modifier(Concepts.DERIVATION, derivation)));
    return ContentItem.of(
        Relationship.CONTAINS, measurement.name(), measurement.number().item(), below);
  }

  static ContentItem context(Code name, ItemValue value) {
    return ContentItem.of(Relationship.HAS_OBS_CONTEXT, name, value);
  }

  static ContentItem modifier(Code name, Code value) {
    return coded(Relationship.HAS_CONCEPT_MOD, name, value);
  }

  static ContentItem coded(Relationship relationship, Code name, Code value) {
    return ContentItem.of(relationship, name, new ItemValue.Coded(Optional.of(value)));
  }
}
