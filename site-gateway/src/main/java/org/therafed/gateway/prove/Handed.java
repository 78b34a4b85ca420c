package org.therafed.gateway.prove;

import java.util.ArrayList;
import java.util.List;

/** What one way in was given. */
final class Handed {

  private final Outflow outflow;
  private final List<byte[]> sent = new ArrayList<>();

  Handed(Outflow outflow) {
    this.outflow = outflow;
  }

  void sent(byte[] bytes) {
    sent.add(bytes);
  }

  void answered(byte[] bytes) {
    outflow.add(Outflow.Place.ANSWERS, bytes);
  }

  List<byte[]> sent() {
    return List.copyOf(sent);
  }
}
