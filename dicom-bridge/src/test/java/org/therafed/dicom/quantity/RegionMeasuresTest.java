package org.therafed.dicom.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.Shared;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.TransferSyntax;
import org.therafed.dicom.pixel.Frames;

class RegionMeasuresTest {
  private static final TransferSyntax PLAIN = TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
  private static final int SIDE = 20;

  /**
   * A ball of SUV 8 and 12 mm radius around (40, 40, 40) mm in a background of 1; voxels of 4 mm.
   */
  private static Volume ball() {
    Plane first = new Plane(new Vector3(0, 0, 0), new Vector3(1, 0, 0), new Vector3(0, 1, 0), 4, 4);
    Grid grid = new Grid(first, SIDE, SIDE, SIDE, 4, "2.25.1");
    float[] values = new float[grid.size()];
    for (int k = 0; k < SIDE; k++) {
      for (int j = 0; j < SIDE; j++) {
        for (int i = 0; i < SIDE; i++) {
          double off = grid.centre(i, j, k).minus(new Vector3(40, 40, 40)).length();
          values[grid.index(i, j, k)] = off <= 12 ? 8 : 1;
        }
      }
    }
    return Volume.of(grid, values);
  }

  @Test
  void ballIsMeasuredByThreshold() {
    Volume volume = ball();
    Region region = Region.above(volume, 4);

    RegionMeasures measures = RegionMeasures.of(volume, region);

    assertThat(measures.voxels()).isEqualTo(123);
    assertThat(measures.volumeMl()).isCloseTo(123 * 0.064, within(1e-9));
    assertThat(measures.maximum()).isEqualTo(8);
    assertThat(measures.mean()).isEqualTo(8);
    assertThat(measures.totalLesionGlycolysis()).isCloseTo(8 * 123 * 0.064, within(1e-9));
    assertThat(measures.peak()).hasValueCloseTo(8.0, within(1e-9));
    assertThat(region.abovePart(volume, 0.41).size()).isEqualTo(123);
  }

  @Test
  void peakSphereHoldsOneCubicCentimetre() {
    for (double spacing : new double[] {1, 2, 4, 5.5}) {
      Plane first =
          new Plane(
              new Vector3(0, 0, 0), new Vector3(1, 0, 0), new Vector3(0, 1, 0), spacing, spacing);
      Grid grid = new Grid(first, 4, 4, 4, spacing * 0.9, "2.25.1");

      assertThat(new PeakSphere(grid).volumeMl()).isCloseTo(1, within(0.03));
    }
  }

  @Test
  void singleHotVoxelRaisesThePeakByItsPartOnly() {
    Volume flat = ball();
    float[] values = new float[flat.grid().size()];
    values[flat.grid().index(10, 10, 10)] = 100;
    Volume hot = Volume.of(flat.grid(), values);

    RegionMeasures measures = RegionMeasures.of(hot, Region.above(hot, 50));

    assertThat(measures.maximum()).isEqualTo(100);
    // 0.064 mL of 1 mL, the whole voxel inside the sphere.
    assertThat(measures.peak()).hasValueCloseTo(6.4, within(0.3));
  }

  @Test
  void regionAtTheRimHasNoPeak() {
    Volume volume = ball();
    BitSet corner = new BitSet();
    corner.set(0);

    assertThat(RegionMeasures.of(volume, Region.of(volume.grid(), corner)).peak()).isEmpty();
  }

  @Test
  void emptyRegionIsRefused() {
    assertThatThrownBy(() -> Region.above(ball(), 9))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.REGION_EMPTY));
  }

  @Test
  void partsThatDoNotTouchAreApart() {
    Volume volume = ball();
    float[] values = new float[volume.grid().size()];
    values[volume.grid().index(2, 2, 2)] = 5;
    values[volume.grid().index(3, 2, 2)] = 5;
    values[volume.grid().index(3, 3, 3)] = 5;
    Volume spots = Volume.of(volume.grid(), values);

    Region all = Region.above(spots, 5);

    assertThat(all.size()).isEqualTo(3);
    assertThat(all.connected(volume.grid().index(2, 2, 2)).size()).isEqualTo(2);
  }

  private static DataSet slice(int number, int stored) {
    byte[] pixels = new byte[2 * 4];
    for (int i = 0; i < 4; i++) {
      pixels[2 * i] = (byte) stored;
    }
    return PetImages.bqml()
        .put(Tag.FrameOfReferenceUID, VR.UI, "2.25.1")
        .put(Tag.Rows, VR.US, 2)
        .put(Tag.Columns, VR.US, 2)
        .put(Tag.BitsAllocated, VR.US, 16)
        .put(Tag.BitsStored, VR.US, 16)
        .put(Tag.HighBit, VR.US, 15)
        .put(Tag.PixelRepresentation, VR.US, 0)
        .put(Tag.ImagePositionPatient, VR.DS, "0", "0", Integer.toString(3 * number))
        .put(Tag.ImageOrientationPatient, VR.DS, "1", "0", "0", "0", "1", "0")
        .put(Tag.PixelSpacing, VR.DS, "4", "4")
        .put(Tag.SliceThickness, VR.DS, "3")
        .put(Tag.RescaleIntercept, VR.DS, "0")
        .put(Tag.RescaleSlope, VR.DS, Integer.toString(number + 1))
        .putBytes(Tag.PixelData, VR.OW, pixels);
  }

  private static Volume suv(List<Slice> slices) {
    SuvFactor factor =
        (SuvFactor) Suv.factor(slices.stream().map(Slice::image).toList(), SuvType.BW);
    return Volume.suv(slices, factor);
  }

  @Test
  void everySliceHasItsOwnSlopeWhateverTheOrderOfArrival() {
    List<Slice> slices = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      slices.add(new Slice(slice(i, 10), PLAIN));
    }
    Collections.shuffle(slices, new Random(1));

    Volume volume = suv(slices);

    assertThat(volume.grid().slices()).isEqualTo(5);
    assertThat(volume.grid().sliceSpacing()).isEqualTo(3);
    double factor = 70_000 / (370e6 * Math.pow(2, -3600 / 6586.2));
    assertThat(volume.value(0)).isCloseTo(10 * factor, within(1e-9));
    assertThat(volume.value(16)).isCloseTo(50 * factor, within(1e-9));
  }

  @Test
  void missingSliceIsRefused() {
    List<Slice> gap =
        List.of(
            new Slice(slice(0, 1), PLAIN),
            new Slice(slice(1, 1), PLAIN),
            new Slice(slice(3, 1), PLAIN));

    assertThatThrownBy(() -> suv(gap))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.GEOMETRY_INVALID));
  }

  @Test
  void realSegmentHasItsOwnVolumeOnItsOwnGridAndOnACoarserOne() {
    Slice segmentation = Slice.of(Part10Reader.read(Shared.file("seg/liver.dcm")));
    DataSet image = segmentation.image();
    Plane plane =
        Plane.of(image.items(Tag.PerFrameFunctionalGroupsSequence).get(0), Region.shared(image));
    String reference = image.string(Tag.FrameOfReferenceUID).orElseThrow();
    Grid own = new Grid(plane, 512, 512, 3, 1, reference);
    Plane wide =
        new Plane(
            plane.origin(),
            plane.along(),
            plane.down(),
            4 * plane.columnSpacing(),
            4 * plane.rowSpacing());
    Grid coarse = new Grid(wide, 128, 128, 3, 1, reference);

    Region region = Region.segment(segmentation, 1, own);
    Region resampled = Region.segment(segmentation, 1, coarse);

    Frames frames = Frames.of(image, segmentation.syntax());
    int voxels = 0;
    for (int i = 0; i < 3; i++) {
      for (double value : frames.frame(i)) {
        voxels += (int) value;
      }
    }
    assertThat(region.size()).isEqualTo(voxels);
    assertThat(resampled.volumeMl()).isCloseTo(region.volumeMl(), within(0.02 * region.volumeMl()));
  }

  @Test
  void segmentOfAnotherFrameOfReferenceIsRefused() {
    Slice segmentation = Slice.of(Part10Reader.read(Shared.file("seg/liver.dcm")));

    assertThatThrownBy(() -> Region.segment(segmentation, 1, ball().grid()))
        .isInstanceOf(DicomFault.class);
  }
}
