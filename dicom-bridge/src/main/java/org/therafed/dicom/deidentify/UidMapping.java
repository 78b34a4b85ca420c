package org.therafed.dicom.deidentify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.VR;

/** The UIDs of one object; it repeats them, in references of every frame. */
final class UidMapping {
  private final Policy policy;
  private final Keys keys;
  private final TextCleaner cleaner;
  private final Map<String, String> known = new HashMap<>();

  UidMapping(Policy policy, Keys keys, TextCleaner cleaner) {
    this.policy = policy;
    this.keys = keys;
    this.cleaner = cleaner;
  }

  /** Every UID of an element that may not stay is replaced. */
  Outcome apply(Scope scope, Element element) {
    if (element.isEmpty()) {
      return new Outcome(element, Treatment.KEPT);
    }
    List<String> were = scope.strings(element, VR.UI);
    List<String> are = were.stream().map(this::of).toList();
    if (are.equals(were)) {
      return new Outcome(element, Treatment.KEPT);
    }
    Element out = Element.of(element.tag(), VR.UI, are, SpecificCharacterSet.DEFAULT);
    return new Outcome(out, Treatment.UID_REPLACED);
  }

  /** The UID itself where it may stay, else the keyed one. */
  private String of(String uid) {
    return known.computeIfAbsent(uid, this::mapped);
  }

  /** Some devices make UIDs of Patient ID or birth date: such a one is not kept by any option. */
  private String mapped(String uid) {
    boolean stays =
        uid.isEmpty()
            || KnownUids.isRegistered(uid)
            || cleaner.accepts(uid)
            || (policy.has(Option.RETAIN_UIDS) && KnownUids.isUid(uid) && !cleaner.echoesCode(uid));
    return stays ? uid : keys.uid(uid);
  }
}
