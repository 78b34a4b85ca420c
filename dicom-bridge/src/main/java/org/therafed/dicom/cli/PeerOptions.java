package org.therafed.dicom.cli;

import java.time.Duration;
import org.therafed.dicom.net.ClientConfig;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The node that is called, and the name we call it with. */
final class PeerOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Parameters(index = "0", paramLabel = "HOST", description = "name or address of the node")
  String host;

  @Parameters(index = "1", paramLabel = "PORT", description = "a whole number from 1 to 65535")
  int port;

  @Option(
      names = "--called",
      paramLabel = "AE",
      defaultValue = "THERAFED",
      description = "title of the node, 1 to 16 characters (${DEFAULT-VALUE})")
  String called;

  @Option(
      names = "--calling",
      paramLabel = "AE",
      defaultValue = "THERAFED",
      description = "our title, 1 to 16 characters (${DEFAULT-VALUE})")
  String calling;

  @Option(
      names = "--timeout",
      paramLabel = "S",
      defaultValue = "30",
      description = "a whole number from 1 to 3600: seconds to wait (${DEFAULT-VALUE})")
  int timeout;

  @Mixin TlsOptions tls;

  @Option(
      names = "--any-host",
      description =
          "with --tls: do not ask whether the certificate names HOST, as where nodes are certified"
              + " by title")
  boolean anyHost;

  /** How to connect; wrong values are wrong arguments. */
  ClientConfig config() {
    Ports.check(spec, port, 1);
    AeOption.check(spec, "--called", called);
    AeOption.check(spec, "--calling", calling);
    if (timeout < 1 || timeout > 3600) {
      throw DicomCli.wrong(
          spec, "the value of --timeout does not fit: a whole number from 1 to 3600");
    }
    Duration wait = Duration.ofSeconds(timeout);
    if (anyHost && !tls.tls) {
      throw DicomCli.wrong(spec, "--any-host is of --tls; add --tls");
    }
    ClientConfig config = ClientConfig.of(host, port, calling, called).withTimeouts(wait, wait);
    return tls.settings(false)
        .map(settings -> config.withTls(settings.withHostCheck(!anyHost)))
        .orElse(config);
  }
}
