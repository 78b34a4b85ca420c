package org.therafed.dicom.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** Connects to a peer and negotiates, PS3.8 section 7.1. */
final class AssociationOpener {
  /** Two bytes behind the six of a presentation data value: below this is no room for data. */
  private static final int LEAST_PDU_LENGTH = 8;

  private AssociationOpener() {}

  static ClientAssociation open(ClientConfig config, Proposal proposal) {
    SocketChannel channel = null;
    try {
      channel = SocketChannel.open();
      // Through the socket, as a channel has no connect with a timeout.
      int timeout = (int) config.connectTimeout().toMillis();
      channel.socket().connect(address(config), timeout);
      PduStream.prepare(channel);
      PduStream pdus = secured(config, channel);
      return associate(config, proposal, pdus);
    } catch (SocketTimeoutException e) {
      closeQuietly(channel);
      throw DicomFault.of(
          DicomFaultCode.TIMEOUT, "no association within " + config.connectTimeout(), e);
    } catch (SSLException e) {
      closeQuietly(channel);
      throw DicomFault.of(
          DicomFaultCode.CONNECTION,
          "TLS with the peer failed: "
              + TlsFailure.of(e).text()
              + "; compare certificates, trust and protocol of both sides",
          e);
    } catch (IOException e) {
      closeQuietly(channel);
      throw DicomFault.of(
          DicomFaultCode.CONNECTION,
          "port "
              + config.port()
              + " of the peer could not be reached or closed at once"
              + (config.tls().isPresent()
                  ? "; under TLS one that wants a certificate of ours does so, too"
                  : ""),
          e);
    } catch (DicomFault e) {
      closeQuietly(channel);
      throw e;
    }
  }

  private static InetSocketAddress address(ClientConfig config) {
    InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
    if (address.isUnresolved()) {
      throw DicomFault.of(
          DicomFaultCode.CONNECTION,
          "the host's name has no address here, so no connection was tried; check the spelling and"
              + " the name service (DNS)");
    }
    return address;
  }

  private static void closeQuietly(SocketChannel channel) {
    if (channel != null) {
      ClientAssociation.closeQuietly(channel);
    }
  }

  private static PduStream secured(ClientConfig config, SocketChannel channel) throws IOException {
    if (config.tls().isEmpty()) {
      PduStream pdus = new PduStream(new PlainWire(channel));
      pdus.timeout(config.connectTimeout());
      return pdus;
    }
    TlsWire wire = new TlsWire(channel, config.tls().get().client(config.host(), config.port()));
    PduStream pdus = new PduStream(wire);
    pdus.timeout(config.connectTimeout());
    pdus.deadline(config.connectTimeout());
    while (!wire.handshake()) {
      pdus.await(wire.readInterest());
    }
    pdus.endDeadline();
    return pdus;
  }

  private static ClientAssociation associate(ClientConfig config, Proposal proposal, PduStream pdus)
      throws IOException {
    List<AssociateRequest.Proposed> proposed = new ArrayList<>();
    for (PresentationContext context : proposal.contexts()) {
      proposed.add(
          new AssociateRequest.Proposed(
              2 * proposed.size() + 1, context.abstractSyntax(), context.transferSyntaxes()));
    }
    pdus.write(
        AssociateCodec.encode(
            new AssociateRequest(
                1,
                config.calledAe(),
                config.callingAe(),
                Pdu.APPLICATION_CONTEXT,
                proposed,
                proposal.userInformation(config.maxPduLength()))));
    PduStream.Header header = pdus.header();
    if (header.isTls()) {
      throw Faults.protocol("the peer seems to speak TLS at this port; call it under TLS");
    }
    byte[] body = pdus.body(header);
    return switch (header.type()) {
      case Pdu.ASSOCIATE_AC -> accepted(config, proposed, pdus, AssociateCodec.accept(body));
      case Pdu.ASSOCIATE_RJ -> throw rejected(body);
      case Pdu.ABORT ->
          throw DicomFault.of(
              DicomFaultCode.ASSOCIATION_ABORTED, "the peer aborted instead of answering");
      default -> throw Faults.protocol("PDU type " + header.type() + " answers the request");
    };
  }

  private static ClientAssociation accepted(
      ClientConfig config,
      List<AssociateRequest.Proposed> proposed,
      PduStream pdus,
      AssociateAccept accept)
      throws IOException {
    Map<Integer, ClientAssociation.Accepted> contexts = new LinkedHashMap<>();
    for (AssociateAccept.Result result : accept.contexts()) {
      int index = (result.id() - 1) / 2;
      if (result.result() == 0 && (result.id() & 1) == 1 && index < proposed.size()) {
        contexts.put(
            result.id(),
            new ClientAssociation.Accepted(
                result.id(), proposed.get(index).abstractSyntax(), result.transferSyntax()));
      }
    }
    pdus.timeout(config.responseTimeout());
    long peer = accept.user().maxLength() == 0 ? Integer.MAX_VALUE : accept.user().maxLength();
    int length = (int) Math.min(Math.max(peer, LEAST_PDU_LENGTH), config.maxPduLength());
    // Even, so that every fragment but the last is, PS3.8 Annex E.
    return new ClientAssociation(config, pdus, contexts, accept.user(), length & ~1);
  }

  private static DicomFault rejected(byte[] body) {
    String detail = "the rejection is malformed";
    if (body.length >= 4) {
      detail = "result " + body[1] + ", source " + body[2] + ", reason " + body[3];
      for (AssociationRejection known : AssociationRejection.values()) {
        boolean same =
            known.source() == body[2] && known.reason() == body[3] && known.result() == body[1];
        if (same) {
          return DicomFault.of(DicomFaultCode.ASSOCIATION_REJECTED, known + " (" + detail + ")");
        }
      }
    }
    return DicomFault.of(DicomFaultCode.ASSOCIATION_REJECTED, detail);
  }
}
