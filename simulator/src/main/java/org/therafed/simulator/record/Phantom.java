package org.therafed.simulator.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.therafed.simulator.model.Draws;

/** A slice through an elliptic body, with lesions that take up the tracer. */
final class Phantom {
  static final int SIZE = 64;
  private static final double HALF_WIDTH = 24;
  private static final double HALF_HEIGHT = 17;

  private final double[] lesionX;
  private final double[] lesionY;
  private final double[] uptake;

  /** A phantom with up to three lesions. */
  Phantom(Draws draws) {
    int lesions = draws.integer(1, 3);
    lesionX = new double[lesions];
    lesionY = new double[lesions];
    uptake = new double[lesions];
    for (int i = 0; i < lesions; i++) {
      lesionX[i] = draws.uniform(-14, 14);
      lesionY[i] = draws.uniform(-9, 9);
      uptake[i] = draws.uniform(6, 30);
    }
  }

  /** Uptake relative to the body's mean, as stored values with this many steps per unit. */
  byte[] pet(int slice, double stepsPerUnit) {
    return pixels(
        (x, y) -> {
          double value = inside(x, y) ? 0.8 : 0;
          for (int i = 0; i < uptake.length; i++) {
            double dx = x - lesionX[i];
            double dy = y - lesionY[i];
            double distance = dx * dx + dy * dy + 4.0 * slice * slice;
            value += uptake[i] * StrictMath.exp(-distance / 9);
          }
          return (int) Math.round(value * stepsPerUnit);
        });
  }

  /** Hounsfield units plus 1024. */
  byte[] ct() {
    return pixels((x, y) -> inside(x, y) ? 1064 : 24);
  }

  private static boolean inside(double x, double y) {
    double horizontal = x / HALF_WIDTH;
    double vertical = y / HALF_HEIGHT;
    return horizontal * horizontal + vertical * vertical <= 1;
  }

  private interface Pixel {
    int at(double x, double y);
  }

  private static byte[] pixels(Pixel pixel) {
    ByteBuffer buffer = ByteBuffer.allocate(SIZE * SIZE * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        buffer.putShort((short) pixel.at(column - SIZE / 2.0, row - SIZE / 2.0));
      }
    }
    return buffer.array();
  }
}
