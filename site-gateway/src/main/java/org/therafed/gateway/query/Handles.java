package org.therafed.gateway.query;

import java.util.Base64;
import org.therafed.profiles.federated.AskedFigure;

/** What a person is called in one question: another name in every question, known here only. */
final class Handles {

  private static final int LENGTH = 32;

  private final String secret;

  /**
   * @param secret of the question; it never leaves
   */
  Handles(byte[] secret) {
    this.secret = Base64.getEncoder().encodeToString(secret);
  }

  /** The handle of a person's number. */
  String of(long number) {
    return AskedFigure.sha256("handle|" + secret + "|" + number).substring(0, LENGTH);
  }
}
