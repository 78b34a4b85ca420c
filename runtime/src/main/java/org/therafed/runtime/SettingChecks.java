package org.therafed.runtime;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at settings that only a library would read otherwise, for its fault would not name them.
 */
final class SettingChecks {

  private static final int HIGHEST_PORT = 65_535;

  private SettingChecks() {}

  /**
   * Looks at port and collector.
   *
   * @throws StartupFault RT-START-002 that names every setting with an unsound value
   */
  static void require() {
    List<String> problems = new ArrayList<>();
    Setting.HTTP_PORT
        .value()
        .filter(port -> !isPort(port))
        .ifPresent(port -> problems.add("THERAFED_HTTP_PORT is not a port; 0 to 65535 is needed."));
    Setting.OTLP_ENDPOINT
        .value()
        .filter(address -> !isHttp(address))
        .ifPresent(
            address ->
                problems.add(
                    "THERAFED_OTLP_ENDPOINT is not an address; http:// or https:// with a host is"
                        + " needed."));
    if (!problems.isEmpty()) {
      throw StartupFault.settings(problems);
    }
  }

  private static boolean isPort(String text) {
    return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= HIGHEST_PORT;
  }

  private static boolean isHttp(String address) {
    try {
      URI uri = new URI(address);
      return uri.getHost() != null
          && ("http".equalsIgnoreCase(uri.getScheme())
              || "https".equalsIgnoreCase(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
