package org.therafed.dicom.net;

/** Information models of query and retrieve, PS3.4 Annexes C and K. */
public enum QueryModel {
  PATIENT_ROOT("1.2.840.10008.5.1.4.1.2.1."),
  STUDY_ROOT("1.2.840.10008.5.1.4.1.2.2."),
  /** Modality worklist: for C-FIND only. */
  MODALITY_WORKLIST("1.2.840.10008.5.1.4.3");

  private static final String EXPLICIT = "1.2.840.10008.1.2.1";
  private static final String IMPLICIT = "1.2.840.10008.1.2";

  private final String root;

  QueryModel(String root) {
    this.root = root;
  }

  private String uid(int operation) {
    if (this == MODALITY_WORKLIST) {
      if (operation == 1) {
        return root + "1";
      }
      throw Faults.invalid("retrieval by modality worklist; it answers C-FIND only");
    }
    return root + operation;
  }

  /** SOP class of C-FIND. */
  public String findUid() {
    return uid(1);
  }

  /** SOP class of C-MOVE. */
  public String moveUid() {
    return uid(2);
  }

  /** SOP class of C-GET. */
  public String getUid() {
    return uid(3);
  }

  /** To propose for {@link DicomClient#find}. */
  public PresentationContext findContext() {
    return PresentationContext.of(findUid(), EXPLICIT, IMPLICIT);
  }

  /** To propose for {@link DicomClient#move}. */
  public PresentationContext moveContext() {
    return PresentationContext.of(moveUid(), EXPLICIT, IMPLICIT);
  }

  /** To propose for {@link DicomClient#get}, with {@link Proposal#get}. */
  public PresentationContext getContext() {
    return PresentationContext.of(getUid(), EXPLICIT, IMPLICIT);
  }
}
