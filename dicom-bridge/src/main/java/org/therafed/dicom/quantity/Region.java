package org.therafed.dicom.quantity;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.pixel.Frames;

/** Voxels of a grid that belong together: of a segment, or above a threshold. */
public final class Region {
  private final Grid grid;
  private final BitSet voxels;

  private Region(Grid grid, BitSet voxels) {
    if (voxels.isEmpty()) {
      throw DicomFault.of(
          DicomFaultCode.REGION_EMPTY, "no voxel of the image belongs to the region");
    }
    this.grid = grid;
    this.voxels = voxels;
  }

  /** Voxels told by their index. */
  public static Region of(Grid grid, BitSet voxels) {
    return new Region(grid, (BitSet) voxels.clone());
  }

  /** All voxels of at least this value, wherever they lie. */
  public static Region above(Volume volume, double threshold) {
    BitSet voxels = new BitSet(volume.grid().size());
    for (int i = 0; i < volume.grid().size(); i++) {
      voxels.set(i, volume.value(i) >= threshold);
    }
    return new Region(volume.grid(), voxels);
  }

  /** The voxels of this region of at least this part of its maximum, e.g. 0.41. */
  public Region abovePart(Volume volume, double part) {
    double threshold = part * RegionMeasures.of(volume, this).maximum();
    BitSet kept = new BitSet(grid.size());
    voxels.stream().filter(i -> volume.value(i) >= threshold).forEach(kept::set);
    return new Region(grid, kept);
  }

  /**
   * A segment of a segmentation object, PS3.3 C.8.20: BINARY, FRACTIONAL (half of the maximum and
   * more) or LABELMAP. Voxels of the grid are asked by their centres, so that another grid of the
   * segmentation does not matter.
   *
   * @param number Segment Number (0062,0004)
   * @throws DicomFault {@link DicomFaultCode#GEOMETRY_INVALID} where the frames of reference
   *     differ, {@link DicomFaultCode#REGION_EMPTY} where nothing of it lies in the grid
   */
  public static Region segment(Slice segmentation, int number, Grid grid) {
    DataSet image = segmentation.image();
    String reference = image.string(Tag.FrameOfReferenceUID).orElse("");
    if (reference.isEmpty() || !reference.equals(grid.frameOfReferenceUid())) {
      throw Plane.invalid("segmentation and image have different frames of reference");
    }
    Frames frames = Frames.of(image, segmentation.syntax());
    SegmentFrames segment = new SegmentFrames(image, frames, number);
    return new Region(grid, segment.over(grid));
  }

  /** The one connected part (by faces) that holds the voxel. */
  public Region connected(int index) {
    BitSet found = new BitSet(grid.size());
    BitSet open = new BitSet();
    if (voxels.get(index)) {
      open.set(index);
    }
    while (!open.isEmpty()) {
      int at = open.nextSetBit(0);
      open.clear(at);
      found.set(at);
      for (int next : neighbours(at)) {
        if (next >= 0 && voxels.get(next) && !found.get(next)) {
          open.set(next);
        }
      }
    }
    return new Region(grid, found);
  }

  private List<Integer> neighbours(int index) {
    int column = index % grid.columns();
    int row = index / grid.columns() % grid.rows();
    int slice = index / (grid.columns() * grid.rows());
    int plane = grid.columns() * grid.rows();
    return List.of(
        column > 0 ? index - 1 : -1,
        column < grid.columns() - 1 ? index + 1 : -1,
        row > 0 ? index - grid.columns() : -1,
        row < grid.rows() - 1 ? index + grid.columns() : -1,
        slice > 0 ? index - plane : -1,
        slice < grid.slices() - 1 ? index + plane : -1);
  }

  /** Where the voxels lie. */
  public Grid grid() {
    return grid;
  }

  /** The indexes of the voxels; a copy. */
  public BitSet voxels() {
    return (BitSet) voxels.clone();
  }

  /** Number of voxels. */
  public int size() {
    return voxels.cardinality();
  }

  /** Volume, mL: the sum of voxels, DCM 126030. */
  public double volumeMl() {
    return size() * grid.voxelMl();
  }

  static Optional<DataSet> shared(DataSet image) {
    return image.item(Tag.SharedFunctionalGroupsSequence);
  }
}
