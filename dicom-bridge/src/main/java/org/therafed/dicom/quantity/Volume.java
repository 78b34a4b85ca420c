package org.therafed.dicom.quantity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.pixel.Frames;
import org.therafed.dicom.pixel.Lossiness;

/** Numbers on a grid; single precision, seven digits. */
public final class Volume {
  /** Voxels held in memory: four times a total-body PET of 440 x 440 x 645 (our choice). */
  private static final long MOST_VOXELS = 500_000_000;

  private final Grid grid;
  private final float[] values;
  private final Lossiness lossiness;

  private Volume(Grid grid, float[] values, Lossiness lossiness) {
    this.grid = grid;
    this.values = values;
    this.lossiness = lossiness;
  }

  /**
   * Numbers made elsewhere.
   *
   * @param values of {@link Grid#size}; the array is taken over
   */
  public static Volume of(Grid grid, float[] values) {
    if (values.length != grid.size()) {
      throw new IllegalArgumentException(
          values.length + " values for " + grid.size() + " voxels of the grid");
    }
    return new Volume(grid, values, Lossiness.NONE);
  }

  /**
   * SUV of a PET series: {@code factor * (stored * slope + intercept)}, slope and intercept of each
   * slice its own.
   *
   * @param slices of one time and bed position set, in any order
   * @throws DicomFault {@link DicomFaultCode#GEOMETRY_INVALID} where the slices make no grid, and
   *     as {@link Frames#of} where pixels cannot be decoded
   */
  public static Volume suv(List<Slice> slices, SuvFactor factor) {
    if (slices.isEmpty()) {
      throw Plane.invalid("no slice");
    }
    Vector3 normal = Plane.of(slices.get(0).image()).normal();
    List<Slice> ordered = new ArrayList<>(slices);
    ordered.sort(Comparator.comparingDouble(s -> Plane.of(s.image()).origin().dot(normal)));
    Grid grid = grid(ordered);
    float[] values = new float[grid.size()];
    Lossiness lossiness = Lossiness.NONE;
    for (int k = 0; k < ordered.size(); k++) {
      Frames frames = Frames.of(ordered.get(k).image(), ordered.get(k).syntax());
      rescale(ordered.get(k).image(), frames, factor, values, k * grid.columns() * grid.rows());
      lossiness = worse(lossiness, frames.lossiness());
    }
    return new Volume(grid, values, lossiness);
  }

  private static Lossiness worse(Lossiness a, Lossiness b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Grid grid(List<Slice> ordered) {
    DataSet first = ordered.get(0).image();
    int columns = first.integer(Tag.Columns).orElse(0);
    int rows = first.integer(Tag.Rows).orElse(0);
    String reference = first.string(Tag.FrameOfReferenceUID).orElse("");
    if ((long) columns * rows * ordered.size() > MOST_VOXELS) {
      throw Plane.invalid("more than " + MOST_VOXELS + " voxels");
    }
    for (Slice slice : ordered) {
      boolean same =
          slice.image().integer(Tag.Columns).orElse(0) == columns
              && slice.image().integer(Tag.Rows).orElse(0) == rows
              && slice.image().string(Tag.FrameOfReferenceUID).orElse("").equals(reference);
      if (!same) {
        throw Plane.invalid("slices differ in their size or frame of reference");
      }
    }
    return Grid.of(
        ordered.stream().map(s -> Plane.of(s.image())).toList(),
        columns,
        rows,
        first.decimal(Tag.SliceThickness).orElse(0),
        reference);
  }

  private static void rescale(
      DataSet image, Frames frames, SuvFactor factor, float[] into, int at) {
    double slope =
        image
            .decimal(Tag.RescaleSlope)
            .orElseThrow(
                () ->
                    DicomFault.of(
                        DicomFaultCode.PIXELS_INVALID,
                        "Rescale Slope (0028,1053) of a PET image is absent"));
    double intercept = image.decimal(Tag.RescaleIntercept).orElse(0);
    double[] stored = frames.frame(0);
    for (int i = 0; i < stored.length; i++) {
      into[at + i] = (float) factor.of(stored[i] * slope + intercept);
    }
  }

  /** Where the voxels lie. */
  public Grid grid() {
    return grid;
  }

  /** The number of a voxel, by {@link Grid#index}. */
  public double value(int index) {
    return values[index];
  }

  /** The worst of the slices. */
  public Lossiness lossiness() {
    return lossiness;
  }
}
