package org.therafed.profiles.structure;

import java.util.List;
import org.therafed.profiles.fhirpath.Scope;
import org.therafed.profiles.structure.Violation.Kind;

/** Gives each item of a sliced element to its slice, counts, and checks it there. */
final class SliceWalk {
  private final Definitions definitions;
  private final Report report;
  private final Scope scope;
  private final int depth;
  private final String parentPath;

  SliceWalk(Definitions definitions, Report report, Scope scope, int depth, String parentPath) {
    this.definitions = definitions;
    this.report = report;
    this.scope = scope;
    this.depth = depth;
    this.parentPath = parentPath;
  }

  void check(Shape sliced, Occurrences occurrences) {
    List<Shape> slices = sliced.slices();
    if (slices.isEmpty()) {
      return;
    }
    List<Occurrence> items = occurrences == null ? List.of() : occurrences.items();
    int[] counts = new int[slices.size()];
    boolean undecided = false;
    for (Occurrence item : items) {
      int slice = -1;
      boolean unknown = false;
      for (int i = 0; i < slices.size() && slice < 0; i++) {
        Verdict verdict = matcher().matches(sliced, slices.get(i), item);
        slice = verdict == Verdict.YES ? i : -1;
        unknown |= verdict == Verdict.UNKNOWN;
      }
      undecided |= slice < 0 && unknown;
      if (slice >= 0) {
        counts[slice]++;
        new StructureWalk(definitions, report, scope, item.path(), depth + 1)
            .slice(slices.get(slice), item);
      } else if (!unknown && isClosed(sliced)) {
        add(Kind.SLICE_CLOSED, sliced, item.path(), "one of the slices");
      }
    }
    for (int i = 0; i < counts.length; i++) {
      ElementDefinition slice = slices.get(i).definition();
      String place = parentPath + "." + slice.name().replace("[x]", "");
      if (counts[i] < slice.min() && !undecided) {
        add(Kind.SLICE_MIN, sliced, place, slice.slice());
      }
      if (counts[i] > slice.max()) {
        add(Kind.SLICE_MAX, sliced, place, slice.slice());
      }
    }
  }

  private static boolean isClosed(Shape sliced) {
    Slicing slicing = sliced.definition().slicing();
    return slicing != null && slicing.closed();
  }

  private SliceMatcher matcher() {
    return new SliceMatcher(definitions, scope, depth);
  }

  private void add(Kind kind, Shape shape, String path, String rule) {
    report.add(new Violation(kind, true, path, shape.profile(), rule, ""));
  }
}
