package org.therafed.dicom.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.net.ClientConfig;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.DimseResponse;
import org.therafed.dicom.net.PresentationContext;

/**
 * Sends files one by one, a line for each. An association that breaks costs the file at hand: the
 * next one goes over another association.
 */
final class FileSender {
  /** Associations that end without a single answer in between, until the peer is given up. */
  private static final int MOST_BROKEN = 3;

  private static final Set<DicomFaultCode> ENDS_ASSOCIATION =
      EnumSet.of(
          DicomFaultCode.ASSOCIATION_ABORTED,
          DicomFaultCode.PROTOCOL,
          DicomFaultCode.TIMEOUT,
          DicomFaultCode.CONNECTION);

  private final ClientConfig config;
  private final List<PresentationContext> contexts;
  private final PrintWriter out;
  private final Function<Path, String> names;
  private final Failed failed;

  private List<Path> left = List.of();
  private int stored;
  private int broken;

  /** Told of each file that could not be sent, and why. */
  interface Failed {
    void with(Path file, DicomFault reason);
  }

  /**
   * A sender.
   *
   * @param names what files are called in what is said
   */
  FileSender(
      ClientConfig config,
      List<PresentationContext> contexts,
      PrintWriter out,
      Function<Path, String> names,
      Failed failed) {
    this.config = config;
    this.contexts = List.copyOf(contexts);
    this.out = out;
    this.names = names;
    this.failed = failed;
  }

  /**
   * Sends the files.
   *
   * @param accepted told of the first association
   * @return how many were stored
   * @throws DicomFault where no association comes about; what is left is listed before
   */
  int send(List<Path> files, Consumer<DicomClient> accepted) {
    left = files;
    try {
      for (boolean first = true; !left.isEmpty() && broken < MOST_BROKEN; first = false) {
        try (DicomClient client = DicomClient.connect(config, contexts)) {
          if (first) {
            accepted.accept(client);
          }
          over(client);
        }
      }
    } finally {
      left.forEach(file -> out.println("not sent, no association  " + names.apply(file)));
      out.println(stored + " stored, " + (files.size() - stored) + " not");
      out.flush();
    }
    return stored;
  }

  /** Sends until the association breaks. */
  private void over(DicomClient client) {
    boolean whole = true;
    while (whole && !left.isEmpty()) {
      Path file = left.get(0);
      left = left.subList(1, left.size());
      try {
        out.println(outcome(client.store(file)) + "  " + names.apply(file));
        broken = 0;
      } catch (DicomFault e) {
        whole = !ENDS_ASSOCIATION.contains(e.code());
        broken += whole ? 0 : 1;
        out.println(notSent(e) + "  " + names.apply(file));
        failed.with(file, e);
      }
      out.flush();
    }
  }

  private String outcome(DimseResponse response) {
    stored += response.isSuccess() ? 1 : 0;
    return (response.isSuccess() ? "stored  " : "refused ") + Statuses.text(response);
  }

  private static String notSent(DicomFault fault) {
    if (fault.code() == DicomFaultCode.NO_CONTEXT) {
      return "not sent, no presentation context accepted";
    }
    return ENDS_ASSOCIATION.contains(fault.code())
        ? "no answer, the association broke"
        : "not sent, the file cannot be written for the node";
  }
}
