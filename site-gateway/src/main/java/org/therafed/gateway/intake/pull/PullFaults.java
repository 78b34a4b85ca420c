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
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.FaultCode;

/** Says what is wrong with an archive in words that help whoever can mend it. */
public final class PullFaults {

  private static final Pattern STATUS = Pattern.compile("HTTP status (\\d{3})");

  /** With one of these, asking for the next patient would fail in the same way. */
  private static final Set<FaultCode> ENDING =
      Set.of(
          GatewayCode.PULL_HOST,
          GatewayCode.PULL_UNREACHABLE,
          GatewayCode.PULL_REJECTED,
          GatewayCode.PULL_TLS,
          GatewayCode.PULL_LOGIN,
          GatewayCode.PULL_TIMEOUT,
          GatewayCode.PULL_TOKEN_FILE);

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
      case TIMEOUT -> GatewayCode.PULL_TIMEOUT.with(fault);
      case ASSOCIATION_REJECTED ->
          GatewayCode.PULL_REJECTED.with(fault, safe("detail", detail(fault)));
      case WEB_STATUS -> status(fault);
      default -> GatewayCode.PULL_ANSWER.with(fault, safe("detail", detail(fault)));
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
        return GatewayCode.PULL_HOST.with(fault);
      }
      if (cause instanceof SSLException) {
        return GatewayCode.PULL_TLS.with(fault);
      }
    }
    if (!caused) {
      // The library tries no connection where the name has no address.
      return GatewayCode.PULL_HOST.with(fault);
    }
    return fault.getCause() instanceof ConnectException
        ? GatewayCode.PULL_UNREACHABLE.with(fault, safe("detail", "refused or no way there"))
        : GatewayCode.PULL_UNREACHABLE.with(fault, safe("detail", "broken off"));
  }

  private static Fault status(DicomFault fault) {
    Matcher matcher = STATUS.matcher(fault.getMessage());
    int status = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    return status == 401 || status == 403
        ? GatewayCode.PULL_LOGIN.with(fault, safe("status", status))
        : GatewayCode.PULL_QUERY.with(
            fault, safe("what", "the request"), safe("status", "HTTP " + status));
  }

  static Fault noService(String what) {
    return GatewayCode.PULL_ANSWER.with(
        safe("detail", DicomFaultCode.NO_CONTEXT.code() + " it offers no " + what));
  }

  static Fault answer(String detail) {
    return GatewayCode.PULL_ANSWER.with(safe("detail", detail));
  }

  static Fault refused(String what, int status) {
    return GatewayCode.PULL_QUERY.with(
        safe("what", what), safe("status", String.format(java.util.Locale.ROOT, "%04XH", status)));
  }
}
