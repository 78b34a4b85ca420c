package org.therafed.gateway.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.transfer.RegistryProtocolContractTest;

class FakeRegistryTest extends RegistryProtocolContractTest {

  private FakeRegistry fake;
  private URI address;

  @BeforeEach
  void start() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    fake = FakeRegistry.start(port);
    address = URI.create("http://127.0.0.1:" + port);
  }

  @AfterEach
  void end() {
    fake.close();
  }

  @Override
  protected URI registry() {
    return address;
  }

  @Override
  protected SiteId newSite() {
    return new SiteId("site");
  }

  @Override
  protected String token(SiteId site) {
    return "not looked at";
  }
}
