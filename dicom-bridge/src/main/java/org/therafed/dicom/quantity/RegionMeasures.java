package org.therafed.dicom.quantity;

import java.util.BitSet;
import java.util.OptionalDouble;

/**
 * What is measured over a region of SUV.
 *
 * @param voxels number of voxels
 * @param volumeMl metabolic volume, DCM 126032, as sum of voxels
 * @param maximum SUVmax, the largest voxel
 * @param mean SUVmean
 * @param peak SUVpeak, DCM 126031: the largest mean over a sphere of 1 cm3 whose centre is a voxel
 *     of the region; empty where no such sphere lies in the image
 */
public record RegionMeasures(
    int voxels, double volumeMl, double maximum, double mean, OptionalDouble peak) {

  /**
   * Measures a region.
   *
   * @throws IllegalArgumentException where region and volume are on different grids
   */
  public static RegionMeasures of(Volume volume, Region region) {
    if (!volume.grid().equals(region.grid())) {
      throw new IllegalArgumentException("Region and volume are on different grids");
    }
    BitSet voxels = region.voxels();
    double maximum = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int i = voxels.nextSetBit(0); i >= 0; i = voxels.nextSetBit(i + 1)) {
      maximum = Math.max(maximum, volume.value(i));
      sum += volume.value(i);
    }
    int count = region.size();
    return new RegionMeasures(
        count,
        region.volumeMl(),
        maximum,
        sum / count,
        new PeakSphere(volume.grid()).peak(volume, voxels));
  }

  /**
   * Total lesion glycolysis, DCM 126033: SUVmean times volume; g for SUV by mass, cm2 for SUVbsa
   * (Larson et al. 1999).
   */
  public double totalLesionGlycolysis() {
    return mean * volumeMl;
  }
}
