package org.therafed.runtime.login.oidc;

/** Nobody was signed in. Holds nothing of the person and nothing that the provider sent. */
public final class SignInRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final SignInProblem problem;
  private final String why;

  /**
   * A refusal.
   *
   * @param why a word of ours for the log
   */
  SignInRefused(SignInProblem problem, String why) {
    super(problem.code() + " " + why);
    this.problem = problem;
    this.why = why;
  }

  /** What the person is told. */
  public SignInProblem problem() {
    return problem;
  }

  /** What the log is told. */
  String why() {
    return why;
  }
}
