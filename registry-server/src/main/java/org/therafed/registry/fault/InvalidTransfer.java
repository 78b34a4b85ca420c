package org.therafed.registry.fault;

import java.util.List;
import org.therafed.profiles.validation.Issue;

/** A transfer whose records are not all valid; nothing of it is stored. */
public final class InvalidTransfer extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Issue> issues;
  private final RegistryCode code;

  public InvalidTransfer(List<Issue> issues) {
    this(RegistryCode.INVALID, issues);
  }

  /** Entries that are refused for another reason than their profile. */
  public InvalidTransfer(RegistryCode code, List<Issue> issues) {
    super(code.code() + " " + issues.size() + " finding(s)", null, false, false);
    this.code = code;
    this.issues = List.copyOf(issues);
  }

  /** Why it is refused as a whole. */
  public RegistryCode code() {
    return code;
  }

  public List<Issue> issues() {
    return issues;
  }
}
