package org.therafed.dicom.net;

import java.util.List;

/**
 * The A-ASSOCIATE-AC of PS3.8 section 9.3.3, as far as it is used here.
 *
 * @param user what is negotiated beside the contexts
 */
record AssociateAccept(
    String calledAe, String callingAe, List<Result> contexts, UserInformation user) {

  /**
   * The answer to one context.
   *
   * @param result 0 accepted, 3 abstract syntax, 4 transfer syntaxes not supported
   */
  record Result(int id, int result, String transferSyntax) {}

  AssociateAccept {
    contexts = List.copyOf(contexts);
  }
}
