package org.therafed.gateway.intake.table.watch;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.ArrayList;
import java.util.List;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.fault.WatchCode;
import org.therafed.profiles.outcome.Reason;

/** Counts what one look finds in one folder. */
final class FolderLook {

  private int waiting;
  private int unread;
  private int unmoved;
  private int other;
  private int failed;

  void waits() {
    waiting++;
  }

  void isUnread() {
    unread++;
  }

  void isUnmoved() {
    unmoved++;
  }

  void isOther() {
    other++;
  }

  void isFailed() {
    failed++;
  }

  int waiting() {
    return waiting;
  }

  List<Reason> problems() {
    List<Reason> problems = new ArrayList<>();
    add(problems, WatchCode.READ, unread);
    add(problems, WatchCode.OTHER, other);
    add(problems, WatchCode.MOVE, unmoved);
    if (failed > 0) {
      problems.add(ServiceCode.UNEXPECTED.reason());
    }
    return problems;
  }

  private static void add(List<Reason> problems, GatewayCode code, int count) {
    if (count > 0) {
      problems.add(code.reason(safe("count", count)));
    }
  }
}
