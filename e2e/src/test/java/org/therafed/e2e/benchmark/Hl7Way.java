package org.therafed.e2e.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One laboratory value in an ORU^R01 over MLLP, on a connection of its own. */
final class Hl7Way implements Way {

  private static final int START = 0x0B;
  private static final int END = 0x1C;

  private final int port;

  Hl7Way(int port) {
    this.port = port;
  }

  @Override
  public String name() {
    return "HL7 v2 over MLLP";
  }

  @Override
  public void send(long number) throws IOException {
    String message =
        "MSH|^~\\&|LAB|KLINIK|T|S|20250331080000||ORU^R01^ORU_R01|M"
            + number
            + "|P|2.5.1\rPID|1||"
            + Way.patient(number)
            + "^^^^MR\rOBR|1||S"
            + number
            + "|24323-8^X^LN|||20250331074500\rOBX|1|NM|2857-1^PSA^LN||"
            + fact(number)
            + "|ng/mL|||||F|||20250331074500\r";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      ByteArrayOutputStream frame = new ByteArrayOutputStream();
      frame.write(START);
      frame.writeBytes(message.getBytes(StandardCharsets.US_ASCII));
      frame.write(END);
      frame.write('\r');
      frame.writeTo(socket.getOutputStream());
      String answer = answer(socket.getInputStream());
      if (!answer.contains("MSA|AA|M" + number)) {
        throw new IOException("not acknowledged: " + answer);
      }
    }
  }

  private static String answer(InputStream in) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != END; b = in.read()) {
      answer.write(b);
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  @Override
  public String fact(long number) {
    return number / 100 + "." + number / 10 % 10 + number % 10;
  }

  @Override
  public String query() {
    return "select to_char(value, 'FM999999990.00') from fact_biomarker where loinc = '2857-1' and"
        + " to_char(value, 'FM999999990.00') = any(?)";
  }
}
