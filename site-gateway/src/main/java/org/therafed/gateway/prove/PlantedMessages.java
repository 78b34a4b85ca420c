package org.therafed.gateway.prove;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.therafed.gateway.prove.PlantedPerson.Item;

/** HL7 v2 over MLLP: a patient, a result with comments, a document, and one of no known type. */
final class PlantedMessages implements Planting {

  private static final int START = 0x0B;
  private static final int END = 0x1C;
  private static final int TIMEOUT_MILLIS = 60_000;

  private final String sender;

  /**
   * As one of the senders that the gateway takes.
   *
   * @param senders the setting, {@code MSH-3} or {@code MSH-3@MSH-4} each
   */
  PlantedMessages(List<String> senders) {
    String first = senders.isEmpty() ? "PROOF" : senders.get(0).strip();
    int at = first.indexOf('@');
    this.sender =
        at < 0 ? first + "|PROOF" : first.substring(0, at) + "|" + first.substring(at + 1);
  }

  @Override
  public String name() {
    return "hl7";
  }

  @Override
  public void plant(List<PlantedPerson> people, SecondGateway gateway, Handed handed)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.ports().hl7())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      for (PlantedPerson person : people) {
        for (String message : messages(person)) {
          byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
          handed.sent(bytes);
          socket.getOutputStream().write(framed(bytes));
          // MSA-2 repeats the sender's own MSH-10, as the protocol wants.
          handed.answered(
              answer(socket.getInputStream()).replace(person.localId(Item.MESSAGE), ""));
        }
      }
    }
  }

  private List<String> messages(PlantedPerson p) {
    return List.of(
        message(p, "ADT^A08", 1) + pid(p) + "NK1|1|" + p.relative() + "^" + p.given() + "\r",
        message(p, "ORU^R01", 2)
            + pid(p)
            + "OBR|1|"
            + p.localId(Item.ORDER)
            + "|"
            + p.localId(Item.FILLER)
            + "|24323-8^"
            + p.family()
            + "^LN|||20250531074500|||"
            + p.physician()
            + "\r"
            + "OBX|1|NM|2857-1^"
            + p.family()
            + "^LN||4.2|ng/mL|"
            + p.given()
            + "|||||F|||20250531074500||"
            + p.physician()
            + "\rOBX|2|TX|11111-1^"
            + p.chineseName()
            + "^LN||"
            + p.note()
            + "||||||F\rNTE|1||"
            + p.note()
            + "\r",
        message(p, "MDM^T02", 3) + pid(p) + "OBX|1|TX|||" + p.note() + " " + p.chineseName() + "\r",
        message(p, p.family() + "^" + p.chineseName(), 4) + pid(p));
  }

  private String message(PlantedPerson p, String type, int number) {
    return "MSH|^~\\&|"
        + sender
        + "|T|S|20250601||"
        + type
        + "|"
        + p.localId(Item.MESSAGE)
        + number
        + "|P|2.5.1|||||||UNICODE UTF-8\r";
  }

  private static String pid(PlantedPerson p) {
    return "PID|1||"
        + p.recordNumber()
        + "^^^^MR~"
        + p.nationalId()
        + "^^^^PI||"
        + p.family()
        + "^"
        + p.given()
        + "~"
        + p.chineseName()
        + "||"
        + p.birthDate().toString().replace("-", "")
        + "|M|||"
        + p.street()
        + "^^"
        + p.hospital()
        + "||"
        + p.phone()
        + "^^^"
        + p.email()
        + "\r";
  }

  private static byte[] framed(byte[] message) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(START);
    frame.writeBytes(message);
    frame.write(END);
    frame.write('\r');
    return frame.toByteArray();
  }

  private static String answer(InputStream in) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != END; b = in.read()) {
      answer.write(b);
    }
    // The frame's last carriage return.
    in.read();
    return answer.toString(StandardCharsets.UTF_8);
  }
}
