package org.therafed.gateway.intake.table.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells the files that nobody has written to for a while, by what was seen at each look. */
final class SettledFiles {

  private record Seen(FoundFile file, Instant since) {}

  private final Duration settle;
  private final Map<Path, Seen> seen = new HashMap<>();

  SettledFiles(Duration settle) {
    this.settle = settle;
  }

  /** Whether a file has been the same for so long. */
  boolean isSettled(FoundFile file, Instant now) {
    Seen before = seen.get(file.path());
    // A clock that was set back meanwhile lets the file be watched anew.
    if (before == null || !before.file().isSame(file) || before.since().isAfter(now)) {
      seen.put(file.path(), new Seen(file, now));
      return settle.isZero();
    }
    return !now.isBefore(before.since().plus(settle));
  }

  /** Forgets the files that are not there any more. */
  void keep(Collection<FoundFile> files) {
    Set<Path> there = files.stream().map(FoundFile::path).collect(Collectors.toSet());
    seen.keySet().retainAll(there);
  }
}
