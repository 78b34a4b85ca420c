package org.therafed.dicom.deidentify;

import java.util.Arrays;
import java.util.List;
import org.therafed.dicom.dataset.Tag;

/**
 * What information objects of PS3.3 ask for, of the attributes that Table E.1-1 does not name and
 * whose text may have to go: resource {@code needed-attributes.tsv}, made by hand. The type is the
 * strongest that any object gives the attribute, so that what is left is legal in every object:
 * PS3.15 section E.1.1 wants a dummy where a value must be there, and neither a dummy nor an empty
 * value is wrong where none must. All else that has to go is removed.
 */
final class NeededAttributes {
  /** Tags in order as signed numbers, and how each goes. */
  private static final int[] TAGS;

  private static final Action[] REMOVALS;

  static {
    List<String[]> rows =
        TableFiles.lines("needed-attributes.tsv").stream()
            .map(line -> line.split("\t", -1))
            .sorted((a, b) -> Integer.compare(TableFiles.tag(a[0]), TableFiles.tag(b[0])))
            .toList();
    TAGS = rows.stream().mapToInt(row -> TableFiles.tag(row[0])).toArray();
    REMOVALS = rows.stream().map(row -> removal(row[2])).toArray(Action[]::new);
  }

  private NeededAttributes() {}

  private static Action removal(String type) {
    return switch (type) {
      case "1" -> Action.DUMMY;
      case "2" -> Action.EMPTY;
      default -> throw new IllegalStateException("needed-attributes.tsv has type " + type);
    };
  }

  /** How an attribute without row in Table E.1-1 goes. */
  static Action removal(int tag) {
    int at = Arrays.binarySearch(TAGS, tag);
    return at < 0 ? Action.REMOVE : REMOVALS[at];
  }

  /** All of them. */
  static List<Integer> tags() {
    return Arrays.stream(TAGS).boxed().toList();
  }

  /**
   * Whether a sequence may stand without items. Of the two with X/Z, Acquisition Context Sequence
   * may, Referenced Study Sequence in the requests of reports only.
   */
  static boolean mayHaveNoItems(Scope scope, int tag) {
    return tag == Tag.AcquisitionContextSequence
        || scope.sequence() == Tag.ReferencedRequestSequence;
  }
}
