package org.therafed.profiles.distribution;

import static org.therafed.profiles.outcome.Fault.safe;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.therafed.profiles.outcome.Phrase;

/**
 * For how long at most a gateway keeps the identified content of what it sent, refused or replaced,
 * as the policies of its federation say. It shortens a site's own time and never lengthens it: of
 * several policies the shortest counts.
 */
public final class RetentionPolicy {
  /** Without any limit. */
  public static final RetentionPolicy NONE = new RetentionPolicy(Map.of());

  private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,4})d");

  /**
   * The shortest time that a policy may ask for, days (our choice): content that is gone cannot be
   * sent again, so that a slip of the pen must not drop it.
   */
  private static final int LEAST = 30;

  private static final int MOST = 36_500;

  private final Map<Outcome, Duration> limits;

  private RetentionPolicy(Map<Outcome, Duration> limits) {
    this.limits = limits;
  }

  /** What became of an arrival whose content goes after a time. */
  public enum Outcome {
    SENT("retention-sent"),
    REFUSED("retention-refused"),
    SUPERSEDED("retention-superseded");

    private final String key;

    Outcome(String key) {
      this.key = key;
    }

    /** Its name in a policy; the value is whole days, as {@code 365d}. */
    public String key() {
      return key;
    }
  }

  /**
   * The limits of the packages of kind {@code policy} among these.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PACKAGE-006 for a value that is no time of 30 to
   *     36500 days
   */
  public static RetentionPolicy of(Collection<SignedPackage> packages) {
    Map<Outcome, Duration> limits = new EnumMap<>(Outcome.class);
    for (SignedPackage each : packages) {
      if (each.manifest().kind() == PackageKind.POLICY) {
        read(each, limits);
      }
    }
    return limits.isEmpty() ? NONE : new RetentionPolicy(limits);
  }

  private static void read(SignedPackage source, Map<Outcome, Duration> into) {
    Map<String, String> policy = PackageContent.policy(source);
    for (Outcome outcome : Outcome.values()) {
      String value = policy.get(outcome.key());
      if (value != null) {
        into.merge(outcome, days(source, outcome, value), RetentionPolicy::shorter);
      }
    }
  }

  private static Duration days(SignedPackage source, Outcome outcome, String value) {
    Matcher matcher = DAYS.matcher(value);
    int days = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    if (days < LEAST || days > MOST) {
      throw PackageCode.CONTENT.with(
          safe("package", source.manifest().shown()),
          safe("file", String.join(", ", source.files().keySet())),
          safe(
              "reason",
              new Phrase(
                  outcome.key() + " is no time from " + LEAST + "d to " + MOST + "d",
                  outcome.key() + " 不是 " + LEAST + "d 至 " + MOST + "d 之间的时间")));
    }
    return Duration.ofDays(days);
  }

  /**
   * For how long content is kept.
   *
   * @param own the site's time
   * @return the site's time, or the policy's where that is shorter
   */
  public Duration atMost(Outcome outcome, Duration own) {
    return shorter(own, limits.getOrDefault(outcome, own));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  @Override
  public String toString() {
    return Arrays.stream(Outcome.values())
        .filter(limits::containsKey)
        .map(outcome -> outcome.key() + "=" + limits.get(outcome).toDays() + "d")
        .toList()
        .toString();
  }
}
