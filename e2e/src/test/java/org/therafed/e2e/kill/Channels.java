package org.therafed.e2e.kill;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.io.TransferSyntax;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.e2e.fixture.Application;
import org.therafed.simulator.channel.ChannelException;
import org.therafed.simulator.channel.Http;

/**
 * A laboratory by tables, by FHIR and by HL7 v2, whose results differ in their values, and a
 * scanner, whose studies differ in their UIDs.
 */
final class Channels {

  /** Patients of the hospital; each result is of one of them. */
  static final int PATIENTS = 10;

  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int START = 0x0B;
  private static final int END = 0x1C;
  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";

  private Channels() {}

  /** Record number of a patient. */
  static String patient(long number) {
    return "KILL-" + number % PATIENTS;
  }

  /** What a result says, and no other does. */
  static BigDecimal value(long number) {
    return BigDecimal.valueOf(number, 2);
  }

  static List<Channel> results(Application gateway, int mllpPort) {
    return List.of(table(gateway), fhir(gateway), messages(mllpPort));
  }

  private static Channel table(Application gateway) {
    return channel(
        "table",
        number -> {
          String csv =
              "mrn,sample_id,loinc,value,unit,taken_at\n"
                  + patient(number)
                  + ",S"
                  + number
                  + ",2857-1,"
                  + value(number)
                  + ",ng/mL,2025-03-31T07:45:00\n";
          Http.Reply reply =
              gateway
                  .asGateway()
                  .postTable("labs", StandardCharsets.UTF_8, csv.getBytes(StandardCharsets.UTF_8));
          // A row that came before its answer was lost is superseded by itself.
          return reply.ok()
              && reply.body().path("accepted").asInt() + reply.body().path("superseded").asInt()
                  == 1;
        });
  }

  private static Channel fhir(Application gateway) {
    return channel(
        "fhir",
        number -> {
          String json =
              "{\"resourceType\":\"Observation\",\"id\":\"O"
                  + number
                  + "\",\"status\":\"final\",\"category\":[{\"coding\":[{\"system\":"
                  + "\"http://terminology.hl7.org/CodeSystem/observation-category\",\"code\":"
                  + "\"laboratory\"}]}],\"code\":{\"coding\":[{\"system\":\"http://loinc.org\","
                  + "\"code\":\"2857-1\"}]},\"subject\":{\"identifier\":{\"value\":\""
                  + patient(number)
                  + "\"}},\"effectiveDateTime\":\"2025-03-31T07:45:00+02:00\",\"valueQuantity\":"
                  + "{\"value\":"
                  + value(number)
                  + ",\"unit\":\"ng/mL\",\"system\":\"http://unitsofmeasure.org\",\"code\":"
                  + "\"ng/mL\"}}";
          return gateway
              .asGateway()
              .postResource("Observation", json.getBytes(StandardCharsets.UTF_8))
              .ok();
        });
  }

  private static Channel messages(int port) {
    return channel(
        "hl7",
        number -> {
          String message =
              "MSH|^~\\&|LAB|KLINIK|T|S|20250331080000||ORU^R01^ORU_R01|M"
                  + number
                  + "|P|2.5.1\rPID|1||"
                  + patient(number)
                  + "^^^^MR\rOBR|1||S"
                  + number
                  + "|24323-8^X^LN|||20250331074500\rOBX|1|NM|2857-1^PSA^LN||"
                  + value(number)
                  + "|ng/mL|||||F|||20250331074500\r";
          try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write(START);
            frame.writeBytes(message.getBytes(StandardCharsets.US_ASCII));
            frame.write(END);
            frame.write('\r');
            frame.writeTo(socket.getOutputStream());
            return answer(socket.getInputStream()).contains("MSA|AA|M" + number);
          }
        });
  }

  private static String answer(InputStream in) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != END; b = in.read()) {
      answer.write(b);
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  /** One CT image a study, over one association each. */
  static Channel images(Application gateway, Path folder) {
    return channel(
        "dimse",
        number -> {
          String study = "1.2.826.0.1.3680043.8.498.77." + number;
          DataSet data = new DataSet();
          data.put(Tag.SOPClassUID, VR.UI, CT);
          data.put(Tag.SOPInstanceUID, VR.UI, study + ".1.1");
          data.put(Tag.StudyInstanceUID, VR.UI, study);
          data.put(Tag.SeriesInstanceUID, VR.UI, study + ".1");
          data.put(Tag.StudyDate, VR.DA, "20250205");
          data.put(Tag.StudyTime, VR.TM, "101400");
          data.put(Tag.Modality, VR.CS, "CT");
          data.put(Tag.PatientID, VR.LO, patient(number));
          data.put(Tag.PatientSex, VR.CS, "M");
          data.put(Tag.InstanceNumber, VR.IS, "1");
          Path file = folder.resolve("image.dcm");
          try (OutputStream out = Files.newOutputStream(file)) {
            Part10Writer.write(data, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
          }
          try (DicomClient client =
              DicomClient.connect(
                  "127.0.0.1",
                  gateway.dicomPort(),
                  "SCANNER",
                  "THERAFED",
                  DicomClient.contextsFor(List.of(file)).toArray(PresentationContext[]::new))) {
            return client.store(file).status() == 0;
          } catch (DicomFault e) {
            throw new IOException(e);
          }
        });
  }

  @FunctionalInterface
  private interface Send {
    boolean send(long number) throws IOException;
  }

  private static Channel channel(String name, Send send) {
    return new Channel() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public boolean send(long number) throws IOException {
        try {
          return send.send(number);
        } catch (ChannelException e) {
          throw new IOException(e);
        }
      }
    };
  }
}
