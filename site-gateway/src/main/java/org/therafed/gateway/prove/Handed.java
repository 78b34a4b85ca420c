package org.therafed.gateway.prove;

import java.nio.charset.StandardCharsets;
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

  void answered(String text) {
    outflow.add(Outflow.Place.ANSWERS, text.getBytes(StandardCharsets.UTF_8));
  }

  List<byte[]> sent() {
    return List.copyOf(sent);
  }
}
