package org.therafed.gateway.intake.pull;

import static org.therafed.profiles.outcome.Fault.safe;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.gateway.fault.PullCode;
import org.therafed.gateway.fault.TlsProblem;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.FaultCode;

/** Says what is wrong with an archive in words that help whoever can mend it. */
public final class PullFaults {

  private static final Pattern STATUS = Pattern.compile("HTTP status (\\d{3})");

  /** With one of these, asking for the next patient would fail in the same way. */
  private static final Set<FaultCode> ENDING =
      Set.of(
          PullCode.HOST,
          PullCode.UNREACHABLE,
          PullCode.REJECTED,
          PullCode.TLS,
          PullCode.LOGIN,
          PullCode.TIMEOUT,
          PullCode.TOKEN_FILE);

  private PullFaults() {}

  /** Whether a fault concerns the archive as a whole. */
  public static boolean endsTheRun(Fault fault) {
    return ENDING.contains(fault.code());
  }

  static <T> T telling(Supplier<T> exchange) {
    try {
      return exchange.get();
    } catch (DicomFault e) {
      throw of(e);
    }
  }

  static void telling(Runnable exchange) {
    telling(
        () -> {
          exchange.run();
          return null;
        });
  }

  static Fault of(DicomFault fault) {
    return switch (fault.code()) {
      case CONNECTION -> connection(fault);
      case TIMEOUT -> PullCode.TIMEOUT.with(fault);
      case ASSOCIATION_REJECTED -> PullCode.REJECTED.with(fault, safe("detail", detail(fault)));
      case WEB_STATUS -> status(fault);
      default -> PullCode.ANSWER.with(fault, safe("detail", detail(fault)));
    };
  }

  /** What stands behind code and meaning; faults of the library quote no value. */
  private static String detail(DicomFault fault) {
    return fault.getMessage();
  }

  private static Fault connection(DicomFault fault) {
    boolean caused = false;
    for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
      caused = true;
      if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
        return PullCode.HOST.with(fault);
      }
      if (cause instanceof SSLException) {
        return PullCode.TLS.with(fault, safe("detail", TlsProblem.of(cause).phrase()));
      }
    }
    if (!caused) {
      // The library tries no connection where the name has no address.
      return PullCode.HOST.with(fault);
    }
    return fault.getCause() instanceof ConnectException
        ? PullCode.UNREACHABLE.with(fault, safe("detail", "refused or no way there"))
        : PullCode.UNREACHABLE.with(fault, safe("detail", "broken off"));
  }

  private static Fault status(DicomFault fault) {
    Matcher matcher = STATUS.matcher(fault.getMessage());
    int status = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    return status == 401 || status == 403
        ? PullCode.LOGIN.with(fault, safe("status", status))
        : PullCode.QUERY.with(fault, safe("what", "the request"), safe("status", "HTTP " + status));
  }

  static Fault noService(String what) {
    return PullCode.ANSWER.with(
        safe("detail", DicomFaultCode.NO_CONTEXT.code() + " it offers no " + what));
  }

  static Fault answer(String detail) {
    return PullCode.ANSWER.with(safe("detail", detail));
  }

  static Fault refused(String what, int status) {
    return PullCode.QUERY.with(
        safe("what", what), safe("status", String.format(java.util.Locale.ROOT, "%04XH", status)));
  }
}
