package org.therafed.dicom.net;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/** What scenarios with other implementations share. */
public final class Peers implements AutoCloseable {
  private static final int ATTEMPTS = 1200;

  private final List<Process> started = new ArrayList<>();

  /** Starts a peer; its output goes to ours. */
  public void start(Map<String, String> environment, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(environment);
    started.add(builder.start());
  }

  /** Runs a tool to its end and gives its exit code. */
  public static int run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("TCP_NODELAY", "1");
    Process process = builder.start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException(command[0] + " does not end");
    }
    return process.exitValue();
  }

  /** The peer was started a moment ago; until it listens, connecting is tried again. */
  public static DicomClient connect(ClientConfig config, Proposal proposal) {
    for (int attempt = 1; ; attempt++) {
      try {
        return DicomClient.connect(config, proposal);
      } catch (DicomFault e) {
        if (e.code() != DicomFaultCode.CONNECTION || attempt == ATTEMPTS) {
          throw e;
        }
        LockSupport.parkNanos(50_000_000);
      }
    }
  }

  /** Keeps what arrives by SOP Instance UID. */
  public static StoreHandler into(Map<String, byte[]> objects) {
    return request -> {
      objects.put(request.sopInstanceUid(), request.dataset().readAllBytes());
      return StoreOutcome.SUCCESS;
    };
  }

  /** An empty map for {@link #into}. */
  public static Map<String, byte[]> objects() {
    return new ConcurrentHashMap<>();
  }

  /** Keys of a query at a level, with empty ones to be returned. */
  public static DataSet keys(String level, int... returned) {
    DataSet keys = new DataSet().put(Tag.QueryRetrieveLevel, VR.CS, level);
    for (int tag : returned) {
      keys.put(tag, org.therafed.dicom.dataset.Dictionary.vr(tag));
    }
    return keys;
  }

  /** The files that the arguments name, behind the folder. */
  public static List<Path> files(String[] args) {
    return java.util.Arrays.stream(args).skip(1).map(Path::of).toList();
  }

  /** The instance a file holds. */
  public static String instance(Path file) {
    return ObjectFile.of(file).sopInstanceUid();
  }

  @Override
  public void close() {
    started.forEach(Process::destroyForcibly);
  }
}
