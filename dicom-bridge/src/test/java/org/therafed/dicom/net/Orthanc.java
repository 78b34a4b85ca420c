package org.therafed.dicom.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.locks.LockSupport;

/**
 * The REST interface of a running Orthanc.
 *
 * @param http its HTTP port
 * @param dicom its DICOM port
 */
record Orthanc(int http, int dicom) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int ATTEMPTS = 1200;

  private JsonNode send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          method + " " + path + ": " + response.statusCode() + " " + response.body());
    }
    return new ObjectMapper().readTree(response.body());
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  JsonNode post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, body);
  }

  void deleteAll() throws IOException, InterruptedException {
    for (JsonNode id : get("/patients")) {
      send("DELETE", "/patients/" + id.asText(), "");
    }
  }

  /** Started a moment ago; until it answers, asking is tried again. */
  void awaitStart() throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        get("/system");
        return;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new IllegalStateException("Orthanc does not answer", e);
        }
        LockSupport.parkNanos(50_000_000);
      }
    }
  }
}
