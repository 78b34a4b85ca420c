package org.therafed.evidence.logistic;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * One declared covariate and how it becomes terms.
 *
 * @param name its name
 * @param kind numeric, a factor, or the site
 * @param levels levels of a factor, or the site labels; empty for a numeric covariate
 * @param reference the level that gets no term; empty for a numeric covariate
 */
public record Covariate(String name, Kind kind, List<String> levels, String reference) {

  /** How a covariate enters. */
  public enum Kind {
    /** Its value, as one term. */
    NUMERIC,
    /** An indicator for each level but the reference; a row holds the index of its level. */
    FACTOR,
    /** An indicator for each site but the reference; rows know it by their site label. */
    SITE
  }

  public Covariate {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    levels = List.copyOf(levels);
    boolean numeric = kind == Kind.NUMERIC;
    boolean fit = numeric ? levels.isEmpty() : levels.contains(reference) && levels.size() > 1;
    if (name.isBlank() || !fit || new HashSet<>(levels).size() < levels.size()) {
      throw EvidenceCode.COVARIATE_DESIGN.with(levels.size() + " levels of one covariate");
    }
  }

  /** A number, as it is. */
  public static Covariate numeric(String name) {
    return new Covariate(name, Kind.NUMERIC, List.of(), "");
  }

  /** Levels against a reference. */
  public static Covariate factor(String name, List<String> levels, String reference) {
    return new Covariate(name, Kind.FACTOR, levels, reference);
  }

  /** Each site's own intercept, against that of a reference site. */
  public static Covariate site(List<String> sites, String reference) {
    return new Covariate("site", Kind.SITE, sites, reference);
  }

  /** Names of the terms: {@code age}, {@code cell=2}. */
  public List<String> terms() {
    return kind == Kind.NUMERIC
        ? List.of(name)
        : levels.stream().filter(l -> !l.equals(reference)).map(l -> name + "=" + l).toList();
  }

  /**
   * The number by which a row names a level.
   *
   * @throws org.therafed.evidence.partial.EvidenceFault if it is none of them
   */
  public int code(String level) {
    int code = levels.indexOf(level);
    if (code < 0) {
      throw EvidenceCode.COVARIATE_IMPOSSIBLE.with("a level that is not declared");
    }
    return code;
  }
}
