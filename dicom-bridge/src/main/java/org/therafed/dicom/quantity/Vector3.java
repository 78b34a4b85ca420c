package org.therafed.dicom.quantity;

import java.util.List;

/** A place or direction of the patient coordinate system, mm; PS3.3 C.7.6.2.1.1. */
public record Vector3(double x, double y, double z) {

  /** Three of a list of numbers. */
  public static Vector3 of(List<Double> values, int from) {
    return new Vector3(values.get(from), values.get(from + 1), values.get(from + 2));
  }

  /** Sum. */
  public Vector3 plus(Vector3 other) {
    return new Vector3(x + other.x, y + other.y, z + other.z);
  }

  /** Difference. */
  public Vector3 minus(Vector3 other) {
    return new Vector3(x - other.x, y - other.y, z - other.z);
  }

  /** Stretched. */
  public Vector3 times(double factor) {
    return new Vector3(x * factor, y * factor, z * factor);
  }

  /** Scalar product. */
  public double dot(Vector3 other) {
    return x * other.x + y * other.y + z * other.z;
  }

  /** Vector product. */
  public Vector3 cross(Vector3 other) {
    return new Vector3(
        y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
  }

  /** Length, mm. */
  public double length() {
    return Math.sqrt(dot(this));
  }
}
