package org.therafed.dicom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.net.StoreHandler;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.dicom.net.StoreRequest;

/**
 * Keeps objects as files named by their SOP Instance UID, each one whole and on disk before its
 * sender is answered. An object whose header is not legible is refused.
 */
final class ReceivedFiles implements StoreHandler {
  private static final int LONGEST_UID = 64;
  private static final Pattern UID = Pattern.compile("[0-9]+(\\.[0-9]+)*");

  private final Path folder;
  private final PrintWriter out;
  private final Runnable afterEach;
  private final AtomicInteger stored = new AtomicInteger();

  /**
   * A store.
   *
   * @param afterEach run after each object that was stored
   */
  ReceivedFiles(Path folder, PrintWriter out, Runnable afterEach) {
    this.folder = folder;
    this.out = out;
    this.afterEach = afterEach;
  }

  int stored() {
    return stored.get();
  }

  @Override
  public StoreOutcome store(StoreRequest request) throws IOException {
    // The UID becomes a file name: nothing but digits and dots may get there.
    if (!isUid(request.sopInstanceUid())) {
      return StoreOutcome.cannotUnderstand("SOP Instance UID is not valid");
    }
    Path part = Files.createTempFile(folder, ".part-", "");
    try {
      long length = write(part, request);
      DataSet header = Part10Reader.readHeader(part).dataSet();
      if (!header.string(Tag.SOPClassUID).orElse("").equals(request.sopClassUid())) {
        return StoreOutcome.mismatch("SOP class of data set and command differ");
      }
      Path file = folder.resolve(request.sopInstanceUid() + ".dcm");
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
      say(request, length);
    } finally {
      Files.deleteIfExists(part);
    }
    stored.incrementAndGet();
    afterEach.run();
    return StoreOutcome.SUCCESS;
  }

  /** Whether a text is a UID and so a file name that leads nowhere else. */
  static boolean isUid(String text) {
    return text.length() <= LONGEST_UID && UID.matcher(text).matches();
  }

  private static long write(Path part, StoreRequest request) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      long length =
          Part10Writer.writeReceived(
              channel,
              request.sopClassUid(),
              request.sopInstanceUid(),
              request.transferSyntaxUid(),
              request.dataset());
      channel.force(true);
      return length;
    }
  }

  private void say(StoreRequest request, long length) {
    synchronized (out) {
      out.println(
          "stored "
              + name(request.sopClassUid())
              + " in "
              + name(request.transferSyntaxUid())
              + ", "
              + length
              + " bytes");
      out.flush();
    }
  }

  private static String name(String uid) {
    return Dictionary.uid(uid).map(Dictionary.RegisteredUid::name).orElse("a private UID");
  }
}
