package org.therafed.dicom.sr;

import java.util.List;
import java.util.Optional;

/** Where the numbers of a group were taken, TID 1410 and 1411. */
public sealed interface Region {

  /**
   * A segment of a segmentation object.
   *
   * @param segments numbers of the segments; none where the whole object is meant
   * @param sourceSeriesUid series that was segmented, where stated
   */
  record Segment(
      String sopClassUid,
      String sopInstanceUid,
      List<Integer> segments,
      List<Integer> frames,
      Optional<String> sourceSeriesUid)
      implements Region {
    public Segment {
      segments = List.copyOf(segments);
      frames = List.copyOf(frames);
    }
  }

  /**
   * A drawn outline.
   *
   * @param image the image drawn on; empty for three dimensions
   */
  record Outline(ItemValue.Coordinates coordinates, Optional<ItemValue.ObjectReference> image)
      implements Region {}
}
