package org.therafed.gateway.database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;

/** Encrypts and keys what identifies, before it reaches a disk. The keys stay with who has them. */
public interface Sealing {

  /** Encrypts a value, under the latest version of the key. */
  byte[] seal(byte[] clear, Place place);

  /**
   * Decrypts a value, whichever version of the key it was sealed under.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-KEYS-007 if no key of ours opens it there
   */
  byte[] open(byte[] sealed, Place place);

  /** A keyed digest for comparing: 43 characters, the same in every version of the keys. */
  String lookup(Lookup kind, String value);

  /** A stream whose bytes reach {@code to} encrypted; it is complete when it is closed. */
  OutputStream sealing(OutputStream to, Place place) throws IOException;

  /**
   * What {@link #sealing} wrote, to be read from any position.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-KEYS-007 as {@link #open}
   */
  SeekableByteChannel opening(SeekableByteChannel sealed, Place place) throws IOException;
}
