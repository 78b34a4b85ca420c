package org.therafed.dicom.dose;

import java.util.List;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.pixel.Frames;
import org.therafed.dicom.quantity.Plane;
import org.therafed.dicom.quantity.Slice;
import org.therafed.dicom.quantity.Vector3;

/** Dose on planes, PS3.3 C.8.8.3, read between its points by trilinear interpolation. */
public final class DoseGrid {
  private final Plane plane;
  private final int columns;
  private final int rows;
  private final double[] offsets;
  private final double[][] frames;
  private final String unit;
  private final String type;
  private final String frameOfReferenceUid;

  private DoseGrid(DataSet image, Plane plane, double[] offsets, double[][] frames) {
    this.plane = plane;
    this.columns = image.integer(Tag.Columns).orElse(0);
    this.rows = image.integer(Tag.Rows).orElse(0);
    this.offsets = offsets;
    this.frames = frames;
    this.unit = image.string(Tag.DoseUnits).orElse("");
    this.type = image.string(Tag.DoseType).orElse("");
    this.frameOfReferenceUid = image.string(Tag.FrameOfReferenceUID).orElse("");
  }

  /**
   * Reads an RT Dose object with a grid.
   *
   * @throws DicomFault {@link DicomFaultCode#RT_INVALID} where scaling, unit or the places of
   *     planes are absent
   */
  public static DoseGrid of(Slice dose) {
    DataSet image = dose.image();
    double scaling =
        image
            .decimal(Tag.DoseGridScaling)
            .orElseThrow(() -> invalid("Dose Grid Scaling (3004,000E) is absent"));
    String unit = image.string(Tag.DoseUnits).orElse("");
    if (!unit.equals("GY") && !unit.equals("RELATIVE")) {
      throw invalid("Dose Units (3004,0002) is neither GY nor RELATIVE");
    }
    Frames pixels = Frames.of(image, dose.syntax());
    double[] offsets = offsets(image, pixels.format().frames());
    double[][] frames = new double[offsets.length][];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = pixels.frame(i);
      for (int j = 0; j < frames[i].length; j++) {
        frames[i][j] *= scaling;
      }
    }
    return new DoseGrid(image, Plane.of(image), offsets, frames);
  }

  /** C.8.8.3.2: relative to the first plane, or absolute z of axial planes. */
  private static double[] offsets(DataSet image, int frames) {
    List<Double> stated = image.decimals(Tag.GridFrameOffsetVector);
    if (frames == 1 && stated.isEmpty()) {
      return new double[1];
    }
    if (stated.size() != frames) {
      throw invalid("Grid Frame Offset Vector (3004,000C) does not fit the number of frames");
    }
    double[] offsets = new double[frames];
    for (int i = 0; i < frames; i++) {
      offsets[i] = stated.get(i) - stated.get(0);
      if (i > 0 && !(Math.abs(offsets[i]) > Math.abs(offsets[i - 1]))) {
        throw invalid("Grid Frame Offset Vector (3004,000C) does not go one way");
      }
    }
    return offsets;
  }

  private static DicomFault invalid(String detail) {
    return DicomFault.of(DicomFaultCode.RT_INVALID, detail);
  }

  /** {@code GY} or {@code RELATIVE}, Dose Units (3004,0002). */
  public String unit() {
    return unit;
  }

  /** {@code PHYSICAL}, {@code EFFECTIVE} or {@code ERROR}, Dose Type (3004,0004). */
  public String type() {
    return type;
  }

  /** In which places are stated. */
  public String frameOfReferenceUid() {
    return frameOfReferenceUid;
  }

  /** Largest dose of the grid. */
  public double maximum() {
    double maximum = 0;
    for (double[] frame : frames) {
      for (double dose : frame) {
        maximum = Math.max(maximum, dose);
      }
    }
    return maximum;
  }

  /** mm between points along columns and rows. */
  double spacing() {
    return Math.min(plane.columnSpacing(), plane.rowSpacing());
  }

  /** Smallest distance of two planes, mm; that of points in the plane where there is one. */
  double planeSpacing() {
    double least = Double.MAX_VALUE;
    for (int i = 1; i < offsets.length; i++) {
      least = Math.min(least, Math.abs(offsets[i] - offsets[i - 1]));
    }
    return offsets.length == 1 ? spacing() : least;
  }

  /** The dose at a place, NaN outside the grid. */
  double at(Vector3 place) {
    Vector3 from = place.minus(plane.origin());
    double x = from.dot(plane.along()) / plane.columnSpacing();
    double y = from.dot(plane.down()) / plane.rowSpacing();
    double z = frame(from.dot(plane.normal()));
    if (!(x >= 0 && x <= columns - 1 && y >= 0 && y <= rows - 1 && z >= 0)) {
      return Double.NaN;
    }
    int low = (int) Math.min(z, Math.max(0, frames.length - 2));
    int high = Math.min(low + 1, frames.length - 1);
    double part = z - low;
    return (1 - part) * inPlane(frames[low], x, y) + part * inPlane(frames[high], x, y);
  }

  /** Place among the frames as a number with fraction; negative outside. */
  private double frame(double offset) {
    for (int i = 0; i + 1 < offsets.length; i++) {
      double part = (offset - offsets[i]) / (offsets[i + 1] - offsets[i]);
      if (part >= 0 && part <= 1) {
        return i + part;
      }
    }
    return offsets.length == 1 && Math.abs(offset) < spacing() / 2 ? 0 : -1;
  }

  private double inPlane(double[] frame, double x, double y) {
    int i = (int) Math.min(x, Math.max(0, columns - 2));
    int j = (int) Math.min(y, Math.max(0, rows - 2));
    int right = Math.min(i + 1, columns - 1);
    int below = Math.min(j + 1, rows - 1);
    double u = x - i;
    double v = y - j;
    return (1 - v) * ((1 - u) * frame[j * columns + i] + u * frame[j * columns + right])
        + v * ((1 - u) * frame[below * columns + i] + u * frame[below * columns + right]);
  }
}
