package org.therafed.gateway.site;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person may be at the console; its table of routes says what each may see and do. */
public enum ConsoleRole {
  /** Runs the gateway: sources, quarantine, accounts, keys. */
  OPERATOR("operator"),
  /** Sees what leaves and who did what; decides on questions of the registry, and nothing else. */
  OFFICER("data-protection-officer"),
  /** Sees patients and enters what is due. */
  CLINICIAN("clinician");

  private final String code;

  ConsoleRole(String code) {
    this.code = code;
  }

  /** As accounts and settings name it. */
  public String code() {
    return code;
  }

  /** As accounts and settings name them. */
  public static Set<String> codes() {
    return Arrays.stream(values()).map(ConsoleRole::code).collect(Collectors.toUnmodifiableSet());
  }
}
