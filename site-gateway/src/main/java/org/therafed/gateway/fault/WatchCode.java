package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of the watch folder. */
public enum WatchCode implements GatewayCode {
  LIST(
      "GW-WATCH-001",
      "The watch folder, or a folder in it, cannot be looked through ({exception}).",
      "A folder that the gateway's account may read and write is needed.",
      "Look at its owner, permissions and disk. It is looked at again."),
  READ(
      "GW-WATCH-002",
      "{count} files cannot be read, or are locked.",
      "Files that the gateway's account may read, and that nobody holds, are needed.",
      "Look at their permissions and at the program that writes them. They are tried again."),
  OTHER(
      "GW-WATCH-003",
      "{count} entries are links, folders, or files with another ending.",
      "Files that end in .csv, .txt or .xlsx are needed.",
      "Rename what is a table, and remove what is not."),
  PLACE(
      "GW-WATCH-004",
      "{count} entries stand in the watch folder itself, or are folders that are named neither as a"
          + " kind of table nor as a mapping.",
      "Files are needed in folders with the name of a kind or of a mapping.",
      "Move the files, and rename the folders."),
  MOVE(
      "GW-WATCH-005",
      "{count} files were taken and cannot be moved away.",
      "Folders that the gateway's account may write to are needed.",
      "Look at the permissions and the space of the folder. Their rows are durable; they are moved"
          + " when it is possible, and not taken again.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  WatchCode(String code, String found, String needed, String remedy) {
    this.code = code;
    this.found = found;
    this.needed = needed;
    this.remedy = remedy;
  }

  @Override
  public Reason template() {
    return new Reason(code, found, needed, remedy);
  }
}
