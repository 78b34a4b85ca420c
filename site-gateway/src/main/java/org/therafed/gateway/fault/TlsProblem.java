package org.therafed.gateway.fault;

import org.therafed.dicom.net.TlsFailure;
import org.therafed.profiles.outcome.Phrase;

/**
 * Why a TLS handshake failed, as far as Java says it: in words for whoever can mend it, on this
 * side or on the other. Nothing of a certificate is quoted.
 */
public enum TlsProblem {
  EXPIRED("the other side's certificate has ended", "对方的证书已过期"),
  NOT_YET_VALID("the other side's certificate is not valid yet", "对方的证书尚未生效"),
  OTHER_HOST("the other side's certificate names another host", "对方的证书写明的是另一台主机"),
  NOT_TRUSTED(
      "no trusted authority stands behind the other side's certificate", "对方的证书不是由受信任的机构签发的"),
  NO_TLS("the other side does not speak TLS at this port", "对方在此端口不使用 TLS"),
  CERTIFICATE_WANTED(
      "the other side wants a certificate of ours, or takes another", "对方要求本方出示证书，或只接受其他证书"),
  OURS_EXPIRED("the other side says that our certificate has ended", "对方称本方的证书已过期"),
  OURS_NOT_TRUSTED("the other side does not trust our certificate", "对方不信任本方的证书"),
  VERSION("the other side offers neither TLS 1.3 nor 1.2", "对方既不提供 TLS 1.3 也不提供 TLS 1.2"),
  SUITES("both sides share no cipher suite of BCP 195", "双方没有共同的 BCP 195 加密套件"),
  OWN_FILES("our own key or trusted certificates cannot be read", "无法读取本方的密钥或受信任的证书"),
  OTHER("the other side broke the handshake off", "对方中断了握手");

  private final String en;
  private final String zh;

  TlsProblem(String en, String zh) {
    this.en = en;
    this.zh = zh;
  }

  /** As a part of a sentence. */
  public Phrase phrase() {
    return new Phrase(en, zh);
  }

  /** Of what failed, by its causes. */
  public static TlsProblem of(Throwable failure) {
    return switch (TlsFailure.of(failure)) {
      case EXPIRED -> EXPIRED;
      case NOT_YET_VALID -> NOT_YET_VALID;
      case OTHER_HOST -> OTHER_HOST;
      case NOT_TRUSTED -> NOT_TRUSTED;
      case NO_TLS -> NO_TLS;
      case CERTIFICATE_WANTED -> CERTIFICATE_WANTED;
      case OURS_EXPIRED -> OURS_EXPIRED;
      case OURS_NOT_TRUSTED -> OURS_NOT_TRUSTED;
      case VERSION -> VERSION;
      case SUITES -> SUITES;
      case OTHER -> OTHER;
    };
  }
}
