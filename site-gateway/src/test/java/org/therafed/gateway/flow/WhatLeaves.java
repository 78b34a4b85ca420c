package org.therafed.gateway.flow;

import static io.restassured.RestAssured.given;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.WithRegistry;

/**
 * Listens wherever something leaves the gateway: the bytes to the registry, the outbox, logs,
 * spans, replies, and what the operations pages show.
 */
abstract class WhatLeaves extends WithRegistry {

  @Inject InMemorySpanExporter spans;
  @Inject Database database;

  private final List<String> logs = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          synchronized (logs) {
            logs.add(
                record.getMessage()
                    + " "
                    + java.util.Arrays.toString(record.getParameters())
                    + " "
                    + record.getThrown());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    Logger.getLogger("").addHandler(handler);
  }

  @AfterEach
  void unlisten() {
    Logger.getLogger("").removeHandler(handler);
  }

  /** Everything that left, once nothing is under way. */
  List<String> left() {
    Gateway.settled();
    List<String> rows =
        database.inTransaction(
            tx ->
                tx.list(
                    "select resources || coalesce(convert_from(body, 'UTF8'), '')"
                        + " || coalesce(code, '') from outbox",
                    row -> row.getString(1)));
    String wire = registry.received().stream().map(Object::toString).reduce("", String::concat);
    String operations =
        Gateway.arrivals("held").toString()
            + Gateway.arrivals("refused")
            + Gateway.arrivals("sent")
            + given().get("/ops/outcomes").asString();
    synchronized (logs) {
      return List.of(
          String.join("", rows),
          wire,
          operations,
          answers.toString(),
          logs.toString(),
          spans.getFinishedSpanItems().toString());
    }
  }

  /** A reply leaves, too. */
  void answered(Response response) {
    answered(response.headers() + response.asString());
  }

  /** A reply leaves, too. */
  void answered(String text) {
    answers.add(text);
  }
}
