package org.therafed.evidence.rounds.protocol;

/** The way to one site; the caller brings the transport. */
public interface SiteLink {

  /**
   * The site's answer.
   *
   * @throws SiteUnavailable if it does not answer in time
   * @throws org.therafed.evidence.partial.EvidenceFault if it refuses
   */
  RoundAnswer answer(RoundAsk ask);

  /** A site that did not answer; the fit goes on without it. */
  final class SiteUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a cause that is known. */
    public SiteUnavailable() {
      super("a site did not answer");
    }

    /** With the transport's fault. */
    public SiteUnavailable(Throwable cause) {
      super("a site did not answer", cause);
    }
  }
}
