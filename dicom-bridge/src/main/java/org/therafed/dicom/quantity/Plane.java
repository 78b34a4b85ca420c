package org.therafed.dicom.quantity;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;

/**
 * Where one slice lies, PS3.3 C.7.6.2.
 *
 * @param origin centre of the first pixel
 * @param along direction of columns counting up
 * @param down direction of rows counting up
 * @param columnSpacing mm between columns
 * @param rowSpacing mm between rows
 */
public record Plane(
    Vector3 origin, Vector3 along, Vector3 down, double columnSpacing, double rowSpacing) {
  /** Direction cosines are written with six digits or so. */
  private static final double UNIT_TOLERANCE = 1e-3;

  /**
   * Of a single-frame image, or of the first frame of an RT Dose.
   *
   * @throws DicomFault {@link DicomFaultCode#GEOMETRY_INVALID} where it states no place
   */
  public static Plane of(DataSet image) {
    return of(
        image.decimals(Tag.ImagePositionPatient),
        image.decimals(Tag.ImageOrientationPatient),
        image.decimals(Tag.PixelSpacing));
  }

  /** Of a frame of a multi-frame image, from its own or the shared functional groups. */
  static Plane of(DataSet frame, Optional<DataSet> shared) {
    return of(
        group(frame, shared, Tag.PlanePositionSequence, Tag.ImagePositionPatient),
        group(frame, shared, Tag.PlaneOrientationSequence, Tag.ImageOrientationPatient),
        group(frame, shared, Tag.PixelMeasuresSequence, Tag.PixelSpacing));
  }

  private static List<Double> group(
      DataSet frame, Optional<DataSet> shared, int sequence, int tag) {
    Function<DataSet, Optional<List<Double>>> read =
        groups -> groups.item(sequence).map(item -> item.decimals(tag));
    return read.apply(frame).or(() -> shared.flatMap(read)).orElse(List.of());
  }

  private static Plane of(List<Double> position, List<Double> orientation, List<Double> spacing) {
    if (position.size() != 3 || orientation.size() != 6 || spacing.size() != 2) {
      throw invalid("position, orientation or spacing of a slice is absent");
    }
    Vector3 along = Vector3.of(orientation, 0);
    Vector3 down = Vector3.of(orientation, 3);
    boolean unit =
        Math.abs(along.length() - 1) < UNIT_TOLERANCE
            && Math.abs(down.length() - 1) < UNIT_TOLERANCE
            && Math.abs(along.dot(down)) < UNIT_TOLERANCE;
    if (!unit || !(spacing.get(0) > 0) || !(spacing.get(1) > 0)) {
      throw invalid("orientation is not two perpendicular directions, or spacing not above zero");
    }
    // Pixel Spacing: first between rows, then between columns.
    return new Plane(Vector3.of(position, 0), along, down, spacing.get(1), spacing.get(0));
  }

  static DicomFault invalid(String detail) {
    return DicomFault.of(DicomFaultCode.GEOMETRY_INVALID, detail);
  }

  /** Direction of slices counting up. */
  public Vector3 normal() {
    return along.cross(down);
  }

  /** Whether another slice is parallel to this one, with the same spacing. */
  boolean parallel(Plane other) {
    return along.minus(other.along).length() < UNIT_TOLERANCE
        && down.minus(other.down).length() < UNIT_TOLERANCE
        && Math.abs(columnSpacing - other.columnSpacing) < UNIT_TOLERANCE * columnSpacing
        && Math.abs(rowSpacing - other.rowSpacing) < UNIT_TOLERANCE * rowSpacing;
  }
}
