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
