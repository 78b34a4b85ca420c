package org.therafed.dicom.net;

import java.util.List;

/**
 * The A-ASSOCIATE-RQ of PS3.8 section 9.3.2, as far as it is used here.
 *
 * @param user what is negotiated beside the contexts
 */
record AssociateRequest(
    int protocolVersion,
    String calledAe,
    String callingAe,
    String applicationContext,
    List<Proposed> contexts,
    UserInformation user) {

  /**
   * One proposed presentation context.
   *
   * @param id odd, 1 to 255
   */
  record Proposed(int id, String abstractSyntax, List<String> transferSyntaxes) {
    Proposed {
      transferSyntaxes = List.copyOf(transferSyntaxes);
    }
  }

  AssociateRequest {
    contexts = List.copyOf(contexts);
  }
}
