package org.therafed.profiles.module;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of a therapy module, MAJOR.MINOR.PATCH as <a
 * href="https://semver.org/spec/v2.0.0.html">semver.org</a> writes a release. MAJOR rises when
 * records made by an earlier version no longer mean the same.
 */
public record ModuleVersion(int major, int minor, int patch) implements Comparable<ModuleVersion> {
  private static final String NUMBER = "(0|[1-9][0-9]{0,5})";
  private static final Pattern FORM = Pattern.compile(NUMBER + "\\." + NUMBER + "\\." + NUMBER);
  private static final Comparator<ModuleVersion> ORDER =
      Comparator.comparingInt(ModuleVersion::major)
          .thenComparingInt(ModuleVersion::minor)
          .thenComparingInt(ModuleVersion::patch);

  /** A version as it is written; empty for any other text. */
  public static Optional<ModuleVersion> of(String text) {
    Matcher matcher = FORM.matcher(text == null ? "" : text);
    return matcher.matches()
        ? Optional.of(new ModuleVersion(number(matcher, 1), number(matcher, 2), number(matcher, 3)))
        : Optional.empty();
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  /**
   * Whether who has this version can read a record of another: not of a later one, and of none
   * before the major version that preceded this (version N reads N−1).
   */
  public boolean reads(ModuleVersion other) {
    return other.compareTo(this) <= 0 && other.major >= major - 1;
  }

  /** The earliest version that who has this one can read. */
  public ModuleVersion earliestRead() {
    return new ModuleVersion(Math.max(0, major - 1), 0, 0);
  }

  @Override
  public int compareTo(ModuleVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
