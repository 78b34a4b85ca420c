package org.therafed.runtime.login.oidc;

/** Why nobody was signed in, as a person reads it: nothing of the person or the provider. */
public enum SignInProblem {
  BEGIN_AGAIN(
      "RT-OIDC-001",
      400,
      "This sign-in was not begun in this browser, took longer than 10 minutes, or was used before."
          + " Begin again.",
      "此登录并非从本浏览器发起、超过 10 分钟，或已被使用。请重新登录。"),
  NOT_GRANTED(
      "RT-OIDC-002",
      403,
      "The provider did not sign you in: it was cancelled there, or you may not use this"
          + " application. Begin again, or ask those who run the provider.",
      "身份提供方未完成登录：登录已取消，或您无权使用本应用。请重新登录，或联系身份提供方的管理人员。"),
  UNREACHABLE(
      "RT-OIDC-003",
      502,
      "The provider cannot be reached, or answers what cannot be used. Try again later; the"
          + " operator finds the cause in the log.",
      "无法连接身份提供方，或其应答无法使用。请稍后重试；运营方可在日志中查明原因。"),
  CODE_REFUSED(
      "RT-OIDC-004",
      403,
      "The provider did not confirm this sign-in. Begin again; if it stays so, the operator looks"
          + " at the client secret and the redirect address.",
      "身份提供方未确认此次登录。请重新登录；若仍如此，请运营方检查客户端密钥和重定向地址。"),
  UNSOUND(
      "RT-OIDC-005",
      403,
      "What the provider said about you is not signed by it, not for this application, or not for"
          + " this sign-in. Nobody was signed in; the operator finds the cause in the log.",
      "身份提供方的声明未经其签名、并非针对本应用，或并非针对此次登录。未登录；运营方可在日志中查明原因。"),
  NO_ROLE(
      "RT-OIDC-006",
      403,
      "You have no role in this application. Ask those who run the provider for one of the roles"
          + " that this application knows.",
      "您在本应用中没有角色。请向身份提供方的管理人员申请本应用认可的角色。"),
  SEVERAL_ROLES(
      "RT-OIDC-007",
      403,
      "You have several roles in this application, and one person has one. Ask those who run the"
          + " provider to leave you one.",
      "您在本应用中有多个角色，而每人只能有一个。请联系身份提供方的管理人员保留其一。"),
  BUSY(
      "RT-OIDC-008",
      503,
      "Too many people are signing in at once. Try again in a moment.",
      "同时登录的人过多。请稍后重试。");

  private final String code;
  private final int status;
  private final String en;
  private final String zh;

  SignInProblem(String code, int status, String en, String zh) {
    this.code = code;
    this.status = status;
    this.en = en;
    this.zh = zh;
  }

  /** As {@code docs/errors.md} lists it. */
  public String code() {
    return code;
  }

  /** HTTP status of the page. */
  public int status() {
    return status;
  }

  /** What was found and what to do, in a language. */
  public String text(boolean chinese) {
    return chinese ? zh : en;
  }
}
