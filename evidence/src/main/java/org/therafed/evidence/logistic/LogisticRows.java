package org.therafed.evidence.logistic;

import java.util.Arrays;
import java.util.List;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.rounds.LevelCounts;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSource;
import org.therafed.evidence.rounds.RoundSums;

/**
 * The rows of one source on primitive arrays, and their sums. One thread at a time while rows are
 * added.
 *
 * <p>Stages and their sums: {@code means}: rows, events, Σw, Σwy, Σ|offset|, 1 for each site
 * present here, Σwx, persons by level ({@link LevelCounts}); {@code spread} at the means m: Σw(x −
 * m)(x − m)'; {@code newton} at m, scales and β: log-likelihood, score, information; {@code robust}
 * at the same: Σw²(y − p)²zz'. Matrices are lower triangles by row; z is (1, (x − m)/scale).
 */
public final class LogisticRows implements RoundSource {
  static final String MODEL = "logistic";

  private final LogisticModel model;
  private final List<String> terms;
  private final int q;
  private double[] x = new double[0];
  private double[] weight = new double[0];
  private double[] offset = new double[0];
  private int[] site = new int[0];
  private boolean[] event = new boolean[0];
  private int n;

  LogisticRows(LogisticModel model) {
    this.model = model;
    this.terms = model.design().terms();
    this.q = terms.size();
  }

  /** A row of weight 1 without offset. */
  public void add(String site, double[] values, boolean event) {
    add(site, values, event, 1, 0);
  }

  /**
   * A row.
   *
   * @param label its site, one of the declared
   * @param values as in {@link Design#encode}
   * @param happened whether it had the event
   * @param w its weight; a row of weight 0 is left out
   * @param shift its offset on the log-odds scale
   * @throws org.therafed.evidence.partial.EvidenceFault if a value is impossible
   */
  public void add(String label, double[] values, boolean happened, double w, double shift) {
    if (!(w >= 0 && w <= 1e100)) {
      throw EvidenceCode.WEIGHT_IMPOSSIBLE.with(w);
    }
    if (!(Math.abs(shift) <= 1e3)) {
      throw EvidenceCode.COVARIATE_IMPOSSIBLE.with("offset " + shift);
    }
    int index = model.sites().indexOf(label);
    if (index < 0) {
      throw EvidenceCode.SITE_UNDECLARED.with(model.sites().size());
    }
    if (n == weight.length) {
      grow();
    }
    model.design().encode(label, values, x, n * q);
    if (w > 0) {
      weight[n] = w;
      offset[n] = shift;
      site[n] = index;
      event[n] = happened;
      n++;
    }
  }

  private void grow() {
    int room = Math.max(64, n + n / 2);
    x = Arrays.copyOf(x, Math.multiplyExact(room, q));
    weight = Arrays.copyOf(weight, room);
    offset = Arrays.copyOf(offset, room);
    site = Arrays.copyOf(site, room);
    event = Arrays.copyOf(event, room);
  }

  /** How many rows of positive weight there are. */
  public int size() {
    return n;
  }

  @Override
  public RoundSums answer(RoundRequest request) {
    if (request.version() != RoundRequest.VERSION
        || !request.model().equals(MODEL)
        || !request.covariates().equals(terms)) {
      throw EvidenceCode.ROUND_SHAPE.with("another model or version");
    }
    if (n == 0) {
      return RoundSums.empty();
    }
    double[] at = request.parameters().stream().mapToDouble(Double::doubleValue).toArray();
    return switch (request.stage()) {
      case "means" -> means(shaped(at, 0));
      case "spread" -> spread(shaped(at, q));
      case "newton" -> newton(shaped(at, 3 * q + 1));
      case "robust" -> robust(shaped(at, 3 * q + 1));
      default -> throw EvidenceCode.ROUND_SHAPE.with("an unknown stage");
    };
  }

  @Override
  public double reach(RoundRequest request) {
    if (request.stage().equals("means") || request.stage().equals("spread")) {
      return 0;
    }
    double[] at = request.parameters().stream().mapToDouble(Double::doubleValue).toArray();
    double[] z = new double[q + 1];
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      // Offsets were approved with the question; only the covariates' part can be steered.
      double eta = predictor(i, at, z) - offset[i];
      low = Math.min(low, eta);
      high = Math.max(high, eta);
    }
    return n == 0 ? 0 : high - low;
  }

  private static double[] shaped(double[] at, int size) {
    if (at.length != size) {
      throw EvidenceCode.ROUND_SHAPE.with(at.length + " parameters");
    }
    return at;
  }

  /** Where Σwx lies in the answer to {@code means}. */
  static int meansAt(int sites) {
    return 5 + sites;
  }

  /** Where persons by level lie in the same. */
  static int levelsAt(int sites, int q) {
    return meansAt(sites) + q;
  }

  /** How many sums that answer has. */
  static int meansSize(int sites, int q) {
    return levelsAt(sites, q) + LevelCounts.size(q);
  }

  private RoundSums means(double[] none) {
    int sites = model.sites().size();
    double[] sums = new double[meansSize(sites, q) + none.length];
    LevelCounts levels = new LevelCounts(q);
    for (int i = 0; i < n; i++) {
      double w = weight[i];
      levels.add(-1, x, i * q);
      sums[0]++;
      sums[1] += event[i] ? 1 : 0;
      sums[2] += w;
      sums[3] += event[i] ? w : 0;
      sums[4] += Math.abs(offset[i]);
      // Whether a site has rows, not how many: only it fills this place, masked or not.
      sums[5 + site[i]] = 1;
      for (int j = 0; j < q; j++) {
        sums[meansAt(sites) + j] += w * x[i * q + j];
      }
    }
    levels.copyTo(sums, levelsAt(sites, q));
    return new RoundSums(sums);
  }

  private RoundSums spread(double[] means) {
    double[] sums = new double[q * (q + 1) / 2];
    double[] z = new double[q];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < q; j++) {
        z[j] = x[i * q + j] - means[j];
      }
      addSquare(sums, 0, z, weight[i]);
    }
    return new RoundSums(sums);
  }

  private RoundSums newton(double[] at) {
    int p = q + 1;
    double[] sums = new double[1 + p + p * (p + 1) / 2];
    double[] lost = new double[1 + p];
    double[] z = new double[p];
    for (int i = 0; i < n; i++) {
      double eta = predictor(i, at, z);
      double tail = Math.exp(-Math.abs(eta));
      double small = tail / (1 + tail);
      boolean right = event[i] == eta > 0;
      // −log(1 + e^∓η) without overflow, and y − p without cancellation.
      double wrong = weight[i] * (right ? small : 1 / (1 + tail));
      double residual = event[i] ? wrong : -wrong;
      add(sums, lost, 0, -weight[i] * (Math.log1p(tail) + (right ? 0 : Math.abs(eta))));
      for (int j = 0; j < p; j++) {
        add(sums, lost, 1 + j, residual * z[j]);
      }
      addSquare(sums, 1 + p, z, weight[i] * small / (1 + tail));
    }
    for (int j = 0; j <= p; j++) {
      sums[j] += lost[j];
    }
    return new RoundSums(sums);
  }

  /** Adds and keeps what rounding lost (Neumaier 1974): the score vanishes among large terms. */
  private static void add(double[] sums, double[] lost, int k, double value) {
    double sum = sums[k] + value;
    lost[k] +=
        Math.abs(sums[k]) >= Math.abs(value) ? (sums[k] - sum) + value : (value - sum) + sums[k];
    sums[k] = sum;
  }

  private RoundSums robust(double[] at) {
    int p = q + 1;
    double[] sums = new double[p * (p + 1) / 2];
    double[] z = new double[p];
    for (int i = 0; i < n; i++) {
      double eta = predictor(i, at, z);
      double tail = Math.exp(-Math.abs(eta));
      double wrong = weight[i] * (event[i] == eta > 0 ? tail : 1) / (1 + tail);
      addSquare(sums, 0, z, wrong * wrong);
    }
    return new RoundSums(sums);
  }

  private double predictor(int i, double[] at, double[] z) {
    z[0] = 1;
    double eta = offset[i] + at[2 * q];
    for (int j = 0; j < q; j++) {
      z[j + 1] = (x[i * q + j] - at[j]) / at[q + j];
      eta += at[2 * q + 1 + j] * z[j + 1];
    }
    return eta;
  }

  private static void addSquare(double[] sums, int from, double[] z, double w) {
    int k = from;
    for (int a = 0; a < z.length; a++) {
      double wz = w * z[a];
      for (int b = 0; b <= a; b++) {
        sums[k++] += wz * z[b];
      }
    }
  }
}
