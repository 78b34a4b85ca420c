package org.therafed.registry.access.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.therafed.registry.access.SiteScope;

/**
 * What a client of SMART Backend Services must know of this server.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html">SMART App Launch,
 *     conformance</a>
 */
@Path("/fhir/.well-known")
public class SmartConfigurationResource {

  private final TokenAddress address;
  private final HttpServerRequest http;

  SmartConfigurationResource(TokenAddress address, HttpServerRequest http) {
    this.address = address;
    this.http = http;
  }

  @GET
  @Path("/smart-configuration")
  @Produces(MediaType.APPLICATION_JSON)
  public ObjectNode configuration() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("token_endpoint", address.of(http).iterator().next());
    answer.putArray("grant_types_supported").add("client_credentials");
    answer.putArray("token_endpoint_auth_methods_supported").add("private_key_jwt");
    ArrayNode algorithms = answer.putArray("token_endpoint_auth_signing_alg_values_supported");
    ClientAssertion.ALGORITHMS.stream().map(JWSAlgorithm::getName).forEach(algorithms::add);
    answer
        .putArray("scopes_supported")
        .add(SiteScope.ALL.text())
        .add("system/*.cud")
        .add("system/*.rs");
    answer
        .putArray("capabilities")
        .add("client-confidential-asymmetric")
        .add("permission-v1")
        .add("permission-v2");
    answer.put("tls_client_certificate_bound_access_tokens", true);
    return answer;
  }
}
