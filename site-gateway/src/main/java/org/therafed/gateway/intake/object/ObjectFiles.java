package org.therafed.gateway.intake.object;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.net.StoreRequest;
import org.therafed.gateway.intake.Digests;
import org.therafed.gateway.site.Site;

/** Received objects as Part 10 files below the data folder, on disk before anybody is told. */
@Singleton
public class ObjectFiles {

  private static final String FOLDER = "objects";
  private static final int BUFFER = 256 << 10;

  private final Site site;

  @Inject
  public ObjectFiles(Site site) {
    this.site = site;
  }

  /**
   * A file that is on disk.
   *
   * @param relative path below the data folder, as the arrival keeps it
   */
  record Written(Path path, String relative, String sha256) {}

  /** The object is larger than configured. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Where an arrival's file is. */
  public Path path(String relative) {
    return site.folder(relative);
  }

  Written write(UUID id, StoreRequest request, long limit) throws IOException {
    String relative = FOLDER + "/" + id.toString().substring(0, 2) + "/" + id + ".dcm";
    Path path = path(relative);
    Path folder = path.getParent();
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      sync(folder.getParent());
    }
    MessageDigest digest = Digests.sha256();
    boolean done = false;
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OutputStream out =
          new DigestOutputStream(
              new Limited(
                  new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER), limit),
              digest);
      Part10Writer.writeReceived(
          out,
          request.sopClassUid(),
          request.sopInstanceUid(),
          request.transferSyntaxUid(),
          request.dataset());
      channel.force(true);
      done = true;
    } finally {
      if (!done) {
        Files.deleteIfExists(path);
      }
    }
    // The name of a new file is durable only when its folder is.
    sync(folder);
    return new Written(path, relative, HexFormat.of().formatHex(digest.digest()));
  }

  void delete(Written written) throws IOException {
    Files.deleteIfExists(written.path());
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static final class Limited extends FilterOutputStream {
    private final long limit;
    private long written;

    Limited(OutputStream out, long limit) {
      super(out);
      this.limit = limit;
    }

    @Override
    public void write(int b) throws IOException {
      count(1);
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      count(length);
      out.write(bytes, offset, length);
    }

    private void count(int more) throws IOException {
      written += more;
      if (written > limit) {
        throw new TooLargeException();
      }
    }
  }
}
