package org.therafed.gateway.intake.object;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.therafed.dicom.io.DicomContent;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.net.StoreRequest;
import org.therafed.gateway.database.Place;
import org.therafed.gateway.database.Sealing;
import org.therafed.gateway.intake.Digests;
import org.therafed.gateway.site.Site;

/**
 * Received objects as Part 10 files below the data folder, encrypted, on disk before anybody is
 * told. Files of earlier versions stand there in clear until they have been sealed.
 */
@Singleton
public class ObjectFiles {

  private static final String FOLDER = "objects";
  private static final String CLEAR = ".dcm";
  private static final String SEALED = ".dcm.sealed";
  private static final int BUFFER = 256 << 10;

  private final Site site;
  private final Sealing sealing;

  @Inject
  public ObjectFiles(Site site, Sealing sealing) {
    this.site = site;
    this.sealing = sealing;
  }

  /**
   * A file that is on disk.
   *
   * @param relative path below the data folder, as the arrival keeps it
   */
  record Written(String relative, String sha256) {}

  /** The object is larger than configured. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** The bytes of an arrival's file as they came. */
  public DicomContent content(String relative) {
    return () -> open(relative);
  }

  private SeekableByteChannel open(String relative) throws IOException {
    try {
      return opened(relative);
    } catch (NoSuchFileException gone) {
      if (isSealed(relative)) {
        throw gone;
      }
      // It was sealed since somebody read its name.
      return opened(sealedName(relative));
    }
  }

  private SeekableByteChannel opened(String relative) throws IOException {
    FileChannel file = FileChannel.open(path(relative), StandardOpenOption.READ);
    if (!isSealed(relative)) {
      return file;
    }
    boolean done = false;
    try {
      SeekableByteChannel clear = sealing.opening(file, place(relative));
      done = true;
      return clear;
    } finally {
      if (!done) {
        file.close();
      }
    }
  }

  private Path path(String relative) {
    return site.folder(relative);
  }

  private static boolean isSealed(String relative) {
    return relative.endsWith(SEALED);
  }

  private static String sealedName(String clear) {
    return clear.substring(0, clear.length() - CLEAR.length()) + SEALED;
  }

  /** The name is the arrival's, and no two arrivals share a file. */
  private static Place place(String relative) {
    return Place.of("arrival", "file", Path.of(relative).getFileName());
  }

  Written write(UUID id, StoreRequest request, long limit) throws IOException {
    String relative = FOLDER + "/" + id.toString().substring(0, 2) + "/" + id + SEALED;
    String sha256 =
        write(
            relative,
            limit,
            out ->
                Part10Writer.writeReceived(
                    out,
                    request.sopClassUid(),
                    request.sopInstanceUid(),
                    request.transferSyntaxUid(),
                    request.dataset()));
    return new Written(relative, sha256);
  }

  private interface Content {
    void write(OutputStream out) throws IOException;
  }

  /** Writes a sealed file; answers the SHA-256 of its content. */
  private String write(String relative, long limit, Content content) throws IOException {
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
      OutputStream sealed =
          sealing.sealing(
              new Unclosed(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)),
              place(relative));
      content.write(new DigestOutputStream(new Limited(sealed, limit), digest));
      // The last segment is written now.
      sealed.close();
      channel.force(true);
      done = true;
    } finally {
      if (!done) {
        Files.deleteIfExists(path);
      }
    }
    // The name of a new file is durable only when its folder is.
    sync(folder);
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Seals a file of an earlier version beside it; the one in clear stays until {@link #delete}.
   *
   * @return empty: it is sealed already
   */
  public Optional<String> seal(String relative) throws IOException {
    if (isSealed(relative)) {
      return Optional.empty();
    }
    String sealed = sealedName(relative);
    // What a stop has left half written.
    Files.deleteIfExists(path(sealed));
    write(sealed, Long.MAX_VALUE, out -> Files.copy(path(relative), out));
    return Optional.of(sealed);
  }

  /** Deletes a file; it may have gone before. */
  public void delete(String relative) throws IOException {
    Files.deleteIfExists(path(relative));
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The channel below is still needed when what is above ends. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
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
