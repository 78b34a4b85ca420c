package org.therafed.dicom.deidentify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

/**
 * Numbers that mean something together only: where one has to go as it repeats an identifier, what
 * goes with it goes too, rather than that the rest is read as something else. A slope without its
 * intercept would give other values; no dummy stands for a measurement.
 */
final class Partners {
  private static final List<List<Integer>> PAIRS =
      List.of(
          List.of(Tag.RescaleIntercept, Tag.RescaleSlope),
          List.of(Tag.WindowCenter, Tag.WindowWidth));

  /** What an item of a sequence is nothing without. */
  private static final Map<Integer, Integer> CORES =
      Map.of(
          Tag.MeasuredValueSequence, Tag.NumericValue,
          Tag.ModalityLUTSequence, Tag.LUTData,
          Tag.VOILUTSequence, Tag.LUTData,
          Tag.PresentationLUTSequence, Tag.LUTData);

  private static final Set<Integer> DESCRIBING =
      Set.of(
          Tag.RescaleIntercept,
          Tag.RescaleSlope,
          Tag.WindowCenter,
          Tag.WindowWidth,
          Tag.NumericValue,
          Tag.LUTData,
          Tag.WaveformData);

  private Partners() {}

  /** Whether an object without this attribute can no longer be read as it was meant. */
  static boolean describes(int tag) {
    return DESCRIBING.contains(tag);
  }

  /** What is left of a pair whose other half has gone. */
  static List<Integer> alone(DataSet before, DataSet after) {
    List<Integer> alone = new ArrayList<>();
    for (List<Integer> pair : PAIRS) {
      if (before.contains(pair.get(0)) && before.contains(pair.get(1))) {
        Optional<Integer> left =
            after.contains(pair.get(0)) == after.contains(pair.get(1))
                ? Optional.empty()
                : pair.stream().filter(after::contains).findFirst();
        left.ifPresent(alone::add);
      }
    }
    return alone;
  }

  /** The items that still have what they are nothing without, as far as they had it. */
  static List<DataSet> whole(int sequence, List<DataSet> before, List<DataSet> after) {
    Integer core = CORES.get(sequence);
    if (core == null) {
      return after;
    }
    List<DataSet> whole = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      if (after.get(i).contains(core) || !before.get(i).contains(core)) {
        whole.add(after.get(i));
      }
    }
    return whole;
  }

  /** Whether a sequence says by having no item that there is no value, PS3.3 section C.18.1. */
  static boolean mayBeEmpty(int sequence) {
    return sequence == Tag.MeasuredValueSequence;
  }
}
