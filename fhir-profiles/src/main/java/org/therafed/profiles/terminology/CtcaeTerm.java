package org.therafed.profiles.terminology;

/**
 * An adverse-event term of CTCAE v5.0.
 *
 * @param code NCIt code, e.g. {@code C143283}
 * @param term e.g. {@code Anemia}
 * @param systemOrganClass e.g. {@code Blood and lymphatic system disorders}
 */
public record CtcaeTerm(String code, String term, String systemOrganClass) {
  /** The term as a coding of the NCI Thesaurus. */
  public Coding coding() {
    return new Coding(Systems.NCIT, code, term);
  }
}
