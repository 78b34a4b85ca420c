package org.therafed.dicom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.therafed.dicom.net.DicomServer;
import org.therafed.dicom.net.ServerConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Listens, keeps what arrives as files, and says what every caller did. */
@Command(
    name = "receive",
    description = "Listens for objects and keeps them as files (C-ECHO and C-STORE SCP).",
    mixinStandardHelpOptions = true)
final class ReceiveCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "PORT", description = "a whole number from 0 to 65535")
  int port;

  @Parameters(index = "1", paramLabel = "FOLDER", description = "where files go; made if absent")
  Path folder;

  @Option(
      names = "--ae",
      paramLabel = "AE",
      defaultValue = "THERAFED",
      description = "our title, which callers must name (${DEFAULT-VALUE})")
  String title;

  @Option(
      names = "--allow",
      paramLabel = "AE",
      description = "a title that may call; may be repeated; without it any may")
  Set<String> allowed = Set.of();

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "address to listen on; 0.0.0.0 for all (${DEFAULT-VALUE})")
  String address;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "0",
      description = "a whole number from 0 on: end after so many objects; 0 for never")
  int count;

  @Mixin TlsOptions tls;

  @Option(names = "--any-caller", description = "with --tls: callers need no certificate")
  boolean anyCaller;

  @Override
  public Integer call() throws InterruptedException {
    Ports.check(spec, port, 0);
    AeOption.check(spec, "--ae", title);
    allowed.forEach(ae -> AeOption.check(spec, "--allow", ae));
    if (count < 0) {
      throw DicomCli.wrong(spec, "the value of --count does not fit: a whole number from 0 on");
    }
    ServerConfig config = config();
    PrintWriter out = spec.commandLine().getOut();
    CountDownLatch left = new CountDownLatch(count == 0 ? 1 : count);
    ReceivedFiles files =
        new ReceivedFiles(created(), out, count == 0 ? () -> {} : left::countDown);
    SaidRefusals handler = new SaidRefusals(files, out);
    AssociationLog log = new AssociationLog(out, handler::unheard);
    try (DicomServer server = DicomServer.start(config, handler, log)) {
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "dicom-receive-end"));
      out.println(
          "listening on port " + server.port() + " as " + title + (tls.tls ? " under TLS" : ""));
      out.flush();
      left.await();
      log.awaitNone(Duration.ofSeconds(10));
    }
    int refused = handler.refused();
    out.println(files.stored() + " stored" + (refused == 0 ? "" : ", " + refused + " refused"));
    return 0;
  }

  private ServerConfig config() {
    if (anyCaller && !tls.tls) {
      throw DicomCli.wrong(spec, "--any-caller is of --tls; add --tls");
    }
    ServerConfig plain =
        ServerConfig.loopback(title, port).withBindAddress(bind()).withAllowedCallingAes(allowed);
    return tls.settings(true)
        .map(settings -> plain.withTls(settings.withClientCertificate(!anyCaller)))
        .orElse(plain);
  }

  private InetAddress bind() {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw DicomCli.wrong(spec, "the value of --bind does not fit: an address of this machine");
    }
  }

  private Path created() {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw CliFault.because(CliFaultCode.OUTPUT, "the folder cannot be made", e);
    }
  }
}
