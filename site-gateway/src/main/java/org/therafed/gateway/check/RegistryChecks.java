package org.therafed.gateway.check;

import java.util.List;
import org.therafed.gateway.forward.http.RegistryProbe;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;

/** Whether the registry is reached, and takes what the site proves itself with. */
final class RegistryChecks {

  private RegistryChecks() {}

  static void check(SiteConfig config, Site site, List<Finding> findings) {
    if (config.registryUrl().isEmpty()) {
      findings.add(
          Finding.warning(
              "No registry is set: records are queued, and none is sent (THERAFED_REGISTRY_URL).",
              "未设置登记库：记录只排队，不发送（THERAFED_REGISTRY_URL）。"));
      return;
    }
    findings.add(
        switch (RegistryProbe.ask(config, site)) {
          case ACCEPTED ->
              Finding.ok("The registry is reached and takes this site's key.", "登记库可达，并接受本站点的密钥。");
          case NOT_ACCEPTED ->
              Finding.fault(
                  "The registry does not take this site's key: give its operator what GET"
                      + " /ops/identity shows.",
                  "登记库不接受本站点的密钥：请将 GET /ops/identity 所示内容交给登记库的运营方。");
          case NO_KEY ->
              Finding.warning(
                  "The registry answers; this site's key is made at the first start, and has to be"
                      + " registered then.",
                  "登记库可达；本站点的密钥将在首次启动时生成，之后须登记。");
          case CERTIFICATE ->
              Finding.fault(
                  "TLS with the registry fails: its certificate is not trusted or not for this"
                      + " address, or it does not take the one of THERAFED_REGISTRY_TLS_CERTIFICATE.",
                  "与登记库的 TLS 连接失败：其证书不受信任或不适用于该地址，或者它不接受 THERAFED_REGISTRY_TLS_CERTIFICATE 的证书。");
          case UNREACHABLE ->
              Finding.fault(
                  "The registry cannot be reached: look at THERAFED_REGISTRY_URL, name, port,"
                      + " proxy and firewall.",
                  "无法连接登记库：请检查 THERAFED_REGISTRY_URL、名称、端口、代理和防火墙。");
          case SOMEBODY_ELSE ->
              Finding.fault(
                  "What answers at THERAFED_REGISTRY_URL is no registry, or is not well.",
                  "THERAFED_REGISTRY_URL 处应答的不是登记库，或其状态异常。");
        });
  }
}
