package org.therafed.dicom.quantity;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The sphere of 1 cm3 of SUVpeak (Wahl et al. 2009, PERCIST 1.0; PS3.16 code 126031), as weights of
 * voxels around its centre. A voxel at the rim counts with the part of it that lies inside, by 5 x
 * 5 x 5 points of it.
 */
final class PeakSphere {
  /** Radius of 1 cm3, mm. */
  private static final double RADIUS = 10 * Math.cbrt(3 / (4 * Math.PI));

  private static final int POINTS = 5;

  private final Grid grid;
  private final List<Weight> weights = new ArrayList<>();
  private double total;

  private record Weight(int column, int row, int slice, double part) {}

  PeakSphere(Grid grid) {
    this.grid = grid;
    int columns = reach(grid.first().columnSpacing());
    int rows = reach(grid.first().rowSpacing());
    int slices = reach(grid.sliceSpacing());
    for (int k = -slices; k <= slices; k++) {
      for (int j = -rows; j <= rows; j++) {
        for (int i = -columns; i <= columns; i++) {
          double part = part(i, j, k);
          if (part > 0) {
            weights.add(new Weight(i, j, k, part));
            total += part;
          }
        }
      }
    }
  }

  private static int reach(double spacing) {
    return (int) Math.ceil(RADIUS / spacing);
  }

  private double part(int column, int row, int slice) {
    int inside = 0;
    for (int a = 0; a < POINTS; a++) {
      double x = at(column, a) * grid.first().columnSpacing();
      for (int b = 0; b < POINTS; b++) {
        double y = at(row, b) * grid.first().rowSpacing();
        for (int c = 0; c < POINTS; c++) {
          double z = at(slice, c) * grid.sliceSpacing();
          inside += x * x + y * y + z * z <= RADIUS * RADIUS ? 1 : 0;
        }
      }
    }
    return inside / (double) (POINTS * POINTS * POINTS);
  }

  private static double at(int voxel, int point) {
    return voxel + (point + 0.5) / POINTS - 0.5;
  }

  /** Volume of the sphere as its weights make it, mL. */
  double volumeMl() {
    return total * grid.voxelMl();
  }

  OptionalDouble peak(Volume volume, BitSet centres) {
    double peak = Double.NEGATIVE_INFINITY;
    for (int i = centres.nextSetBit(0); i >= 0; i = centres.nextSetBit(i + 1)) {
      peak = Math.max(peak, mean(volume, i));
    }
    return Double.isInfinite(peak) ? OptionalDouble.empty() : OptionalDouble.of(peak);
  }

  /** Negative infinity where the sphere reaches beyond the image. */
  private double mean(Volume volume, int centre) {
    int column = centre % grid.columns();
    int row = centre / grid.columns() % grid.rows();
    int slice = centre / (grid.columns() * grid.rows());
    double sum = 0;
    for (Weight weight : weights) {
      int i = column + weight.column();
      int j = row + weight.row();
      int k = slice + weight.slice();
      boolean inside =
          i >= 0 && i < grid.columns() && j >= 0 && j < grid.rows() && k >= 0 && k < grid.slices();
      if (!inside) {
        return Double.NEGATIVE_INFINITY;
      }
      sum += weight.part() * volume.value(grid.index(i, j, k));
    }
    return sum / total;
  }
}
