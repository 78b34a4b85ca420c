package org.therafed.dicom.deidentify;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.therafed.dicom.dataset.Tag;

/**
 * What becomes of a number that repeats an identifier where an information object may not be
 * without it: resource {@code needed-numbers.tsv}, made from the types of PS3.3. PS3.15 section
 * E.1.1 wants a dummy where a value must be there; a dummy would be a false measurement here, and a
 * key with another value would part objects that refer to each other, so that the object is refused
 * instead.
 */
final class NeededNumbers {
  /** What becomes of one. */
  enum Fate {
    REFUSED,
    EMPTIED,
    /** No object asks for it. */
    REMOVED
  }

  /**
   * CT, PET and their enhanced forms: rescaling is type 1 there, PS3.3 sections C.8.2.1, C.8.9.1.
   */
  private static final Set<String> RESCALED =
      Set.of(
          "1.2.840.10008.5.1.4.1.1.2",
          "1.2.840.10008.5.1.4.1.1.2.1",
          "1.2.840.10008.5.1.4.1.1.2.2",
          "1.2.840.10008.5.1.4.1.1.128",
          "1.2.840.10008.5.1.4.1.1.128.1",
          "1.2.840.10008.5.1.4.1.1.130");

  /** Tags in order as signed numbers, and the fate of each. */
  private static final int[] TAGS;

  private static final Fate[] FATES;

  static {
    List<String[]> rows =
        TableFiles.lines("needed-numbers.tsv").stream()
            .map(line -> line.split("\t", -1))
            .sorted((a, b) -> Integer.compare(TableFiles.tag(a[0]), TableFiles.tag(b[0])))
            .toList();
    TAGS = rows.stream().mapToInt(row -> TableFiles.tag(row[0])).toArray();
    FATES = rows.stream().map(row -> fate(row[2])).toArray(Fate[]::new);
  }

  private NeededNumbers() {}

  private static Fate fate(String text) {
    return switch (text) {
      case "1", "key" -> Fate.REFUSED;
      case "2" -> Fate.EMPTIED;
      default -> throw new IllegalStateException("needed-numbers.tsv has " + text);
    };
  }

  /** What becomes of a number of an item. */
  static Fate of(Scope scope, int tag) {
    switch (tag) {
      case Tag.RescaleSlope, Tag.RescaleIntercept -> {
        boolean needed =
            scope.sequence() == Tag.PixelValueTransformationSequence
                || (scope.sequence() == 0 && RESCALED.contains(scope.sopClass()));
        return needed ? Fate.REFUSED : Fate.REMOVED;
      }
      case Tag.WindowCenter, Tag.WindowWidth -> {
        return scope.sequence() == Tag.FrameVOILUTSequence ? Fate.REFUSED : Fate.REMOVED;
      }
      case Tag.NumericValue,
          Tag.FloatingPointValue,
          Tag.RationalNumeratorValue,
          Tag.RationalDenominatorValue -> {
        // A measurement of a report may be without its item, a content item of PS3.3 10.2 may not.
        boolean needed = scope.set().string(Tag.ValueType).orElse("").equals("NUMERIC");
        return needed ? Fate.REFUSED : Fate.REMOVED;
      }
      case Tag.WaveformData -> {
        return scope.sequence() == Tag.WaveformSequence ? Fate.REFUSED : Fate.REMOVED;
      }
      case Tag.LUTData -> {
        return scope.sequence() == Tag.PresentationLUTSequence ? Fate.REFUSED : Fate.REMOVED;
      }
      default -> {
        return of(tag);
      }
    }
  }

  /** By its type alone. */
  static Fate of(int tag) {
    int at = Arrays.binarySearch(TAGS, tag);
    return at < 0 ? Fate.REMOVED : FATES[at];
  }

  /** Those of the resource with one fate. */
  static List<Integer> tags(Fate fate) {
    return IntStream.range(0, TAGS.length)
        .filter(i -> FATES[i] == fate)
        .mapToObj(i -> TAGS[i])
        .toList();
  }
}
