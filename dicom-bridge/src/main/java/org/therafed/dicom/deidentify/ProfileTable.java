package org.therafed.dicom.deidentify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Table E.1-1 of PS3.15, from the resource made by {@code DeidentifyTablesGenerator}, whose head
 * names edition, sources and licence.
 */
final class ProfileTable {
  /** Columns of the resource after tag, keyword and Basic Profile. */
  private static final List<Option> COLUMNS =
      List.of(
          Option.RETAIN_SAFE_PRIVATE,
          Option.RETAIN_UIDS,
          Option.RETAIN_DEVICE_IDENTITY,
          Option.RETAIN_INSTITUTION_IDENTITY,
          Option.RETAIN_PATIENT_CHARACTERISTICS,
          Option.RETAIN_FULL_DATES,
          Option.RETAIN_MODIFIED_DATES,
          Option.CLEAN_DESCRIPTORS,
          Option.CLEAN_STRUCTURED_CONTENT,
          Option.CLEAN_GRAPHICS);

  private record Masked(int mask, int pattern, ProfileRow row) {}

  private static final class Standard {
    private static final ProfileTable TABLE = load();

    private Standard() {}
  }

  /** In order of tags as signed numbers; hashes of tags would fall together. */
  private final int[] tags;

  private final ProfileRow[] rows;
  private final List<Masked> repeating;

  private ProfileTable(SortedMap<Integer, ProfileRow> rows, List<Masked> repeating) {
    this.tags = rows.keySet().stream().mapToInt(Integer::intValue).toArray();
    this.rows = rows.values().toArray(ProfileRow[]::new);
    this.repeating = List.copyOf(repeating);
  }

  /** All rows, those of repeating groups included. */
  List<ProfileRow> rows() {
    return Stream.concat(Stream.of(rows), repeating.stream().map(Masked::row)).toList();
  }

  static ProfileTable standard() {
    return Standard.TABLE;
  }

  /** The row of a standard attribute, repeating groups included. */
  Optional<ProfileRow> find(int tag) {
    int at = Arrays.binarySearch(tags, tag);
    if (at >= 0) {
      return Optional.of(rows[at]);
    }
    for (Masked masked : repeating) {
      if ((tag & masked.mask()) == masked.pattern()) {
        return Optional.of(masked.row());
      }
    }
    return Optional.empty();
  }

  private static ProfileTable load() {
    SortedMap<Integer, ProfileRow> rows = new TreeMap<>();
    List<Masked> repeating = new ArrayList<>();
    for (String line : TableFiles.lines("confidentiality-profile.tsv")) {
      String[] fields = line.split("\t", -1);
      ProfileRow row = new ProfileRow(fields[1], actions(fields[2]), options(fields));
      if (fields[0].indexOf('x') >= 0) {
        repeating.add(masked(fields[0], row));
      } else if (!fields[0].equals("PRIVATE")) {
        // The row of private attributes is a rule by creator, see SafePrivate.
        rows.put(TableFiles.tag(fields[0]), row);
      }
    }
    return new ProfileTable(rows, repeating);
  }

  private static Masked masked(String hex, ProfileRow row) {
    StringBuilder mask = new StringBuilder();
    hex.chars().forEach(c -> mask.append(c == 'x' ? '0' : 'F'));
    // Groups 50xx and 60xx repeat over even numbers only: the lowest bit of the group is zero.
    mask.setCharAt(3, '1');
    return new Masked(TableFiles.tag(mask.toString()), TableFiles.tag(hex.replace('x', '0')), row);
  }

  /** {@code X/Z/U*}: U* is U over the items of the sequence. */
  private static Set<Action> actions(String text) {
    Set<Action> actions = EnumSet.noneOf(Action.class);
    for (String part : text.split("/", -1)) {
      actions.add(Action.of(part.charAt(0)));
    }
    return actions;
  }

  private static Map<Option, Action> options(String[] fields) {
    Map<Option, Action> options = new EnumMap<>(Option.class);
    for (int i = 0; i < COLUMNS.size(); i++) {
      String field = fields[3 + i];
      if (!field.isEmpty()) {
        options.put(COLUMNS.get(i), Action.of(field.charAt(0)));
      }
    }
    return options;
  }
}
