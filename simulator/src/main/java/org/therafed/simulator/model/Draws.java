package org.therafed.simulator.model;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Reproducible random draws: the same seed gives the same numbers on every machine and Java
 * version. Only {@link SplittableRandom#nextLong} is used, and {@link StrictMath}, because the
 * library's other methods may change between releases.
 */
public final class Draws {
  private final SplittableRandom random;

  private Draws(SplittableRandom random) {
    this.random = random;
  }

  /** Draws from a seed. */
  public static Draws seeded(long seed) {
    return new Draws(new SplittableRandom(seed));
  }

  /** Independent draws for a part of the model, so that one part never shifts another's numbers. */
  public Draws split() {
    return new Draws(new SplittableRandom(random.nextLong()));
  }

  /** 64 random bits. */
  public long bits() {
    return random.nextLong();
  }

  /** Uniform on [0, 1). */
  public double uniform() {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform on [low, high). */
  public double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** Uniform whole number, both ends included. */
  public int integer(int low, int high) {
    return low + (int) (uniform() * (high - low + 1));
  }

  /** Whether an event of this probability happens. */
  public boolean happens(double probability) {
    return uniform() < probability;
  }

  /** One of these, each as likely. */
  public <T> T oneOf(List<T> values) {
    return values.get(integer(0, values.size() - 1));
  }

  /** Index drawn with these probabilities; the last index takes what is missing to 1. */
  public int index(List<Double> probabilities) {
    double left = uniform();
    for (int i = 0; i < probabilities.size() - 1; i++) {
      left -= probabilities.get(i);
      if (left < 0) {
        return i;
      }
    }
    return probabilities.size() - 1;
  }

  /** Standard normal, by Box and Muller (1958). */
  public double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * Math.PI * uniform());
  }

  /** Standard normal, drawn again until it lies within ±bound. */
  public double normalWithin(double bound) {
    double value = normal();
    while (Math.abs(value) > bound) {
      value = normal();
    }
    return value;
  }

  /** Log-normal with this mean and coefficient of variation. */
  public double logNormal(double mean, double variation) {
    double variance = StrictMath.log(1 + variation * variation);
    return mean * StrictMath.exp(StrictMath.sqrt(variance) * normal() - variance / 2);
  }

  /** Gamma with this mean and coefficient of variation below 1, by Marsaglia and Tsang (2000). */
  public double gamma(double mean, double variation) {
    double shape = 1 / (variation * variation);
    if (shape < 1) {
      throw new IllegalArgumentException("variation of " + variation + "; at most 1 needed");
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = normal();
      double v = 1 + c * x;
      if (v <= 0) {
        continue;
      }
      v = v * v * v;
      double u = 1 - uniform();
      if (StrictMath.log(u) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        return mean * d * v / shape;
      }
    }
  }
}
