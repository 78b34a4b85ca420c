package org.therafed.runtime;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at settings that only a library would read otherwise, for its fault would not name them.
 */
final class SettingChecks {

  private static final int HIGHEST_PORT = 65_535;

  private SettingChecks() {}

  /**
   * Looks at port and collector.
   *
   * @param applications what the application says of its settings; of one that is looked at here,
   *     too, the sentence of here is told
   * @throws StartupFault RT-START-002 that names every setting with an unsound value
   */
  static void require(List<String> applications) {
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
    Set<String> told = problems.stream().map(SettingChecks::name).collect(Collectors.toSet());
    applications.stream().filter(problem -> !told.contains(name(problem))).forEach(problems::add);
    if (!problems.isEmpty()) {
      throw StartupFault.settings(problems);
    }
  }

  private static String name(String problem) {
    return problem.substring(0, problem.indexOf(' '));
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
