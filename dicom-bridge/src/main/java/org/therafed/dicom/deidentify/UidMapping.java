package org.therafed.dicom.deidentify;

import java.util.HashMap;
import java.util.Map;

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

  /** The UID itself where it may stay, else the keyed one. */
  String of(String uid) {
    return known.computeIfAbsent(uid, this::mapped);
  }

  private String mapped(String uid) {
    boolean stays =
        uid.isEmpty()
            || KnownUids.isRegistered(uid)
            || cleaner.accepts(uid)
            || (policy.has(Option.RETAIN_UIDS) && KnownUids.isUid(uid));
    return stays ? uid : keys.uid(uid);
  }
}
