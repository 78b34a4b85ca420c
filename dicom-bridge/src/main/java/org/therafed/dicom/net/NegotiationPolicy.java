package org.therafed.dicom.net;

import java.util.Optional;

/** Decides on what a caller proposes beside presentation contexts. Called by several threads. */
public interface NegotiationPolicy {
  /** Takes every caller, ignores identities, answers no extended negotiation. */
  NegotiationPolicy OPEN = new NegotiationPolicy() {};

  /**
   * Whether a caller gets an association.
   *
   * @param callingAe title of the caller
   * @param identity what it says of its user; empty where it says nothing
   */
  default IdentityAnswer identity(String callingAe, Optional<UserIdentity> identity) {
    return IdentityAnswer.ACCEPTED;
  }

  /**
   * The answer to service class application information for an accepted SOP class.
   *
   * @return empty for no answer: the defaults of the service class hold
   */
  default Optional<byte[]> extended(String sopClassUid, byte[] proposed) {
    return Optional.empty();
  }

  /** The answer to an identity. */
  final class IdentityAnswer {
    /** Taken, with nothing more to say. */
    public static final IdentityAnswer ACCEPTED = new IdentityAnswer(true, new byte[0]);

    /** Rejected, permanently and by the user, with no reason given. */
    public static final IdentityAnswer REFUSED = new IdentityAnswer(false, new byte[0]);

    private final boolean accepted;
    private final byte[] response;

    private IdentityAnswer(boolean accepted, byte[] response) {
      this.accepted = accepted;
      this.response = response.clone();
    }

    /**
     * Taken.
     *
     * @param response for the caller where it asked for one, e.g. a Kerberos ticket
     */
    public static IdentityAnswer accepted(byte[] response) {
      return new IdentityAnswer(true, response);
    }

    /** Whether the association may be. */
    public boolean isAccepted() {
      return accepted;
    }

    byte[] response() {
      return response.clone();
    }
  }
}
