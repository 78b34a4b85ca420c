package org.therafed.dicom.deidentify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.VR;

/**
 * The UIDs of one object; it repeats them, in references of every frame.
 *
 * <p>A UID is mapped by itself: what becomes of it depends on the policy and the key, and never on
 * what else its object states, so that every file of a study says the same. Some devices make UIDs
 * of Patient ID or birth date. Where an option would keep such a one, its object is refused: a
 * keyed UID instead would part it from objects of the same study that do not state the identifier.
 */
final class UidMapping {
  private final Policy policy;
  private final Keys keys;
  private final TextCleaner cleaner;
  private final Map<String, String> mapped = new HashMap<>();
  private final Map<String, Boolean> echoing = new HashMap<>();

  UidMapping(Policy policy, Keys keys, TextCleaner cleaner) {
    this.policy = policy;
    this.keys = keys;
    this.cleaner = cleaner;
  }

  /**
   * Every UID of an element that may not stay is replaced.
   *
   * @throws DicomFault {@code NOT_DEIDENTIFIABLE} where UIDs are retained and one holds an
   *     identifier
   */
  Outcome apply(Scope scope, Element element) {
    return mapped(scope, element, policy.has(Option.RETAIN_UIDS));
  }

  /** As {@link #apply}, for an attribute that an option keeps. */
  Outcome keep(Scope scope, Element element) {
    return mapped(scope, element, true);
  }

  private Outcome mapped(Scope scope, Element element, boolean retained) {
    if (element.isEmpty()) {
      return new Outcome(element, Treatment.KEPT);
    }
    List<String> were = scope.strings(element, VR.UI);
    List<String> are = were.stream().map(uid -> of(element.tag(), uid, retained)).toList();
    if (are.equals(were)) {
      return new Outcome(element, Treatment.KEPT);
    }
    Element out = Element.of(element.tag(), VR.UI, are, SpecificCharacterSet.DEFAULT);
    return new Outcome(out, Treatment.UID_REPLACED);
  }

  /** The UID itself where it may stay, else the keyed one. */
  private String of(int tag, String uid, boolean retained) {
    if (uid.isEmpty() || KnownUids.isRegistered(uid) || cleaner.accepts(uid)) {
      return uid;
    }
    if (!retained || !KnownUids.isUid(uid)) {
      return mapped.computeIfAbsent(uid, keys::uid);
    }
    if (echoing.computeIfAbsent(uid, cleaner::echoesInUid)) {
      throw DicomFault.of(
          DicomFaultCode.NOT_DEIDENTIFIABLE,
          DicomFault.tagText(tag)
              + " has a UID that holds an identifier of the patient and would be kept; another one"
              + " in its place would not be that of objects which do not state the identifier;"
              + " de-identify without options that keep UIDs");
    }
    return uid;
  }
}
