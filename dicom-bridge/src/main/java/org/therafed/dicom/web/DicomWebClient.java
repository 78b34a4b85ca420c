package org.therafed.dicom.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.io.DicomJson;
import org.therafed.dicom.net.GuardedStore;
import org.therafed.dicom.net.StoreHandler;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.dicom.net.StoreRequest;

/**
 * A user agent of DICOMweb: search (QIDO-RS), retrieval (WADO-RS) and storage (STOW-RS). May be
 * used by several threads.
 *
 * <p>Failures are {@link DicomFault}s: {@code CONNECTION}, {@code TIMEOUT}, {@code WEB_STATUS} with
 * the status, and those of reading the answer.
 */
public final class DicomWebClient {
  private static final AtomicLong NUMBER = new AtomicLong();
  private static final Set<Integer> STORE_ANSWERED = Set.of(200, 202, 409, 503);

  private final WebConfig config;

  /** A client of one service. */
  public DicomWebClient(WebConfig config) {
    this.config = config;
  }

  /** Searches; the matches in the server's order. */
  public List<DataSet> search(WebQuery query) {
    return array(query.relative());
  }

  /** The metadata of all instances of a resource; bulk data by URI. */
  public List<DataSet> metadata(WebResource resource) {
    return array(resource.path() + "/metadata");
  }

  private List<DataSet> array(String relative) {
    HttpRequest request = request(relative).header("Accept", MediaType.DICOM_JSON).build();
    return exchange(
        request,
        (response, body) -> {
          if (response.statusCode() == 204) {
            return List.of();
          }
          need(response, Set.of(200, 206));
          return dataSets(body);
        });
  }

  /**
   * Retrieves all instances of a resource in the transfer syntax they are stored in. They go to the
   * handler as they come; what it refuses, or cannot take, costs that instance only.
   *
   * @param outcomes told of each instance in order
   * @return the number of instances
   */
  public int retrieve(WebResource resource, StoreHandler handler, Consumer<StoreOutcome> outcomes) {
    HttpRequest request =
        request(resource.path())
            .header("Accept", "multipart/related; type=\"application/dicom\"; transfer-syntax=*")
            .build();
    StoreHandler guarded = new GuardedStore(handler);
    String trace = "R" + NUMBER.incrementAndGet();
    return exchange(
        request,
        (response, body) -> {
          need(response, Set.of(200, 206));
          int count = 0;
          MultipartReader reader = reader(response, body);
          for (Optional<MultipartReader.Part> part = reader.next();
              part.isPresent();
              part = reader.next()) {
            outcomes.accept(guarded.store(object(part.get(), trace)));
            count++;
          }
          return count;
        });
  }

  private MultipartReader reader(HttpResponse<InputStream> response, InputStream body) {
    MediaType type = MediaType.of(response.headers().firstValue("content-type").orElse(""));
    if (!type.type().equals(MediaType.RELATED)) {
      throw DicomFault.of(DicomFaultCode.INVALID_MULTIPART, "the answer is not multipart/related");
    }
    return new MultipartReader(body, type.parameter("boundary").orElse(""), config.limits());
  }

  private StoreRequest object(MultipartReader.Part part, String trace) throws IOException {
    MetaInput object = MetaInput.read(part.content());
    return new StoreRequest(
        config.service().getHost(),
        object.sopClassUid(),
        object.sopInstanceUid(),
        object.transferSyntaxUid(),
        object.dataset(),
        trace);
  }

  /**
   * Stores Part 10 files, which are streamed from disk.
   *
   * @return the response of the server; statuses 202, 409 and 503 say what was not stored
   */
  public StowResponse store(List<Path> files) {
    MultipartFiles parts = new MultipartFiles(files);
    HttpRequest request =
        request("studies")
            .header("Accept", MediaType.DICOM_JSON)
            .header("Content-Type", parts.contentType())
            .POST(parts.publisher())
            .build();
    return exchange(
        request,
        (response, body) -> {
          need(response, STORE_ANSWERED);
          List<DataSet> answer = response.statusCode() == 503 ? List.of() : dataSets(body);
          return new StowResponse(
              response.statusCode(), answer.isEmpty() ? new DataSet() : answer.get(0));
        });
  }

  private static List<DataSet> dataSets(InputStream body) throws IOException {
    try {
      return DicomJson.readAll(body, uri -> uri);
    } catch (DicomFault e) {
      if (e.getCause() instanceof IOException broken) {
        // The connection, not the text.
        throw broken;
      }
      throw e;
    }
  }

  private HttpRequest.Builder request(String relative) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(config.resolve(relative)).timeout(config.responseTimeout());
    config.authorization().ifPresent(value -> builder.header("Authorization", value));
    return builder;
  }

  private static void need(HttpResponse<InputStream> response, Set<Integer> statuses) {
    if (!statuses.contains(response.statusCode())) {
      throw DicomFault.of(
          DicomFaultCode.WEB_STATUS,
          "HTTP status " + response.statusCode() + "; see the log of the server");
    }
  }

  private interface Reading<T> {
    T read(HttpResponse<InputStream> response, InputStream body) throws IOException;
  }

  private <T> T exchange(HttpRequest request, Reading<T> reading) {
    try {
      HttpResponse<InputStream> response =
          config.client().send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return reading.read(response, body);
      }
    } catch (HttpTimeoutException e) {
      throw DicomFault.of(
          DicomFaultCode.TIMEOUT, "no answer within " + config.responseTimeout(), e);
    } catch (IOException e) {
      throw DicomFault.of(
          DicomFaultCode.CONNECTION, "the DICOMweb service could not be reached or broke off", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DicomFault.of(DicomFaultCode.CONNECTION, "interrupted while waiting", e);
    }
  }
}
