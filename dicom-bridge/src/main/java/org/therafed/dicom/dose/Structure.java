package org.therafed.dicom.dose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;

/**
 * A region drawn as closed planar contours, PS3.3 C.8.8.5 and C.8.8.6; axial planes.
 *
 * @param number ROI Number (3006,0022)
 * @param name ROI Name (3006,0026)
 * @param frameOfReferenceUid in which contours are stated
 */
public record Structure(
    int number, String name, String frameOfReferenceUid, List<Contour> contours) {
  /** Points of one contour lie in one plane to this, mm. */
  private static final double FLAT = 0.01;

  /**
   * One closed outline.
   *
   * @param z of its plane, mm
   * @param x of its points, mm
   * @param y of its points, mm
   */
  public record Contour(double z, List<Double> x, List<Double> y) {
    public Contour {
      x = List.copyOf(x);
      y = List.copyOf(y);
    }

    /** Whether a line from the place to the right crosses the outline an odd number of times. */
    boolean holds(double px, double py) {
      boolean inside = false;
      for (int i = 0, j = x.size() - 1; i < x.size(); j = i++) {
        boolean straddles = (y.get(i) > py) != (y.get(j) > py);
        if (straddles
            && px < (x.get(j) - x.get(i)) * (py - y.get(i)) / (y.get(j) - y.get(i)) + x.get(i)) {
          inside = !inside;
        }
      }
      return inside;
    }
  }

  public Structure {
    contours = List.copyOf(contours);
  }

  /**
   * Reads one region of an RT Structure Set.
   *
   * @throws DicomFault {@link DicomFaultCode#RT_INVALID} where it is absent, has no closed contour,
   *     or one that is not axial
   */
  public static Structure of(DataSet structureSet, int number) {
    DataSet roi = item(structureSet, Tag.StructureSetROISequence, Tag.ROINumber, number);
    DataSet drawn = item(structureSet, Tag.ROIContourSequence, Tag.ReferencedROINumber, number);
    List<Contour> contours = new ArrayList<>();
    for (DataSet contour : drawn.items(Tag.ContourSequence)) {
      String type = contour.string(Tag.ContourGeometricType).orElse("");
      if (type.startsWith("CLOSED_PLANAR")) {
        contours.add(contour(contour.decimals(Tag.ContourData)));
      }
    }
    if (contours.isEmpty()) {
      throw invalid("the region has no closed planar contour");
    }
    contours.sort(Comparator.comparingDouble(Contour::z));
    return new Structure(
        number,
        roi.string(Tag.ROIName).orElse(""),
        roi.string(Tag.ReferencedFrameOfReferenceUID).orElse(""),
        contours);
  }

  private static DataSet item(DataSet set, int sequence, int numberTag, int number) {
    Optional<DataSet> found =
        set.items(sequence).stream()
            .filter(i -> i.integer(numberTag).orElse(Integer.MIN_VALUE) == number)
            .findFirst();
    return found.orElseThrow(() -> invalid("no region of this number"));
  }

  private static Contour contour(List<Double> data) {
    if (data.size() < 9 || data.size() % 3 != 0) {
      throw invalid("a closed contour needs three points of three numbers");
    }
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    double z = data.get(2);
    for (int i = 0; i < data.size(); i += 3) {
      x.add(data.get(i));
      y.add(data.get(i + 1));
      if (Math.abs(data.get(i + 2) - z) > FLAT) {
        throw invalid("a contour that is not axial");
      }
    }
    return new Contour(z, x, y);
  }

  private static DicomFault invalid(String detail) {
    return DicomFault.of(DicomFaultCode.RT_INVALID, detail);
  }

  /** Heights of the planes, ascending. */
  List<Double> planes() {
    List<Double> planes = new ArrayList<>();
    for (Contour contour : contours) {
      if (planes.isEmpty() || contour.z() - planes.get(planes.size() - 1) > FLAT) {
        planes.add(contour.z());
      }
    }
    return planes;
  }

  /** Whether a place of a plane belongs: contours inside contours cut holes (C.8.8.6.3). */
  boolean holds(double px, double py, double z) {
    boolean inside = false;
    for (Contour contour : contours) {
      if (Math.abs(contour.z() - z) <= FLAT && contour.holds(px, py)) {
        inside = !inside;
      }
    }
    return inside;
  }
}
