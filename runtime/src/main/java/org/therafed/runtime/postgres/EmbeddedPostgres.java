package org.therafed.runtime.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.therafed.runtime.StartupFault;

/**
 * A PostgreSQL server of our own on a folder of our own: durable (fsync and synchronous commit on),
 * reachable on the loopback address with a generated password (SCRAM-SHA-256) only. A server that a
 * killed process left running on the same folder is ended first. Works for an ordinary user and for
 * root; PostgreSQL refuses root, so it then runs in a user name space of its own ({@code unshare
 * -U}).
 *
 * <p>The caller owns the folder (see {@code DataFolder}): two servers on one folder are prevented
 * there.
 */
public final class EmbeddedPostgres {

  private static final String USER = "therafed";

  /** Recovery of a large database on a slow disk; a server that ends instead is noticed at once. */
  private static final Duration LONGEST_START = Duration.ofMinutes(5);

  private static final int START_ATTEMPTS = 6;

  /** Wait after the first attempt; each later one is twice as long, which makes 6 s together. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private final Process server;
  private final DatabaseAddress address;
  private final Path data;

  private EmbeddedPostgres(Process server, DatabaseAddress address, Path data) {
    this.server = server;
    this.address = address;
    this.data = data;
  }

  /**
   * Starts the server, making the database on first use.
   *
   * @param folder holds {@code data}, {@code password} and {@code server.log}
   * @param programs holds the server's programs, for this and any number of other servers
   * @throws StartupFault RT-DB-003 if it does not come up; the message names the log
   */
  public static EmbeddedPostgres start(Path folder, Path programs) {
    try {
      Files.createDirectories(folder);
      PostgresBinaries binaries = PostgresBinaries.unpackedIn(programs);
      Path data = folder.resolve("data");
      Path passwordFile = folder.resolve("password");
      Path log = folder.resolve("server.log");
      PostmasterFile.of(data).endLeftOver();
      if (!Files.exists(data.resolve("PG_VERSION"))) {
        initialise(binaries, data, passwordFile, log);
      }
      String password = Files.readString(passwordFile, StandardCharsets.US_ASCII).strip();
      for (int attempt = 1; ; attempt++) {
        int port = freePort();
        Process server = launch(binaries, data, port, log);
        if (isReady(server, data, port)) {
          String url = "postgresql://127.0.0.1:" + port + "/postgres";
          return new EmbeddedPostgres(server, new DatabaseAddress(url, USER, password), data);
        }
        server.destroyForcibly();
        // Somebody may have taken the port between choosing and binding it, or children of a server
        // that was killed may not have ended yet, which PostgreSQL waits for by refusing to start.
        if (attempt == START_ATTEMPTS) {
          throw new StartupFault(
              "RT-DB-003",
              "The embedded PostgreSQL did not start; a running one is needed. Mend what its log "
                  + log
                  + " names, or set THERAFED_DB_URL.");
        }
        LockSupport.parkNanos(FIRST_PAUSE.toNanos() << (attempt - 1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public DatabaseAddress address() {
    return address;
  }

  /** Process number of the server, for tests that end it the hard way. */
  public long pid() {
    return PostmasterFile.of(data).pid().orElse(server.pid());
  }

  /** Ends the server by a fast shutdown: open transactions are rolled back, the rest is kept. */
  public void stop() {
    PostmasterFile.of(data).endLeftOver();
    try {
      if (!server.waitFor(10, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void initialise(PostgresBinaries binaries, Path data, Path passwordFile, Path log)
      throws IOException {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Files.deleteIfExists(passwordFile);
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, HexFormat.of().formatHex(random), StandardOpenOption.WRITE);
    // initdb fills a folder beside the final one, so that an interrupted first start leaves none.
    Path unfinished = data.resolveSibling("data-unfinished");
    Trees.delete(unfinished);
    List<String> command =
        asUnprivileged(
            binaries.program("initdb").toString(),
            "--pgdata=" + unfinished,
            "--username=" + USER,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-instructions");
    run(command, log);
    Files.move(unfinished, data);
  }

  private static void run(List<String> command, Path log) throws IOException {
    Process process = logged(command, log).start();
    try {
      if (process.waitFor() != 0) {
        throw new StartupFault(
            "RT-DB-004",
            "The database could not be made; a folder for it and, as root, the program unshare"
                + " with user name spaces are needed. Mend what the log "
                + log
                + " names, or set THERAFED_DB_URL.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupFault(
          "RT-DB-005",
          "Interrupted while the database was made; time to make it is needed. Start again.",
          e);
    }
  }

  private static Process launch(PostgresBinaries binaries, Path data, int port, Path log)
      throws IOException {
    List<String> command =
        asUnprivileged(
            binaries.program("postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=on",
            "-c",
            "synchronous_commit=on",
            "-c",
            "timezone=UTC",
            "-c",
            "max_connections=60",
            "-c",
            "shared_buffers=128MB",
            "-c",
            "max_wal_size=1GB",
            "-c",
            "log_parameter_max_length_on_error=0",
            "-c",
            "log_error_verbosity=terse",
            "-c",
            "log_min_error_statement=panic");
    return logged(command, log).start();
  }

  private static ProcessBuilder logged(List<String> command, Path log) {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }

  private static List<String> asUnprivileged(String... command) {
    List<String> result = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      result.add("unshare");
      result.add("-U");
    }
    result.addAll(List.of(command));
    return result;
  }

  private static boolean isReady(Process server, Path data, int port) {
    long end = System.nanoTime() + LONGEST_START.toNanos();
    PostmasterFile postmaster = PostmasterFile.of(data);
    try {
      while (System.nanoTime() < end && !server.waitFor(20, TimeUnit.MILLISECONDS)) {
        if (postmaster.isReady(server.pid(), port)) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
