package org.therafed.gateway.intake.table.watch;

import org.therafed.gateway.database.Bytes;

/**
 * A file that is durable and not yet moved away.
 *
 * @param folder name of the folder in which it was found
 * @param identity as {@link FoundFile#identity} says
 * @param target name of the folder within that one, into which it goes
 * @param name under which it goes there
 * @param report what became of it
 */
record TakenFile(
    long id, String folder, String identity, String target, String name, Bytes report) {

  /** Name of the report beside it. */
  String reportName() {
    return name + ".report.csv";
  }

  /** Without the names, for logs. */
  @Override
  public String toString() {
    return "TakenFile[" + id + "]";
  }
}
