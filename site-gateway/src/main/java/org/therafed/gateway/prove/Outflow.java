package org.therafed.gateway.prove;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.therafed.profiles.outcome.Phrase;

/** The bytes that left the second gateway, by where they were seen. Safe for several threads. */
final class Outflow {

  /** Where something can leave. */
  enum Place {
    WIRE("wire", "sent to the registry", "发送至注册中心"),
    TRACES("traces", "traces", "链路追踪"),
    LOG("log", "log", "日志"),
    ANSWERS("answers", "answers to senders", "对发送方的应答"),
    OPERATIONS("operations", "operations pages, health and metrics", "运维页面、健康检查与指标");

    private final String code;
    private final String en;
    private final String zh;

    Place(String code, String en, String zh) {
      this.code = code;
      this.en = en;
      this.zh = zh;
    }

    String code() {
      return code;
    }

    Phrase shown() {
      return new Phrase(en, zh);
    }
  }

  private final Map<Place, List<byte[]>> seen = new EnumMap<>(Place.class);

  synchronized void add(Place place, byte[] bytes) {
    seen.computeIfAbsent(place, none -> new ArrayList<>()).add(bytes);
  }

  synchronized List<byte[]> at(Place place) {
    return List.copyOf(seen.getOrDefault(place, List.of()));
  }

  /** Bytes at a place. */
  long size(Place place) {
    return at(place).stream().mapToLong(bytes -> bytes.length).sum();
  }
}
