package org.therafed.gateway.prove;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Free TCP ports of this machine for the second gateway. */
record ProofPorts(int http, int dicom, int hl7) {

  static ProofPorts find() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket http = new ServerSocket(0, 1, loopback);
        ServerSocket dicom = new ServerSocket(0, 1, loopback);
        ServerSocket hl7 = new ServerSocket(0, 1, loopback)) {
      return new ProofPorts(http.getLocalPort(), dicom.getLocalPort(), hl7.getLocalPort());
    }
  }
}
