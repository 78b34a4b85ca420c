package org.therafed.dicom.quantity;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.pixel.Frames;

/** The frames of one segment, each at its place. */
final class SegmentFrames {
  /** A centre may lie this part of the slice distance off a frame's plane. */
  private static final double HALF = 0.5;

  private final Frames frames;
  private final int number;
  private final boolean labels;
  private final double least;
  private final List<Placed> placed = new ArrayList<>();
  private final double thickness;

  private record Placed(int frame, Plane plane, double place) {}

  SegmentFrames(DataSet image, Frames frames, int number) {
    this.frames = frames;
    this.number = number;
    String type = image.string(Tag.SegmentationType).orElse("BINARY");
    this.labels = type.equals("LABELMAP");
    this.least =
        type.equals("FRACTIONAL")
            ? image.decimal(Tag.MaximumFractionalValue).orElse(255) * HALF
            : 1;
    Optional<DataSet> shared = Region.shared(image);
    List<DataSet> groups = image.items(Tag.PerFrameFunctionalGroupsSequence);
    if (groups.size() < frames.format().frames()) {
      throw Plane.invalid("the segmentation lacks functional groups of its frames");
    }
    Vector3 normal = Plane.of(groups.get(0), shared).normal();
    for (int i = 0; i < frames.format().frames(); i++) {
      if (labels || segment(groups.get(i), shared) == number) {
        Plane plane = Plane.of(groups.get(i), shared);
        placed.add(new Placed(i, plane, plane.origin().dot(normal)));
      }
    }
    placed.sort(Comparator.comparingDouble(Placed::place));
    this.thickness = thickness(groups.get(0), shared);
  }

  private static int segment(DataSet groups, Optional<DataSet> shared) {
    return groups
        .item(Tag.SegmentIdentificationSequence)
        .or(() -> shared.flatMap(s -> s.item(Tag.SegmentIdentificationSequence)))
        .map(item -> item.integer(Tag.ReferencedSegmentNumber).orElse(0))
        .orElse(0);
  }

  /** Between neighbouring frames; empty slices are often left out, so the least distance counts. */
  private double thickness(DataSet groups, Optional<DataSet> shared) {
    double least = Double.MAX_VALUE;
    for (int i = 1; i < placed.size(); i++) {
      double step = placed.get(i).place() - placed.get(i - 1).place();
      least = step > 1e-3 ? Math.min(least, step) : least;
    }
    if (least < Double.MAX_VALUE) {
      return least;
    }
    return groups
        .item(Tag.PixelMeasuresSequence)
        .or(() -> shared.flatMap(s -> s.item(Tag.PixelMeasuresSequence)))
        .map(item -> item.decimal(Tag.SliceThickness).orElse(0))
        .filter(value -> value > 0)
        .orElseThrow(() -> Plane.invalid("a segment of one slice states no thickness"));
  }

  BitSet over(Grid grid) {
    BitSet voxels = new BitSet(grid.size());
    for (Placed one : placed) {
      double[] values = frames.frame(one.frame());
      for (int slice = 0; slice < grid.slices(); slice++) {
        over(grid, slice, one, values, voxels);
      }
    }
    return voxels;
  }

  private void over(Grid grid, int slice, Placed one, double[] values, BitSet voxels) {
    Plane plane = one.plane();
    Vector3 normal = plane.normal();
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        Vector3 from = grid.centre(column, row, slice).minus(plane.origin());
        double off = from.dot(normal) / thickness;
        if (off < -HALF || off >= HALF) {
          continue;
        }
        long x = Math.round(from.dot(plane.along()) / plane.columnSpacing());
        long y = Math.round(from.dot(plane.down()) / plane.rowSpacing());
        if (belongs(values, x, y)) {
          voxels.set(grid.index(column, row, slice));
        }
      }
    }
  }

  private boolean belongs(double[] values, long x, long y) {
    int columns = frames.format().columns();
    if (x < 0 || x >= columns || y < 0 || y >= frames.format().rows()) {
      return false;
    }
    double value = values[(int) y * columns + (int) x];
    return labels ? value == number : value >= least;
  }
}
