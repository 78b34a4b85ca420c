package org.therafed.evidence.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * Named cells, each of persons and of those who were treated (or left) among them, by site. Merges
 * exactly; partials of different questions do not merge.
 *
 * @param question the question's whole definition in words
 * @param bySite cells by name, by site label
 */
@PartialFormat(kind = "access-counts", version = 1)
public record CountPartial(String question, SortedMap<String, SortedMap<String, Cell>> bySite)
    implements Partial<CountPartial> {

  /**
   * One cell.
   *
   * @param n persons
   * @param treated those among them with what the question looks for
   */
  public record Cell(long n, long treated) {
    static final Cell NONE = new Cell(0, 0);

    public Cell {
      if (treated < 0 || treated > n) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(treated + " of " + n);
      }
    }

    Cell plus(Cell other) {
      return new Cell(n + other.n, treated + other.treated);
    }
  }

  public CountPartial {
    Objects.requireNonNull(question, "question");
    TreeMap<String, SortedMap<String, Cell>> copy = new TreeMap<>();
    bySite.forEach((site, cells) -> copy.put(site, Sites.copy(cells)));
    bySite = Sites.copy(copy);
  }

  /** All sites together, by name. */
  public SortedMap<String, Cell> pooled() {
    TreeMap<String, Cell> all = new TreeMap<>();
    bySite.values().forEach(c -> c.forEach((name, cell) -> all.merge(name, cell, Cell::plus)));
    return all;
  }

  /** Sites with at least one person. */
  public int sites() {
    return (int)
        bySite.values().stream()
            .filter(cells -> cells.values().stream().anyMatch(c -> c.n() > 0))
            .count();
  }

  @Override
  public CountPartial merge(CountPartial other) {
    if (!question.equals(other.question)) {
      throw EvidenceCode.DEFINITION_MIXED.with("two questions");
    }
    return new CountPartial(
        question, Sites.merge(bySite, other.bySite, (a, b) -> Sites.merge(a, b, Cell::plus)));
  }

  /** Collects counts. */
  static final class Counter {
    private final String question;
    private final TreeMap<String, TreeMap<String, long[]>> sites = new TreeMap<>();

    Counter(String question) {
      this.question = question;
    }

    void count(String site, String cell, boolean treated) {
      long[] n =
          sites.computeIfAbsent(site, s -> new TreeMap<>()).computeIfAbsent(cell, c -> new long[2]);
      n[0]++;
      n[1] += treated ? 1 : 0;
    }

    CountPartial partial() {
      TreeMap<String, SortedMap<String, Cell>> bySite = new TreeMap<>();
      sites.forEach(
          (site, cells) -> {
            TreeMap<String, Cell> counts = new TreeMap<>();
            cells.forEach((name, n) -> counts.put(name, new Cell(n[0], n[1])));
            bySite.put(site, counts);
          });
      return new CountPartial(question, bySite);
    }
  }

  /** Names joined so that no two lists of names look alike. */
  static String key(List<String> names) {
    List<String> quoted = new ArrayList<>();
    names.forEach(n -> quoted.add(n.replace("\\", "\\\\").replace("|", "\\p")));
    return String.join("|", quoted);
  }

  /** The names that {@link #key} joined. */
  static List<String> names(String key) {
    List<String> names = new ArrayList<>();
    for (String each : key.split("\\|", -1)) {
      StringBuilder name = new StringBuilder();
      for (int i = 0; i < each.length(); i++) {
        if (each.charAt(i) == '\\' && i + 1 < each.length()) {
          name.append(each.charAt(++i) == 'p' ? '|' : '\\');
        } else {
          name.append(each.charAt(i));
        }
      }
      names.add(name.toString());
    }
    return names;
  }
}
