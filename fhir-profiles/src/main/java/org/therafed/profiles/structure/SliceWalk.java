package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.structure.Violation.Kind;

/** Gives each item of a sliced element to its slice, counts, and checks it there. */
final class SliceWalk {
  private static final Phrase PART =
      new Phrase("a part that the extension defines", "须为该扩展定义的组成部分");
  private static final Phrase ONE = new Phrase("one of the slices alone", "只可属于一个切片");

  private final Place parent;
  private final SliceMatcher matcher;

  SliceWalk(Place parent) {
    this.parent = parent;
    this.matcher = new SliceMatcher(parent);
  }

  /**
   * Checks the items of an element that has slices.
   *
   * @param occurrences null where there are none
   */
  void check(Shape sliced, Occurrences occurrences) {
    List<Shape> slices = sliced.slices();
    int[] counts = new int[slices.size()];
    boolean undecided = false;
    boolean mayShare = !isByUrl(sliced);
    for (Occurrence item : occurrences == null ? List.<Occurrence>of() : occurrences.items()) {
      int own = -1;
      boolean unknown = false;
      Place place = parent.at(item.path());
      for (int i = 0; i < slices.size() && (own < 0 || mayShare); i++) {
        Verdict verdict = matcher.matches(sliced, slices.get(i), item);
        unknown |= verdict == Verdict.UNKNOWN;
        if (verdict == Verdict.YES && own >= 0) {
          place.add(Kind.SLICE_CLOSED, sliced, ONE);
        } else if (verdict == Verdict.YES) {
          own = i;
        }
      }
      if (own >= 0) {
        counts[own]++;
        new StructureWalk(place).slice(slices.get(own), item);
      } else if (unknown) {
        undecided = true;
      } else if (isClosed(sliced)) {
        place.add(Kind.SLICE_CLOSED, sliced, new Phrase("one of the slices", "须属于某一切片"));
      } else if (isPartOfExtension(sliced) && isName(item.value().path("url"))) {
        place.add(Kind.EXTENSION, sliced, PART);
      }
    }
    count(sliced, counts, undecided);
  }

  /** What could not be told apart may be what a slice misses. */
  private void count(Shape sliced, int[] counts, boolean undecided) {
    for (int i = 0; i < counts.length; i++) {
      ElementDefinition slice = sliced.slices().get(i).definition();
      String part = "." + sliced.stem();
      if (counts[i] < slice.min() && !undecided) {
        parent.addAt(part, Kind.SLICE_MIN, sliced, slice.slice());
      }
      if (counts[i] > slice.max()) {
        parent.addAt(
            part,
            Kind.SLICE_MAX,
            sliced,
            slice.slice(),
            Phrase.same(Integer.toString(slice.max())));
      }
    }
  }

  /**
   * Whether the items are parts of an extension. Their URL may be a name, but only one that the
   * extension defines (R4 section 2.4.1.3), whether its slices are open or not.
   */
  private static boolean isPartOfExtension(Shape sliced) {
    String id = sliced.definition().id();
    return id.startsWith("Extension.") && id.endsWith(".extension");
  }

  /** Of extensions, no two slices have the same URL. */
  private static boolean isByUrl(Shape sliced) {
    return sliced.stem().equals("extension") || sliced.stem().equals("modifierExtension");
  }

  private static boolean isName(JsonNode url) {
    return url.isTextual() && !Match.isAbsolute(url.textValue());
  }

  private static boolean isClosed(Shape sliced) {
    Slicing slicing = sliced.definition().slicing();
    return slicing != null && slicing.closed();
  }
}
