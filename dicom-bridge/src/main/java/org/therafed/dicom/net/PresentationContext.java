package org.therafed.dicom.net;

import java.util.List;

/**
 * A presentation context to propose.
 *
 * @param abstractSyntax SOP class UID
 * @param transferSyntaxes UIDs, the preferred one first
 */
public record PresentationContext(String abstractSyntax, List<String> transferSyntaxes) {
  /** Verification SOP class. */
  public static final String VERIFICATION = "1.2.840.10008.1.1";

  /** Storage Commitment Push Model SOP class. */
  public static final String COMMITMENT = "1.2.840.10008.1.20.1";

  public PresentationContext {
    transferSyntaxes = List.copyOf(transferSyntaxes);
  }

  /** A context of one SOP class. */
  public static PresentationContext of(String abstractSyntax, String... transferSyntaxes) {
    return new PresentationContext(abstractSyntax, List.of(transferSyntaxes));
  }

  /** For C-ECHO. */
  public static PresentationContext verification() {
    return of(VERIFICATION, "1.2.840.10008.1.2");
  }

  /** For storage commitment, as requester or as reporter. */
  public static PresentationContext commitment() {
    return of(COMMITMENT, "1.2.840.10008.1.2.1", "1.2.840.10008.1.2");
  }
}
