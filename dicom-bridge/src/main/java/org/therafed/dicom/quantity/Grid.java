package org.therafed.dicom.quantity;

import java.util.List;

/**
 * Voxels of equal size in equidistant parallel slices.
 *
 * @param first slice with the lowest place along the normal
 * @param columns per slice
 * @param rows per slice
 * @param slices one or more
 * @param sliceSpacing mm between the centres of slices
 * @param frameOfReferenceUid in which places are stated
 */
public record Grid(
    Plane first,
    int columns,
    int rows,
    int slices,
    double sliceSpacing,
    String frameOfReferenceUid) {
  private static final double MM3_PER_ML = 1000;

  /** Slices may be out of step by this part of their distance; more is a missing slice. */
  private static final double STEP_TOLERANCE = 0.05;

  /**
   * The grid of slices in order of their places.
   *
   * @param thickness mm, of a single slice
   */
  static Grid of(
      List<Plane> planes, int columns, int rows, double thickness, String frameOfReferenceUid) {
    Plane first = planes.get(0);
    double step = thickness;
    if (planes.size() > 1) {
      double length =
          planes.get(planes.size() - 1).origin().minus(first.origin()).dot(first.normal());
      step = length / (planes.size() - 1);
    }
    if (!(step > 0)) {
      throw Plane.invalid("slices lie in one place, or a single slice has no thickness");
    }
    for (int i = 0; i < planes.size(); i++) {
      Plane plane = planes.get(i);
      double place = plane.origin().minus(first.origin()).dot(first.normal());
      if (!first.parallel(plane) || Math.abs(place - i * step) > STEP_TOLERANCE * step) {
        throw Plane.invalid("slices are not parallel or not equidistant; one may be missing");
      }
    }
    return new Grid(first, columns, rows, planes.size(), step, frameOfReferenceUid);
  }

  /** Volume of one voxel, mL. */
  public double voxelMl() {
    return first.columnSpacing() * first.rowSpacing() * sliceSpacing / MM3_PER_ML;
  }

  /** Number of voxels. */
  public int size() {
    return Math.multiplyExact(Math.multiplyExact(columns, rows), slices);
  }

  /** Place of a voxel in arrays: columns run fastest, slices slowest. */
  public int index(int column, int row, int slice) {
    return (slice * rows + row) * columns + column;
  }

  /** Centre of a voxel, mm. */
  Vector3 centre(int column, int row, int slice) {
    return first
        .origin()
        .plus(first.along().times(column * first.columnSpacing()))
        .plus(first.down().times(row * first.rowSpacing()))
        .plus(first.normal().times(slice * sliceSpacing));
  }

  /** The voxel that holds a place, or -1 outside. */
  int indexOf(Vector3 place) {
    Vector3 from = place.minus(first.origin());
    long column = Math.round(from.dot(first.along()) / first.columnSpacing());
    long row = Math.round(from.dot(first.down()) / first.rowSpacing());
    long slice = Math.round(from.dot(first.normal()) / sliceSpacing);
    boolean inside =
        column >= 0 && column < columns && row >= 0 && row < rows && slice >= 0 && slice < slices;
    return inside ? index((int) column, (int) row, (int) slice) : -1;
  }
}
