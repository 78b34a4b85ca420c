package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of the custody of the site's keys. */
public enum KeyCode implements GatewayCode {
  ENCRYPTION(
      "GW-KEYS-001",
      "The site's keys are wrapped by a key-encryption key that is not given, or by another one.",
      "The key-encryption key that they were wrapped with is needed.",
      "Set THERAFED_KEY_ENCRYPTION_KEY_FILE to it, or restore the keys from the escrow copy."),
  PRESENT(
      "GW-KEYS-002",
      "There are other keys in the data folder than the ones to be taken.",
      "One set of keys is needed: with another one every pseudonym would change.",
      "Restore into a data folder without keys, or remove THERAFED_ESCROW_RESTORE_FILE."),
  ESCROW(
      "GW-KEYS-003",
      "The escrow file cannot be opened.",
      "An escrow file of a gateway and its passphrase are needed.",
      "Compare THERAFED_ESCROW_RESTORE_FILE and THERAFED_ESCROW_PASSPHRASE_FILE."),
  NO_PASSPHRASE(
      "GW-KEYS-004",
      "There is no passphrase for the escrow file.",
      "A passphrase of 16 characters or more is needed.",
      "Set THERAFED_ESCROW_PASSPHRASE_FILE and start the gateway again."),
  OTHER(
      "GW-KEYS-005",
      "The keys in the data folder are not those that the records in the database were keyed with.",
      "Those keys are needed: with others every pseudonym would change.",
      "Restore them from the escrow copy, or from a back-up of the data folder's keys/."),
  STORAGE(
      "GW-KEYS-006",
      "What this gateway keeps was encrypted with other storage keys than those in the data"
          + " folder, or with a later version of them.",
      "Those keys are needed: without them nothing that was received can be read.",
      "Restore the latest escrow copy into an empty keys/ folder, or a back-up of that folder;"
          + " nothing that is kept was changed."),
  SEALED(
      "GW-KEYS-007",
      "Something that this gateway keeps cannot be decrypted.",
      "The storage key that it was encrypted with, and the bytes as they were written, are needed.",
      "Compare the data folder's keys/ with the latest escrow copy, and the disk; then retry the"
          + " record.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  KeyCode(String code, String found, String needed, String remedy) {
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
