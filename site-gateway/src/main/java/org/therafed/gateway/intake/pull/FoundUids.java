package org.therafed.gateway.intake.pull;

import org.therafed.dicom.dataset.DataSet;

/** UIDs of an archive's answers, which become keys and addresses of the next questions. */
final class FoundUids {

  private static final String FORM = "[0-9]+(\\.[0-9]+)*";
  private static final int LONGEST = 64;

  private FoundUids() {}

  static String of(DataSet match, int tag) {
    String uid = match.string(tag).orElse("").strip();
    if (uid.length() > LONGEST || !uid.matches(FORM)) {
      throw PullFaults.answer("a match without a UID that could be asked for");
    }
    return uid;
  }
}
