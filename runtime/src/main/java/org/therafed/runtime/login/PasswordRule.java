package org.therafed.runtime.login;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.therafed.runtime.Setting;

/** What a password that a person chooses must be. */
public final class PasswordRule {

  /** What is wrong with one that does not hold, after "the password". */
  public static final String TEXT = "has fewer than 12 characters or more than 72 bytes";

  private static final Setting ADMIN_PASSWORD = new Setting("therafed.admin-password");
  private static final int SHORTEST = 12;

  /** Bcrypt reads no further. */
  private static final int LONGEST_BYTES = 72;

  private PasswordRule() {}

  /** Whether the password may be kept. */
  public static boolean holds(String password) {
    return password.length() >= SHORTEST
        && password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES;
  }

  /** The problem of the administrator's password as this process was given it; none: it holds. */
  public static List<String> problems() {
    return problems(ADMIN_PASSWORD.value());
  }

  static List<String> problems(Optional<String> configured) {
    return configured
        .filter(password -> !holds(password))
        .map(password -> List.of(ADMIN_PASSWORD.environmentVariable() + " " + TEXT + "."))
        .orElse(List.of());
  }
}
