package org.therafed.gateway.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.therafed.gateway.site.Hl7Config;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.runtime.Setting;

/** Whether the ports that the gateway listens on are free. */
final class PortChecks {

  private final List<Finding> findings;

  private PortChecks(List<Finding> findings) {
    this.findings = findings;
  }

  static void check(
      SiteConfig config,
      Optional<Hl7Config> hl7,
      int httpPort,
      boolean running,
      List<Finding> findings) {
    if (running) {
      return;
    }
    PortChecks checks = new PortChecks(findings);
    boolean portGiven = Setting.HTTP_PORT.value().isPresent();
    checks.free("THERAFED_HTTP_PORT", config.httpHost(), portGiven ? config.httpPort() : httpPort);
    checks.free("THERAFED_DICOM_PORT", config.dicomHost(), config.dicomPort());
    hl7.filter(settings -> settings.hl7Port().isPresent())
        .ifPresent(
            settings ->
                checks.free(
                    "THERAFED_HL7_PORT", settings.hl7Host(), settings.hl7Port().getAsInt()));
  }

  private void free(String setting, String host, int port) {
    if (port == 0) {
      return;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
      findings.add(
          Finding.ok(
              "Port " + port + " is free (" + setting + ").",
              "端口 " + port + " 空闲（" + setting + "）。"));
    } catch (IOException | IllegalArgumentException e) {
      findings.add(
          Finding.fault(
              "Port " + port + " cannot be listened on: set " + setting + " to a free one.",
              "无法监听端口 " + port + "：请将 " + setting + " 设为空闲端口。"));
    }
  }
}
