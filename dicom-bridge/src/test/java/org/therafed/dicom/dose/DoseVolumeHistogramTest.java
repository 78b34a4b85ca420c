package org.therafed.dicom.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.Shared;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.TransferSyntax;
import org.therafed.dicom.quantity.Slice;

class DoseVolumeHistogramTest {
  /** 21 x 11 points 5 mm apart on 5 planes, dose of x mm / 10 Gy: 0 to 10 Gy. */
  private static DataSet gradient() {
    ByteBuffer pixels = ByteBuffer.allocate(5 * 11 * 21 * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 5 * 11 * 21; i++) {
      pixels.putInt(i % 21 * 500);
    }
    return new DataSet()
        .put(Tag.FrameOfReferenceUID, VR.UI, "2.25.1")
        .put(Tag.Rows, VR.US, 11)
        .put(Tag.Columns, VR.US, 21)
        .put(Tag.NumberOfFrames, VR.IS, 5)
        .put(Tag.BitsAllocated, VR.US, 32)
        .put(Tag.BitsStored, VR.US, 32)
        .put(Tag.HighBit, VR.US, 31)
        .put(Tag.PixelRepresentation, VR.US, 0)
        .put(Tag.ImagePositionPatient, VR.DS, "0", "0", "0")
        .put(Tag.ImageOrientationPatient, VR.DS, "1", "0", "0", "0", "1", "0")
        .put(Tag.PixelSpacing, VR.DS, "5", "5")
        .put(Tag.GridFrameOffsetVector, VR.DS, "0", "5", "10", "15", "20")
        .put(Tag.DoseUnits, VR.CS, "GY")
        .put(Tag.DoseType, VR.CS, "PHYSICAL")
        .put(Tag.DoseGridScaling, VR.DS, "0.001")
        .putBytes(Tag.PixelData, VR.OW, pixels.array());
  }

  private static DataSet contour(double z, double x0, double x1, double y0, double y1) {
    List<String> data = new ArrayList<>();
    for (double[] corner : new double[][] {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}) {
      data.add(Double.toString(corner[0]));
      data.add(Double.toString(corner[1]));
      data.add(Double.toString(z));
    }
    return new DataSet()
        .put(Tag.ContourGeometricType, VR.CS, "CLOSED_PLANAR")
        .put(Tag.ContourData, VR.DS, data.toArray(new String[0]));
  }

  private static DataSet structures(String frameOfReference, DataSet... contours) {
    return new DataSet()
        .putItems(
            Tag.StructureSetROISequence,
            new DataSet()
                .put(Tag.ROINumber, VR.IS, 7)
                .put(Tag.ROIName, VR.LO, "box")
                .put(Tag.ReferencedFrameOfReferenceUID, VR.UI, frameOfReference))
        .putItems(
            Tag.ROIContourSequence,
            new DataSet()
                .put(Tag.ReferencedROINumber, VR.IS, 7)
                .putItems(Tag.ContourSequence, contours));
  }

  private static DoseVolumeHistogram histogram(DataSet... contours) {
    return DoseVolumeHistogram.of(
        DoseGrid.of(new Slice(gradient(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN)),
        Structure.of(structures("2.25.1", contours), 7));
  }

  @Test
  void boxInALinearDoseHasALinearHistogram() {
    DoseVolumeHistogram box =
        histogram(
            contour(5, 20, 80, 10, 40), contour(10, 20, 80, 10, 40), contour(15, 20, 80, 10, 40));

    assertThat(box.volumeMl()).isCloseTo(60 * 30 * 15 / 1000.0, within(0.5));
    assertThat(box.outsideMl()).isZero();
    assertThat(box.mean()).isCloseTo(5, within(0.02));
    assertThat(box.minimum()).isCloseTo(2, within(0.1));
    assertThat(box.maximum()).isCloseTo(8, within(0.1));
    assertThat(box.doseToPart(0.5)).isCloseTo(5, within(0.1));
    assertThat(box.doseToPart(0.95)).isCloseTo(2.3, within(0.1));
    assertThat(box.partAbove(6.5)).isCloseTo(0.25, within(0.02));
    double[] cumulative = box.cumulative(1);
    assertThat(cumulative).hasSize(8);
    assertThat(cumulative[0]).isCloseTo(box.volumeMl(), within(1e-9));
    assertThat(cumulative[5] / box.volumeMl()).isCloseTo(0.5, within(0.02));
    double sum = 0;
    for (double bin : box.differential(1)) {
      sum += bin;
    }
    assertThat(sum).isCloseTo(box.volumeMl(), within(1e-9));
  }

  @Test
  void contourInsideAContourIsAHole() {
    DoseVolumeHistogram ring =
        histogram(
            contour(5, 20, 80, 10, 40),
            contour(5, 40, 60, 20, 30),
            contour(10, 20, 80, 10, 40),
            contour(10, 40, 60, 20, 30));

    assertThat(ring.volumeMl()).isCloseTo((60 * 30 - 20 * 10) * 10 / 1000.0, within(0.5));
    assertThat(ring.mean()).isCloseTo(5, within(0.02));
  }

  /** Planes of 20 x 10 mm at the z given. */
  private static double allMl(double... planes) {
    DataSet[] contours = new DataSet[planes.length];
    for (int i = 0; i < planes.length; i++) {
      contours[i] = contour(planes[i], 20, 40, 10, 20);
    }
    DoseVolumeHistogram histogram = histogram(contours);
    return histogram.volumeMl() + histogram.outsideMl();
  }

  @Test
  void spaceBetweenSeparatePartsIsNoPartOfTheStructure() {
    double plane = 20 * 10 * 5 / 1000.0;

    assertThat(allMl(0, 5, 10, 15, 20, 80, 85, 90, 95, 100)).isCloseTo(10 * plane, within(0.1));
    assertThat(allMl(0, 5, 10, 15, 20, 80)).isCloseTo(6 * plane, within(0.1));
    assertThat(allMl(0, 60, 65, 70, 130)).isCloseTo(5 * plane, within(0.1));
    assertThat(allMl(0, 5, 12, 17)).isCloseTo((5 + 6 + 6 + 5) * 20 * 10 / 1000.0, within(0.1));
  }

  /** 21 x 21 points 5 mm apart on 21 planes from -20 to 80 mm, dose of z in mm / 10 + 2 Gy. */
  private static DoseGrid alongZ() {
    ByteBuffer pixels = ByteBuffer.allocate(21 * 21 * 21 * 4).order(ByteOrder.LITTLE_ENDIAN);
    String[] offsets = new String[21];
    for (int frame = 0; frame < 21; frame++) {
      offsets[frame] = Integer.toString(5 * frame);
      for (int i = 0; i < 21 * 21; i++) {
        pixels.putInt(500 * frame);
      }
    }
    DataSet image =
        gradient()
            .put(Tag.Rows, VR.US, 21)
            .put(Tag.NumberOfFrames, VR.IS, 21)
            .put(Tag.ImagePositionPatient, VR.DS, "0", "0", "-20")
            .put(Tag.GridFrameOffsetVector, VR.DS, offsets)
            .putBytes(Tag.PixelData, VR.OW, pixels.array());
    return DoseGrid.of(new Slice(image, TransferSyntax.EXPLICIT_LITTLE_ENDIAN));
  }

  /** A regular polygon of 360 corners around (50, 50) mm. */
  private static DataSet circle(double z, double radius) {
    String[] data = new String[3 * 360];
    for (int i = 0; i < 360; i++) {
      data[3 * i] = Double.toString(50 + radius * Math.cos(Math.toRadians(i)));
      data[3 * i + 1] = Double.toString(50 + radius * Math.sin(Math.toRadians(i)));
      data[3 * i + 2] = Double.toString(z);
    }
    return new DataSet()
        .put(Tag.ContourGeometricType, VR.CS, "CLOSED_PLANAR")
        .put(Tag.ContourData, VR.DS, data);
  }

  private static DoseVolumeHistogram alongZ(DataSet... contours) {
    return DoseVolumeHistogram.of(alongZ(), Structure.of(structures("2.25.1", contours), 7));
  }

  /**
   * Planes 20 mm apart from 0 to 60 mm stand for -10 to 70 mm, where the dose goes from 1 to 9 Gy
   * evenly: by hand, half of a prism receives 5 Gy, a quarter 7 Gy or more, 95 % 1.4 Gy.
   */
  @Test
  void thickSlicesTakeTheDoseOfAllTheirSpace() {
    DoseVolumeHistogram cube =
        alongZ(
            contour(0, 30, 70, 30, 70),
            contour(20, 30, 70, 30, 70),
            contour(40, 30, 70, 30, 70),
            contour(60, 30, 70, 30, 70));
    DoseVolumeHistogram cylinder =
        alongZ(circle(0, 20), circle(20, 20), circle(40, 20), circle(60, 20));

    assertThat(cube.volumeMl()).isCloseTo(40 * 40 * 80 / 1000.0, within(0.5));
    assertThat(cylinder.volumeMl()).isCloseTo(Math.PI * 20 * 20 * 80 / 1000, within(1.2));
    for (DoseVolumeHistogram prism : List.of(cube, cylinder)) {
      assertThat(prism.outsideMl()).isZero();
      assertThat(prism.mean()).isCloseTo(5, within(0.01));
      assertThat(prism.minimum()).isCloseTo(1, within(0.3));
      assertThat(prism.maximum()).isCloseTo(9, within(0.3));
      assertThat(prism.doseToPart(0.5)).isCloseTo(5, within(0.3));
      assertThat(prism.doseToPart(0.95)).isCloseTo(1.4, within(0.3));
      assertThat(prism.partAbove(7)).isCloseTo(0.25, within(0.01));
      assertThat(prism.partAbove(3)).isCloseTo(0.75, within(0.01));
    }
  }

  /** A cone of planes 10 mm apart, radius 25, 20, 15, 10 mm, and dose of z: sums by hand. */
  @Test
  void slabsWeighAsMuchAsTheirContours() {
    DoseVolumeHistogram cone =
        alongZ(circle(10, 25), circle(20, 20), circle(30, 15), circle(40, 10));

    double squares = 25 * 25 + 20 * 20 + 15 * 15 + 10 * 10;
    double dose = (25 * 25 * 3 + 20 * 20 * 4 + 15 * 15 * 5 + 10 * 10 * 6) / squares;
    assertThat(cone.volumeMl()).isCloseTo(Math.PI * squares * 10 / 1000, within(0.6));
    assertThat(cone.mean()).isCloseTo(dose, within(0.02));
    assertThat(cone.minimum()).isCloseTo(2.5, within(0.3));
    assertThat(cone.maximum()).isCloseTo(6.5, within(0.3));
  }

  @Test
  void halfOfASlabBeyondTheGridIsOutside() {
    DoseVolumeHistogram edge = alongZ(contour(80, 30, 70, 30, 70), contour(60, 30, 70, 30, 70));

    assertThat(edge.outsideMl()).isCloseTo(40 * 40 * 10 / 1000.0, within(0.2));
    assertThat(edge.volumeMl()).isCloseTo(40 * 40 * 30 / 1000.0, within(0.4));
  }

  @Test
  void whatLiesOutsideTheGridIsCountedApart() {
    DoseVolumeHistogram half = histogram(contour(5, 50, 150, 10, 40), contour(10, 50, 150, 10, 40));

    assertThat(half.outsideMl()).isCloseTo(half.volumeMl(), within(0.5));
    assertThat(half.minimum()).isCloseTo(5, within(0.1));
  }

  @Test
  void anotherFrameOfReferenceOrNoOverlapIsRefused() {
    DoseGrid dose = DoseGrid.of(new Slice(gradient(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN));

    refused(
        () ->
            DoseVolumeHistogram.of(
                dose, Structure.of(structures("2.25.2", contour(5, 20, 80, 10, 40)), 7)));
    refused(
        () ->
            DoseVolumeHistogram.of(
                dose, Structure.of(structures("2.25.1", contour(500, 20, 80, 10, 40)), 7)));
    refused(() -> Structure.of(structures("2.25.1"), 7));
    refused(() -> Structure.of(structures("2.25.1", contour(5, 20, 80, 10, 40)), 8));
  }

  @Test
  void doseWithoutScalingOrUnitIsRefused() {
    for (int tag : List.of(Tag.DoseGridScaling, Tag.DoseUnits)) {
      refused(
          () ->
              DoseGrid.of(
                  new Slice(gradient().remove(tag), TransferSyntax.EXPLICIT_LITTLE_ENDIAN)));
    }
    refused(
        () ->
            DoseGrid.of(
                new Slice(
                    gradient().put(Tag.GridFrameOffsetVector, VR.DS, "0", "5"),
                    TransferSyntax.EXPLICIT_LITTLE_ENDIAN)));
  }

  private static void refused(Runnable asked) {
    assertThatThrownBy(asked::run)
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.RT_INVALID));
  }

  @Test
  void realDoseAndStructuresRead() {
    DicomFile file = Part10Reader.read(Shared.file("rt/rtdose.dcm"));
    DoseGrid dose = DoseGrid.of(Slice.of(file));
    Structure patient =
        Structure.of(Part10Reader.read(Shared.file("rt/rtstruct.dcm")).dataSet(), 1);

    assertThat(dose.unit()).isEqualTo("RELATIVE");
    assertThat(dose.maximum()).isPositive();
    assertThat(patient.name()).isEqualTo("patient");
    assertThat(patient.contours()).hasSize(3);
    refused(() -> DoseVolumeHistogram.of(dose, patient));
  }
}
