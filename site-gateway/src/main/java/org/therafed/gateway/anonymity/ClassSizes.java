package org.therafed.gateway.anonymity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The classes of persons who are alike in a combination of quasi-identifiers (Sweeney 2002).
 *
 * @param combination its name
 * @param ids the quasi-identifiers, in order
 * @param persons of whom something was sent
 * @param classes how many differ
 * @param smallest persons of the smallest class; 0 where nobody was sent
 * @param alone persons who are like nobody else
 * @param belowK persons in classes of fewer than k
 * @param bySize persons by the size of their class: {@code 1, 2, 3-4, 5-9, 10-}
 * @param belowKWithout persons below k if this quasi-identifier had not been sent, by its id
 * @param small the classes below k, the smallest first, at most a hundred
 */
record ClassSizes(
    String combination,
    List<String> ids,
    long persons,
    long classes,
    long smallest,
    long alone,
    long belowK,
    Map<String, Long> bySize,
    Map<String, Long> belowKWithout,
    List<SmallClass> small) {

  private static final int MOST_SHOWN = 100;

  /**
   * A class below k.
   *
   * @param values one for each quasi-identifier of the combination, in order
   */
  record SmallClass(List<String> values, long persons) {}

  static ClassSizes of(String combination, List<String> ids, int k, List<PersonValues> persons) {
    Map<List<String>, Long> sizes = sizes(ids, persons);
    Map<String, Long> bySize = new LinkedHashMap<>();
    List.of("1", "2", "3-4", "5-9", "10-").forEach(band -> bySize.put(band, 0L));
    sizes.values().forEach(size -> bySize.merge(band(size), size, Long::sum));
    Map<String, Long> without = new LinkedHashMap<>();
    for (String left : ids) {
      without.put(
          left, below(k, sizes(ids.stream().filter(id -> !id.equals(left)).toList(), persons)));
    }
    return new ClassSizes(
        combination,
        ids,
        persons.size(),
        sizes.size(),
        sizes.values().stream().mapToLong(Long::longValue).min().orElse(0),
        bySize.get("1"),
        below(k, sizes),
        bySize,
        without,
        small(k, sizes));
  }

  private static Map<List<String>, Long> sizes(List<String> ids, List<PersonValues> persons) {
    // Sorted, so that the report is the same for the same records.
    Map<List<String>, Long> sizes =
        new TreeMap<>(Comparator.comparing(values -> String.join("\u0000", values)));
    for (PersonValues person : persons) {
      List<String> values = new ArrayList<>();
      ids.forEach(id -> values.add(person.text(id)));
      sizes.merge(values, 1L, Long::sum);
    }
    return sizes;
  }

  private static long below(int k, Map<List<String>, Long> sizes) {
    return sizes.values().stream().mapToLong(Long::longValue).filter(size -> size < k).sum();
  }

  private static List<SmallClass> small(int k, Map<List<String>, Long> sizes) {
    return sizes.entrySet().stream()
        .filter(one -> one.getValue() < k)
        .map(one -> new SmallClass(one.getKey(), one.getValue()))
        .sorted(Comparator.comparingLong(SmallClass::persons))
        .limit(MOST_SHOWN)
        .toList();
  }

  private static String band(long size) {
    if (size <= 2) {
      return Long.toString(size);
    }
    if (size <= 4) {
      return "3-4";
    }
    return size <= 9 ? "5-9" : "10-";
  }
}
