package org.therafed.dicom.net;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A connection that does at once what it can and never waits. For one thread at a time. */
interface Wire extends Closeable {
  /** Reads what is there: the number of bytes, 0 for none now, -1 at the end. */
  int read(ByteBuffer target) throws IOException;

  /** Takes bytes as far as the connection does; the rest stays in the buffer. */
  void write(ByteBuffer source) throws IOException;

  /** Sends what was taken before; whether nothing of it is left. */
  boolean flush() throws IOException;

  /** For which readiness of the channel ({@code SelectionKey.OP_…}) a read has to wait. */
  int readInterest();

  /** Says that no more bytes will be sent. */
  void endOutput() throws IOException;

  SocketChannel channel();
}
