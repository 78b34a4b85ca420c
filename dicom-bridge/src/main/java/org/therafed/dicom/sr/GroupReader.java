package org.therafed.dicom.sr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One Measurement Group (125007), TID 1410, 1411 or 1501. */
final class GroupReader {
  private final ContentItem group;
  private final List<Region> regions = new ArrayList<>();
  private final List<Measurement> measurements = new ArrayList<>();
  private final List<MeasurementGroup.Evaluation> evaluations = new ArrayList<>();
  private int unread;

  GroupReader(ContentItem group) {
    this.group = group;
  }

  int unread() {
    return unread;
  }

  MeasurementGroup read() {
    Optional<String> sourceSeries =
        group.children().stream()
            .filter(child -> child.value() instanceof ItemValue.Uid)
            .filter(child -> !child.is(Concepts.TRACKING_UID))
            .findFirst()
            .flatMap(ContentItem::text);
    for (ContentItem child : group.children()) {
      one(child, sourceSeries);
    }
    Optional<ContentItem> site = group.first(Concepts.FINDING_SITE);
    return new MeasurementGroup(
        group.text(Concepts.TRACKING_IDENTIFIER),
        group.text(Concepts.TRACKING_UID),
        group.code(Concepts.FINDING),
        site.flatMap(ContentItem::code),
        site.flatMap(s -> s.code(Concepts.LATERALITY)),
        group.code(Concepts.MEASUREMENT_METHOD),
        regions,
        measurements,
        evaluations);
  }

  private void one(ContentItem child, Optional<String> sourceSeries) {
    ItemValue value = child.value();
    if (value instanceof ItemValue.Numeric) {
      measurement(child);
    } else if (value instanceof ItemValue.ObjectReference reference && isSegment(child)) {
      regions.add(
          new Region.Segment(
              reference.sopClassUid(),
              reference.sopInstanceUid(),
              reference.segments(),
              reference.frames(),
              sourceSeries));
    } else if (value instanceof ItemValue.Coordinates coordinates) {
      regions.add(new Region.Outline(coordinates, image(child)));
    } else if (value instanceof ItemValue.Coded coded && !isContext(child)) {
      evaluation(child, coded);
    } else if (!isContext(child) && !(value instanceof ItemValue.Uid)) {
      unread++;
    }
  }

  private void evaluation(ContentItem child, ItemValue.Coded coded) {
    if (child.name().isPresent() && coded.code().isPresent()) {
      evaluations.add(new MeasurementGroup.Evaluation(child.name().get(), coded.code().get()));
    } else {
      unread++;
    }
  }

  private void measurement(ContentItem child) {
    Optional<SrNumber> number = child.number();
    if (number.isEmpty() || child.name().isEmpty()) {
      unread++;
      return;
    }
    measurements.add(
        new Measurement(
            child.name().get(),
            number.get(),
            child.code(Concepts.DERIVATION),
            child.code(Concepts.MEASUREMENT_METHOD)));
  }

  private static boolean isSegment(ContentItem child) {
    return child.is(Concepts.REFERENCED_SEGMENT)
        || child.is(Concepts.REFERENCED_SEGMENTATION_FRAME);
  }

  private static boolean isContext(ContentItem child) {
    return child.is(Concepts.TRACKING_IDENTIFIER)
        || child.is(Concepts.TRACKING_UID)
        || child.is(Concepts.FINDING)
        || child.is(Concepts.FINDING_SITE)
        || child.is(Concepts.MEASUREMENT_METHOD);
  }

  private static Optional<ItemValue.ObjectReference> image(ContentItem outline) {
    return outline.children().stream()
        .map(ContentItem::value)
        .filter(ItemValue.ObjectReference.class::isInstance)
        .map(ItemValue.ObjectReference.class::cast)
        .findFirst();
  }
}
