package org.therafed.gateway.check;

import java.util.List;
import org.therafed.runtime.login.oidc.OidcSettings;
import org.therafed.runtime.login.oidc.ProviderProbe;

/** Whether people can sign in by the provider that is set. */
final class SignInChecks {

  private SignInChecks() {}

  static void check(OidcSettings provider, List<Finding> findings) {
    findings.add(
        switch (ProviderProbe.ask(provider)) {
          case READY ->
              Finding.ok(
                  "The provider of sign-ins is reached and states keys and addresses.",
                  "登录身份提供方可达，并给出了密钥和地址。");
          case READY_WITHOUT_PKCE ->
              Finding.warning(
                  "The provider of sign-ins does not say that it checks PKCE (S256): switch it on"
                      + " there for this client.",
                  "登录身份提供方未声明校验 PKCE（S256）：请在该处为本客户端启用。");
          case NO_KEYS ->
              Finding.fault(
                  "The provider of sign-ins has no key that may sign: RSA of 2048 bits or more, or"
                      + " P-256, P-384, P-521, with a name, is needed.",
                  "登录身份提供方没有可用于签名的密钥：需要带名称的 2048 位以上 RSA 或 P-256、P-384、P-521 密钥。");
          case UNUSABLE ->
              Finding.fault(
                  "The provider of sign-ins cannot be reached, or states another issuer: look at"
                      + " THERAFED_OIDC_ISSUER, THERAFED_OIDC_AUTHORITIES_FILE, proxy and"
                      + " firewall.",
                  "无法连接登录身份提供方，或其声明的 issuer 不同：请检查 THERAFED_OIDC_ISSUER、"
                      + "THERAFED_OIDC_AUTHORITIES_FILE、代理和防火墙。");
        });
  }
}
