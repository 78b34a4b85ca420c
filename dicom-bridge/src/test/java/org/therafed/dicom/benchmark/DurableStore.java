package org.therafed.dicom.benchmark;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.net.StoreHandler;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.dicom.net.StoreRequest;

/** Keeps each object as a file that survives a power cut before the sender gets its answer. */
public final class DurableStore implements StoreHandler {
  private final Path folder;
  private final AtomicLong count = new AtomicLong();

  /** Keeps objects in this folder, which exists. */
  public DurableStore(Path folder) {
    this.folder = folder;
  }

  /** Objects kept. */
  public long count() {
    return count.get();
  }

  @Override
  public StoreOutcome store(StoreRequest request) throws IOException {
    // No rename afterwards: on a journalling file system it would cost a second commit. A file that
    // a crash leaves half written was never acknowledged; its length tells.
    Path file = folder.resolve(count.get() + ".dcm");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Part10Writer.writeReceived(
          channel,
          request.sopClassUid(),
          request.sopInstanceUid(),
          request.transferSyntaxUid(),
          request.dataset());
      channel.force(true);
    }
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
    count.incrementAndGet();
    return StoreOutcome.SUCCESS;
  }
}
