package org.therafed.dicom.dose;

import java.util.Arrays;
import java.util.List;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.quantity.Vector3;

/**
 * How much of a structure receives how much dose, from samples of equal volume.
 *
 * <p>Each plane of contours stands for the space halfway to its neighbours, unless so far away that
 * the structure has a gap there. All of that space is sampled, a third of the dose grid's spacing
 * apart within a plane and no farther apart than the grid's planes across; samples take the dose
 * between the grid's points.
 */
public final class DoseVolumeHistogram {
  private static final double SAMPLES_PER_SPACING = 3;
  private static final double MM3_PER_ML = 1000;

  /** Planes farther apart than so many median spacings have nothing between them (our choice). */
  private static final double GAP = 1.5;

  /** Samples of one structure (our choice): a trunk at 1 mm is 40 million. */
  private static final long MOST_SAMPLES = 60_000_000;

  private final double[] doses;
  private final double[] volumes;
  private final double total;
  private final double outside;
  private final String unit;

  private DoseVolumeHistogram(
      double[] doses, double[] volumes, double total, double outside, String unit) {
    this.doses = doses;
    this.volumes = volumes;
    this.total = total;
    this.outside = outside;
    this.unit = unit;
  }

  /**
   * The histogram of a structure.
   *
   * @throws DicomFault {@link DicomFaultCode#RT_INVALID} where the frames of reference differ or no
   *     part of the structure lies in the dose grid
   */
  public static DoseVolumeHistogram of(DoseGrid dose, Structure structure) {
    if (!dose.frameOfReferenceUid().equals(structure.frameOfReferenceUid())) {
      throw DicomFault.of(
          DicomFaultCode.RT_INVALID, "dose and structure have different frames of reference");
    }
    Sampling sampling = new Sampling(dose, structure);
    sampling.run();
    if (sampling.count == 0) {
      throw DicomFault.of(
          DicomFaultCode.RT_INVALID, "no part of the structure lies in the dose grid");
    }
    return sampling.histogram();
  }

  /** The space along z that a plane of contours stands for, mm. */
  private record Slab(double low, double high) {
    /**
     * Half of the way to each neighbour; at the ends and beside gaps as much outwards as inwards,
     * and the usual spacing where there are gaps on both sides.
     */
    static Slab of(List<Double> planes, int k, double usual) {
      double before = k > 0 ? planes.get(k) - planes.get(k - 1) : Double.MAX_VALUE;
      double after = k + 1 < planes.size() ? planes.get(k + 1) - planes.get(k) : Double.MAX_VALUE;
      boolean begins = before > GAP * usual;
      boolean ends = after > GAP * usual;
      if (begins && ends) {
        before = usual;
        after = usual;
      } else {
        before = begins ? after : before;
        after = ends ? before : after;
      }
      return new Slab(planes.get(k) - before / 2, planes.get(k) + after / 2);
    }

    double height() {
      return high - low;
    }

    /** So many that they are no farther apart than the planes of the dose grid. */
    int layers(double spacing) {
      return (int) Math.max(1, Math.ceil(height() / spacing * (1 - 1e-9)));
    }
  }

  private static final class Sampling {
    private final DoseGrid dose;
    private final Structure structure;
    private final double step;
    private double[] doses = new double[1024];
    private double[] volumes = new double[1024];
    private int count;
    private double outside;

    Sampling(DoseGrid dose, Structure structure) {
      this.dose = dose;
      this.structure = structure;
      this.step = dose.spacing() / SAMPLES_PER_SPACING;
    }

    void run() {
      double left = bound(true, true);
      double right = bound(true, false);
      double low = bound(false, true);
      double high = bound(false, false);
      List<Double> planes = structure.planes();
      double usual = medianSpacing(planes);
      double layers = 0;
      for (int k = 0; k < planes.size(); k++) {
        layers += Slab.of(planes, k, usual).layers(dose.planeSpacing());
      }
      double samples = (right - left) / step * ((high - low) / step) * layers;
      if (!(samples <= MOST_SAMPLES)) {
        throw DicomFault.of(
            DicomFaultCode.RT_INVALID, "a structure of more than " + MOST_SAMPLES + " samples");
      }
      for (int k = 0; k < planes.size(); k++) {
        Slab slab = Slab.of(planes, k, usual);
        for (double y = low + step / 2; y < high; y += step) {
          for (double x = left + step / 2; x < right; x += step) {
            if (structure.holds(x, y, planes.get(k))) {
              across(x, y, slab);
            }
          }
        }
      }
    }

    /** Samples the space that a place of a plane stands for. */
    private void across(double x, double y, Slab slab) {
      int layers = slab.layers(dose.planeSpacing());
      double height = slab.height() / layers;
      double volume = step * step * height / MM3_PER_ML;
      for (int i = 0; i < layers; i++) {
        add(dose.at(new Vector3(x, y, slab.low() + (i + 0.5) * height)), volume);
      }
    }

    /** The lower one of two, which is no gap; that of the dose grid where there is one plane. */
    private double medianSpacing(List<Double> planes) {
      int count = planes.size() - 1;
      if (count == 0) {
        return dose.spacing();
      }
      double[] spacings = new double[count];
      Arrays.setAll(spacings, k -> planes.get(k + 1) - planes.get(k));
      Arrays.sort(spacings);
      return spacings[(count - 1) / 2];
    }

    private double bound(boolean alongX, boolean least) {
      double bound = least ? Double.MAX_VALUE : -Double.MAX_VALUE;
      for (Structure.Contour contour : structure.contours()) {
        for (double value : alongX ? contour.x() : contour.y()) {
          bound = least ? Math.min(bound, value) : Math.max(bound, value);
        }
      }
      return bound;
    }

    private void add(double value, double volume) {
      if (Double.isNaN(value)) {
        outside += volume;
        return;
      }
      if (count == doses.length) {
        doses = Arrays.copyOf(doses, 2 * count);
        volumes = Arrays.copyOf(volumes, 2 * count);
      }
      doses[count] = value;
      volumes[count++] = volume;
    }

    DoseVolumeHistogram histogram() {
      Integer[] order = new Integer[count];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> Double.compare(doses[b], doses[a]));
      double[] sorted = new double[count];
      double[] weights = new double[count];
      double total = 0;
      for (int i = 0; i < count; i++) {
        sorted[i] = doses[order[i]];
        weights[i] = volumes[order[i]];
        total += weights[i];
      }
      return new DoseVolumeHistogram(sorted, weights, total, outside, dose.unit());
    }
  }

  /** Volume of the structure inside the dose grid, mL. */
  public double volumeMl() {
    return total;
  }

  /** Volume of the structure outside the dose grid, mL: nothing is known of its dose. */
  public double outsideMl() {
    return outside;
  }

  /** Unit of doses: {@code GY} or {@code RELATIVE}. */
  public String unit() {
    return unit;
  }

  /** Mean dose. */
  public double mean() {
    double sum = 0;
    for (int i = 0; i < doses.length; i++) {
      sum += doses[i] * volumes[i];
    }
    return sum / total;
  }

  /** Largest dose. */
  public double maximum() {
    return doses[0];
  }

  /** Smallest dose. */
  public double minimum() {
    return doses[doses.length - 1];
  }

  /**
   * Dose that a part of the volume receives at least: D95 for 0.95.
   *
   * @param part of the volume, more than 0 to 1
   */
  public double doseToPart(double part) {
    if (!(part > 0 && part <= 1)) {
      throw new IllegalArgumentException("A part above 0 and up to 1 needed, not " + part);
    }
    double sum = 0;
    for (int i = 0; i < doses.length; i++) {
      sum += volumes[i];
      if (sum >= part * total * (1 - 1e-12)) {
        return doses[i];
      }
    }
    return minimum();
  }

  /** Part of the volume that receives at least a dose: V20 for 20. */
  public double partAbove(double dose) {
    double sum = 0;
    for (int i = 0; i < doses.length && doses[i] >= dose; i++) {
      sum += volumes[i];
    }
    return sum / total;
  }

  /**
   * Volumes in bins of dose from zero, mL: the differential histogram.
   *
   * @param width of a bin, in {@link #unit}
   */
  public double[] differential(double width) {
    double[] bins = new double[bins(width)];
    for (int i = 0; i < doses.length; i++) {
      bins[Math.max(0, (int) (doses[i] / width))] += volumes[i];
    }
    return bins;
  }

  /**
   * Volumes that receive at least the lower edge of each bin, mL: the cumulative histogram.
   *
   * @param width of a bin, in {@link #unit}
   */
  public double[] cumulative(double width) {
    double[] bins = differential(width);
    for (int i = bins.length - 2; i >= 0; i--) {
      bins[i] += bins[i + 1];
    }
    return bins;
  }

  private int bins(double width) {
    if (!(width > 0) || maximum() / width > 1e6) {
      throw new IllegalArgumentException("A bin width above zero and not too narrow needed");
    }
    return (int) (Math.max(0, maximum()) / width) + 1;
  }
}
