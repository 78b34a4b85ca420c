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
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.net.StoreHandler;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.dicom.net.StoreRequest;

/**
 * Keeps objects as files named by their SOP Instance UID, each one whole and on disk before its
 * sender is answered. An object that is not legible to its end is refused. No file is replaced:
 * another object with the same UID is kept beside the first.
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
      // To its end: an object that was cut behind its pixels has a whole header.
      if (!request.announces(Part10Reader.read(part).dataSet())) {
        return StoreOutcome.mismatch("SOP class or instance of data set and command differ");
      }
      say(place(part, request.sopInstanceUid()), request, length);
    } finally {
      Files.deleteIfExists(part);
    }
    stored.incrementAndGet();
    afterEach.run();
    return StoreOutcome.SUCCESS;
  }

  /** Several associations may bring the same instance at once: one after the other is placed. */
  private synchronized String place(Path part, String uid) throws IOException {
    Path file = folder.resolve(uid + ".dcm");
    for (int number = 2; Files.exists(file); number++) {
      if (Files.mismatch(part, file) < 0) {
        return "again, same bytes: ";
      }
      file = folder.resolve(uid + "-" + number + ".dcm");
    }
    boolean first = file.endsWith(uid + ".dcm");
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
    return first ? "stored " : "stored beside another object with this SOP Instance UID: ";
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

  private void say(String what, StoreRequest request, long length) {
    synchronized (out) {
      out.println(what + kind(request) + ", " + length + " bytes");
      out.flush();
    }
  }

  /** SOP class and transfer syntax in words. */
  static String kind(StoreRequest request) {
    return name(request.sopClassUid()) + " in " + name(request.transferSyntaxUid());
  }

  private static String name(String uid) {
    return Dictionary.uid(uid).map(Dictionary.RegisteredUid::name).orElse("a private UID");
  }
}
