package org.therafed.simulator.channel;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.io.TransferSyntax;
import org.therafed.dicom.net.ClientConfig;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.DimseResponse;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.simulator.record.Delivery;
import org.therafed.simulator.record.Expected;
import org.therafed.simulator.record.SiteRecords;

/** Sends a hospital's records to its gateway in their order, and hears what it answers. */
public final class SitePlayer {
  private static final String CALLING_AE = "SIMULATOR";

  /** Preamble, prefix, and the group length element, bytes. */
  private static final int FIRST_META_END = 144;

  private final GatewayClient gateway;
  private final IntConsumer sent;
  private final List<String> surprises = new ArrayList<>();

  /**
   * A player.
   *
   * @param sent told how many records each upload held, once the gateway has answered
   */
  public SitePlayer(GatewayClient gateway, IntConsumer sent) {
    this.gateway = gateway;
    this.sent = sent;
  }

  /**
   * Sends everything.
   *
   * @return answers at the door that are not those a record of its kind must get; empty when all is
   *     well
   * @throws ChannelException if the gateway cannot be reached
   */
  public List<String> play(SiteRecords records) {
    for (Delivery delivery : records.deliveries()) {
      send(delivery);
      sent.accept((int) delivery.records().count());
    }
    return List.copyOf(surprises);
  }

  private void send(Delivery delivery) {
    if (delivery instanceof Delivery.Table table) {
      table(table);
    } else if (delivery instanceof Delivery.Resource resource) {
      resource(resource);
    } else if (delivery instanceof Delivery.Study study) {
      study(study);
    }
  }

  private void table(Delivery.Table table) {
    Http.Reply reply = gateway.postTable(table.kind(), table.charset(), table.body().toArray());
    long refused = count(table, Expected.State.REFUSED);
    boolean asExpected =
        reply.ok()
            && reply.body().path("rows").asLong() == table.rows().size()
            && reply.body().path("refused").asLong() == refused;
    if (!asExpected) {
      surprises.add(
          "table "
              + table.kind()
              + ": status "
              + reply.status()
              + ", "
              + reply.body().path("refused").asText("?")
              + " of "
              + table.rows().size()
              + " rows refused; "
              + refused
              + " expected"
              + firstFinding(reply));
    }
  }

  private static String firstFinding(Http.Reply reply) {
    String text = reply.body().path("findings").path(0).toString();
    return text.isEmpty() ? "" : "; first finding: " + text;
  }

  private void resource(Delivery.Resource resource) {
    Http.Reply reply = gateway.postResource(resource.type(), resource.body().toArray());
    boolean refused = resource.record().expected().state() == Expected.State.REFUSED;
    boolean explained = reply.body().path("resourceType").asText().equals("OperationOutcome");
    if (refused ? reply.status() / 100 != 4 || !explained : !reply.ok()) {
      surprises.add(
          "FHIR "
              + resource.record().kind()
              + ": status "
              + reply.status()
              + " where "
              + (refused ? "a refusal with an OperationOutcome" : "acceptance")
              + " was expected; "
              + reply.body().path("issue").path(0).path("diagnostics").asText());
    }
  }

  private void study(Delivery.Study study) {
    Set<String> classes = new LinkedHashSet<>();
    study.instances().forEach(instance -> classes.add(instance.sopClassUid()));
    String syntax = TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid();
    List<PresentationContext> contexts =
        classes.stream().map(uid -> PresentationContext.of(uid, syntax)).toList();
    GatewayAddress address = gateway.address();
    ClientConfig config =
        ClientConfig.of(address.dicomHost(), address.dicomPort(), CALLING_AE, address.aeTitle());
    try (DicomClient client = DicomClient.connect(config, contexts)) {
      for (Delivery.Instance instance : study.instances()) {
        store(client, instance, syntax);
      }
    } catch (DicomFault e) {
      throw new ChannelException(
          "The DICOM listener at "
              + address.dicomHost()
              + ":"
              + address.dicomPort()
              + " failed: "
              + e.getMessage(),
          e);
    }
  }

  private void store(DicomClient client, Delivery.Instance instance, String syntax) {
    byte[] file = instance.file().toArray();
    int start = dataSetOffset(file);
    DimseResponse response =
        client.store(
            instance.sopClassUid(),
            instance.sopInstanceUid(),
            syntax,
            new ByteArrayInputStream(file, start, file.length - start));
    boolean refused = instance.record().expected().state() == Expected.State.REFUSED;
    if (response.isSuccess() == refused) {
      surprises.add(
          String.format(
              "C-STORE: status %04X where %s was expected; %s",
              response.status(), refused ? "a failure" : "success", response.errorComment()));
    }
  }

  /**
   * Where the data set begins: after the meta information, whose length its first element says
   * (PS3.10 section 7.1). Read here, for the reader would refuse a truncated object.
   */
  private static int dataSetOffset(byte[] file) {
    return FIRST_META_END + ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(140);
  }

  private static long count(Delivery delivery, Expected.State state) {
    return delivery.records().filter(r -> r.expected().state() == state).count();
  }

  /** Media type of an upload in this character set. */
  static String csvType(Charset charset) {
    return "text/csv; charset="
        + (charset.equals(StandardCharsets.UTF_8) ? "UTF-8" : charset.name());
  }
}
