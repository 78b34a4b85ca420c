package org.therafed.gateway.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.DicomJson;

/** An archive that answers QIDO-RS and WADO-RS, and remembers what it was asked. */
public final class FakeArchive implements AutoCloseable {

  private final HttpServer http;
  private final List<DataSet> objects = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Function<String, Integer> status = path -> 200;
  private volatile boolean cutting;

  private FakeArchive(HttpServer http) {
    this.http = http;
    http.createContext("/dicom-web/", this::answer);
    http.start();
  }

  /** Listens on loopback. */
  public static FakeArchive start(int port) {
    try {
      return new FakeArchive(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps an object. */
  public FakeArchive keeps(DataSet object) {
    objects.add(object);
    return this;
  }

  /** Answers with this status, told by the path; 200: as it should. May do something else too. */
  public void answering(Function<String, Integer> byPath) {
    status = byPath;
  }

  /** Sends objects that are cut at their end. */
  public void cutting(boolean cut) {
    cutting = cut;
  }

  /** Paths and queries, decoded. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** The Patient IDs that were asked for. */
  public List<String> patients() {
    return asked.stream()
        .filter(path -> path.contains("PatientID="))
        .map(path -> path.replaceAll(".*[?&]PatientID=([^&]*).*", "$1"))
        .toList();
  }

  /** What was asked to be sent. */
  public List<String> retrievals() {
    return asked.stream()
        .filter(path -> !path.contains("?"))
        .filter(path -> path.matches("studies/[^/]+/series/[^/]+(/instances/[^/]+)?"))
        .toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring("/dicom-web/".length());
      String query = exchange.getRequestURI().getRawQuery();
      asked.add(
          query == null ? path : path + "?" + URLDecoder.decode(query, StandardCharsets.UTF_8));
      boolean known =
          ("Bearer " + GatewayTestResource.ARCHIVE_TOKEN)
              .equals(exchange.getRequestHeaders().getFirst("Authorization"));
      int code = known ? status.apply(path) : 401;
      if (code != 200) {
        exchange.sendResponseHeaders(code, -1);
        return;
      }
      String[] steps = path.split("/", -1);
      Map<String, String> wanted = parameters(query);
      switch (steps.length) {
        case 1 -> matches(exchange, wanted, found(wanted.get("PatientID")), Tag.StudyInstanceUID);
        case 3 -> matches(exchange, wanted, below(steps), Tag.SeriesInstanceUID);
        case 5 -> matches(exchange, wanted, below(steps), Tag.SOPInstanceUID);
        default -> objects(exchange, below(steps));
      }
    }
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  /** As an archive does that matches loosely: the first characters are enough. */
  private List<DataSet> found(String patientId) {
    return objects.stream()
        .filter(o -> patientId == null || o.string(Tag.PatientID).orElse("").startsWith(patientId))
        .toList();
  }

  private List<DataSet> below(String[] steps) {
    return objects.stream()
        .filter(o -> steps.length < 2 || is(o, Tag.StudyInstanceUID, steps[1]))
        .filter(o -> steps.length < 4 || is(o, Tag.SeriesInstanceUID, steps[3]))
        .filter(o -> steps.length < 6 || is(o, Tag.SOPInstanceUID, steps[5]))
        .toList();
  }

  private static boolean is(DataSet object, int tag, String value) {
    return object.string(tag).filter(value::equals).isPresent();
  }

  private static void matches(
      HttpExchange exchange, Map<String, String> wanted, List<DataSet> found, int level)
      throws IOException {
    Map<String, DataSet> byUid = new LinkedHashMap<>();
    for (DataSet object : found) {
      DataSet match = new DataSet();
      match.put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
      for (int tag :
          List.of(
              Tag.PatientID,
              Tag.StudyInstanceUID,
              Tag.SeriesInstanceUID,
              Tag.SOPInstanceUID,
              Tag.SOPClassUID,
              Tag.Modality)) {
        object.string(tag).ifPresent(v -> match.put(tag, Dictionary.vr(tag), v));
      }
      byUid.putIfAbsent(object.string(level).orElseThrow(), match);
    }
    List<DataSet> all = new ArrayList<>(byUid.values());
    int offset = Math.min(all.size(), Integer.parseInt(wanted.getOrDefault("offset", "0")));
    // A bound of its own, below what it is asked for.
    List<DataSet> page = all.subList(offset, Math.min(all.size(), offset + 2));
    if (page.isEmpty()) {
      exchange.sendResponseHeaders(204, -1);
      return;
    }
    String json =
        page.stream()
            .map(m -> new String(DicomJson.toBytes(m), StandardCharsets.UTF_8))
            .map(m -> m.startsWith("[") ? m.substring(1, m.length() - 1) : m)
            .collect(Collectors.joining(",", "[", "]"));
    send(exchange, "application/dicom+json", json.getBytes(StandardCharsets.UTF_8));
  }

  private void objects(HttpExchange exchange, List<DataSet> found) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (DataSet object : found) {
      byte[] file = Files.readAllBytes(Headers.file(object));
      body.writeBytes(text("\r\n--b\r\nContent-Type: application/dicom\r\n\r\n"));
      body.writeBytes(cutting ? Arrays.copyOf(file, file.length - 3) : file);
    }
    body.writeBytes(text("\r\n--b--"));
    send(exchange, "multipart/related; type=\"application/dicom\"; boundary=b", body.toByteArray());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
