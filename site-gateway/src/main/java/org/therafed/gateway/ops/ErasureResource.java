package org.therafed.gateway.ops;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.fault.StorageCode;
import org.therafed.gateway.flow.ErasureOperations;
import org.therafed.gateway.site.Site;

/**
 * Erasure of persons, for the data-protection officer. The id comes in the body, never in an
 * address, and is shown nowhere.
 */
@Path("/ops/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ErasureResource {

  private static final int MOST = 1000;

  private final ErasureOperations operations;
  private final Site site;

  @Inject
  public ErasureResource(ErasureOperations operations, Site site) {
    this.operations = operations;
    this.site = site;
  }

  /** Erases a person, and takes back what has left of them. */
  @POST
  public Map<String, Object> erase(JsonNode request) {
    JsonNode id = request == null ? null : request.get("id");
    JsonNode issuer = request == null ? null : request.get("issuer");
    boolean named = issuer != null && !issuer.isNull();
    if (id == null || !id.isTextual() || id.asText().isBlank() || (named && !issuer.isTextual())) {
      throw StorageCode.ERASURE_FORM.with();
    }
    String by = named && !issuer.asText().isBlank() ? issuer.asText() : site.patientIssuer();
    return json(operations.erase(new PatientKey(by, id.asText())));
  }

  /** That persons were erased, the latest first. */
  @GET
  public List<Map<String, Object>> erasures() {
    return operations.all(MOST).stream().map(ErasureResource::json).toList();
  }

  private static Map<String, Object> json(ErasureOperations.Erased erased) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", erased.number());
    json.put("erasedAt", erased.erasedAt().toString());
    json.put("arrivals", erased.arrivals());
    json.put(
        "retraction",
        erased
            .retraction()
            .map(state -> state.equals("sent") ? "confirmed" : "queued")
            .orElse("none"));
    json.put("confirmedAt", erased.confirmedAt().map(Instant::toString).orElse(null));
    json.put("receipt", erased.receipt().orElse(null));
    return json;
  }
}
