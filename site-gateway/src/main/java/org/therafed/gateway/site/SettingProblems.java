package org.therafed.gateway.site;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Collects what is wrong with the settings, each by the name an operator gives it. */
final class SettingProblems {

  private static final Pattern AE_TITLE = Pattern.compile("[\\x21-\\x5B\\x5D-\\x7E ]{1,16}");

  private final List<String> found = new ArrayList<>();

  List<String> found() {
    return List.copyOf(found);
  }

  void need(boolean holds, String name, String problem) {
    if (!holds) {
      found.add(name + " " + problem + ".");
    }
  }

  void port(String name, int port) {
    need(port >= 0 && port <= 65535, name, "is not a port; 0 to 65535 is needed");
  }

  void positive(String name, Duration duration) {
    need(!duration.isNegative() && !duration.isZero(), name, "is not longer than zero");
  }

  void atLeastOne(String name, int value) {
    need(value >= 1, name, "is less than 1");
  }

  /** Whether the title is one of PS3.5 6.2: 1 to 16 characters, no backslash, not only spaces. */
  static boolean isAeTitle(String title) {
    return AE_TITLE.matcher(title).matches() && !title.isBlank();
  }

  static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
