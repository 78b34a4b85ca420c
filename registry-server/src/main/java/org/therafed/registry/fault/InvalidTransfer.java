package org.therafed.registry.fault;

import java.util.List;
import org.therafed.profiles.validation.Issue;

/** A transfer whose records are not all valid; nothing of it is stored. */
public final class InvalidTransfer extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Issue> issues;

  public InvalidTransfer(List<Issue> issues) {
    super("RG-INGEST-004 " + issues.size() + " finding(s)", null, false, false);
    this.issues = List.copyOf(issues);
  }

  public List<Issue> issues() {
    return issues;
  }
}
