package org.therafed.dicom.deidentify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** Carries out action C on elements that are no sequences; no outcome where nothing is left. */
final class CleanActions {
  /** Texts above this are removed instead of cleaned: nobody writes descriptors of 1 MiB. */
  private static final long LONGEST_TEXT = 1 << 20;

  private final Policy policy;
  private final ValueCleaner texts;
  private final UidMapping uids;
  private final DateShift shift;

  CleanActions(Policy policy, TextCleaner cleaner, UidMapping uids, DateShift shift) {
    this.policy = policy;
    this.texts = new ValueCleaner(policy, cleaner);
    this.uids = uids;
    this.shift = shift;
  }

  Optional<Outcome> apply(Scope scope, Element element, Decision decision) {
    VR vr = Scope.meaning(element);
    if (decision.option() == Option.RETAIN_SAFE_PRIVATE) {
      return safePrivate(scope, element, vr);
    }
    boolean dates =
        decision.option() == Option.RETAIN_MODIFIED_DATES
            || decision.option() == Option.RETAIN_FULL_DATES;
    return dates ? moved(scope, element, vr) : text(scope, element, vr);
  }

  private Optional<Outcome> moved(Scope scope, Element element, VR vr) {
    List<String> values = scope.strings(element, vr);
    if (values.isEmpty()) {
      return Optional.empty();
    }
    return shift
        .apply(vr, values)
        .map(
            to ->
                to.equals(values)
                    ? new Outcome(element, Treatment.KEPT)
                    : new Outcome(
                        Element.of(element.tag(), vr, to, SpecificCharacterSet.DEFAULT),
                        Treatment.SHIFTED));
  }

  private Optional<Outcome> safePrivate(Scope scope, Element element, VR safe) {
    String creator = scope.set().string(Tags.creatorOf(element.tag())).orElse("");
    VR vr = safe == VR.UN ? SafePrivate.find(creator, element.tag()).orElse(VR.UN) : safe;
    return switch (vr) {
      case UI -> Optional.of(uids.apply(scope, element));
      case DA, DT, TM ->
          policy.has(Option.RETAIN_MODIFIED_DATES) || policy.has(Option.RETAIN_FULL_DATES)
              ? moved(scope, element, vr)
              : Optional.of(Outcome.REMOVED);
      case UN, OB, OD, OF, OL, OV, OW, SQ, PN -> Optional.of(Outcome.REMOVED);
      default ->
          vr.isText()
              ? text(scope, element, vr)
              : Optional.of(new Outcome(element, Treatment.KEPT));
    };
  }

  private Optional<Outcome> text(Scope scope, Element element, VR vr) {
    if (!vr.isText() || isLong(element)) {
      return Optional.empty();
    }
    List<String> values = scope.strings(element, vr);
    List<String> cleaned = cleaned(scope, element.tag(), vr, values);
    if (cleaned.equals(values)) {
      return Optional.of(new Outcome(element, Treatment.KEPT));
    }
    if (cleaned.stream().allMatch(String::isEmpty)) {
      return Optional.empty();
    }
    try {
      Element out = Element.of(element.tag(), vr, cleaned, scope.charset());
      return Optional.of(new Outcome(out, Treatment.CLEANED));
    } catch (DicomFault e) {
      return Optional.empty();
    }
  }

  private List<String> cleaned(Scope scope, int tag, VR vr, List<String> values) {
    if (values.size() == 1) {
      return List.of(texts.clean(scope, tag, vr, values.get(0)));
    }
    List<String> cleaned = new ArrayList<>(texts.clean(scope, tag, vr, values));
    boolean words = vr != VR.DS && vr != VR.IS;
    if (words && cleaned.stream().filter(Vocabulary::isNumber).count() > 1) {
      // Numbers one behind the other are a date or a record number, in values as in words.
      cleaned.replaceAll(text -> Vocabulary.isNumber(text) ? "" : text);
    }
    return cleaned;
  }

  private static boolean isLong(Element element) {
    return element.value() instanceof Value.Bulk bulk && bulk.data().length() > LONGEST_TEXT;
  }
}
