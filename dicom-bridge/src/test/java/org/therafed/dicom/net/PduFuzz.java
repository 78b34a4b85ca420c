package org.therafed.dicom.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.therafed.dicom.dataset.DicomFault;

/**
 * What a fuzzer drives: the decoders of PDUs and messages with any bytes. Only a {@link DicomFault}
 * or an {@link IOException} may come of them. The first byte chooses the decoder.
 */
public final class PduFuzz {
  private static final int MAX_PDU = 1 << 16;

  private PduFuzz() {}

  /** The entry of Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 0) {
      decodes(input);
    }
  }

  /** Whether the input is whole; false where it raised one of the declared exceptions. */
  static boolean decodes(byte[] input) {
    byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
    try {
      switch (input[0] & 3) {
        case 0 -> AssociateCodec.request(bytes);
        case 1 -> AssociateCodec.accept(bytes);
        case 2 -> assembled(bytes);
        default -> messages(bytes);
      }
      return true;
    } catch (DicomFault | IOException e) {
      return false;
    }
  }

  private static void assembled(byte[] bytes) throws IOException {
    RequestAssembler assembler = new RequestAssembler();
    try (Memory memory = new Memory(bytes)) {
      if (assembler.advance(memory)) {
        assembler.request();
        assembler.rest();
      }
    }
  }

  private static void messages(byte[] bytes) throws IOException {
    try (PduStream pdus = new PduStream(new Memory(bytes))) {
      DataStream data = new DataStream(pdus, MAX_PDU);
      while (true) {
        if (!data.inPdu()) {
          PduStream.Header header = pdus.header();
          if (header.type() != Pdu.DATA) {
            pdus.body(header);
            continue;
          }
          data.enter(header.length());
        }
        Message message = Message.read(data);
        Commitment.result(message.identifier(data, "1.2.840.10008.1.2.1"));
        RetrieveProgress.of(message.command(), new org.therafed.dicom.dataset.DataSet());
        Command.bytes(Command.response(message.command(), StoreOutcome.SUCCESS));
      }
    }
  }

  /** Bytes in memory as a connection that then closes. */
  private static final class Memory implements Wire {
    private final ByteBuffer bytes;
    private final SocketChannel channel;

    Memory(byte[] bytes) throws IOException {
      this.bytes = ByteBuffer.wrap(bytes);
      this.channel = SocketChannel.open();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      if (!bytes.hasRemaining()) {
        channel.close();
        return -1;
      }
      int count = Math.min(target.remaining(), bytes.remaining());
      target.put(bytes.slice(bytes.position(), count));
      bytes.position(bytes.position() + count);
      return count;
    }

    @Override
    public void write(ByteBuffer source) {
      source.position(source.limit());
    }

    @Override
    public boolean flush() {
      return true;
    }

    @Override
    public int readInterest() {
      return SelectionKey.OP_READ;
    }

    @Override
    public void endOutput() {}

    @Override
    public SocketChannel channel() {
      return channel;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
