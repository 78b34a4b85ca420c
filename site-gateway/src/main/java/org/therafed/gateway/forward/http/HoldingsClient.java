package org.therafed.gateway.forward.http;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.gateway.fault.ReconciliationCode;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.transfer.TransferBuckets;
import org.therafed.profiles.transfer.TransferBuckets.Bucket;

/** Asks the registry what it has of this site, by number and digest. */
@Singleton
public class HoldingsClient {

  private static final String PATH = "/federation/holdings";
  private static final String NONE = "none";

  private final RegistryClient registry;
  private final ObjectMapper json = new ObjectMapper();

  @Inject
  public HoldingsClient(RegistryClient registry) {
    this.registry = registry;
  }

  /**
   * The buckets in which the registry has something, by their number.
   *
   * @throws Fault GW-RECON-001 or GW-RECON-002
   */
  public SortedMap<Long, Bucket> buckets() {
    JsonNode answer = asked(PATH);
    // Buckets of another size cannot be compared with ours.
    if (answer.path("bucketSize").asInt() != TransferBuckets.SIZE
        || !answer.path("buckets").isArray()) {
      throw ReconciliationCode.OLDER_REGISTRY.with();
    }
    SortedMap<Long, Bucket> buckets = new TreeMap<>();
    for (JsonNode one : answer.path("buckets")) {
      Bucket bucket =
          new Bucket(
              one.path("bucket").asLong(), one.path("count").asLong(), one.path("sha256").asText());
      buckets.put(bucket.bucket(), bucket);
    }
    return buckets;
  }

  /**
   * SHA-256 of what the registry has of one bucket, hexadecimal, by the transfer's number.
   *
   * @throws Fault GW-RECON-001 or GW-RECON-002
   */
  public SortedMap<Long, String> transfers(long bucket) {
    JsonNode transfers = asked(PATH + "/" + bucket).path("transfers");
    if (!transfers.isArray()) {
      throw ReconciliationCode.OLDER_REGISTRY.with();
    }
    SortedMap<Long, String> digests = new TreeMap<>();
    for (JsonNode one : transfers) {
      digests.put(one.path("sequence").asLong(), one.path("sha256").asText());
    }
    return digests;
  }

  private JsonNode asked(String path) {
    if (!registry.configured()) {
      throw notAsked(NONE);
    }
    try {
      HttpResponse<String> response =
          registry.exchange(path, HttpRequest.Builder::GET, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() == 404) {
        throw ReconciliationCode.OLDER_REGISTRY.with();
      }
      if (response.statusCode() != 200) {
        throw notAsked(Integer.toString(response.statusCode()));
      }
      return json.readTree(response.body());
    } catch (JsonProcessingException e) {
      // A page of something in between.
      throw ReconciliationCode.OLDER_REGISTRY.with();
    } catch (IOException e) {
      throw notAsked(NONE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notAsked(NONE);
    }
  }

  private static Fault notAsked(String status) {
    return ReconciliationCode.NOT_ASKED.with(safe("status", status));
  }
}
