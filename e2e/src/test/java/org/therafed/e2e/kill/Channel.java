package org.therafed.e2e.kill;

import java.io.IOException;

/** One way in, by which a system of the hospital sends numbered records. */
interface Channel {

  /** For the report. */
  String name();

  /**
   * Sends a record, perhaps once more.
   *
   * @return whether the gateway acknowledged it
   * @throws IOException if nobody answered
   */
  boolean send(long number) throws IOException;
}
