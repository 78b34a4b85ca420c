package org.therafed.dicom.deidentify;

import java.util.regex.Pattern;
import org.therafed.dicom.dataset.Dictionary;

/** UIDs that name no object of anybody: registered ones of PS3.6, and context groups. */
final class KnownUids {
  private static final int LONGEST = 64;
  private static final Pattern UID = Pattern.compile("[0-2](\\.(0|[1-9]\\d*))+");
  private static final Pattern CONTEXT_GROUP =
      Pattern.compile("1\\.2\\.840\\.10008\\.(6\\.1|7\\.1|8\\.1|9)\\.\\d{1,4}");

  private KnownUids() {}

  static boolean isRegistered(String uid) {
    return Dictionary.uid(uid).isPresent() || CONTEXT_GROUP.matcher(uid).matches();
  }

  /** Whether the text has the form of a UID, PS3.5 section 9.1. */
  static boolean isUid(String text) {
    return text.length() <= LONGEST && UID.matcher(text).matches();
  }
}
