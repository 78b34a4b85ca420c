package org.therafed.registry.records;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The address of {@code /fhir} in links: the configured public one, else that of the request. It is
 * only told to whoever asked and decides nothing.
 */
@ApplicationScoped
public class FhirBase {

  private final Optional<String> configured;

  FhirBase(@ConfigProperty(name = "therafed.public-url") Optional<List<String>> publicUrl) {
    this.configured =
        publicUrl.orElse(List.of()).stream()
            .map(String::strip)
            .filter(url -> !url.isEmpty())
            .findFirst();
  }

  /** The address, without a slash at its end. */
  public String of(UriInfo uri) {
    return configured.orElseGet(() -> uri.getBaseUri().toString()).replaceFirst("/+$", "")
        + "/fhir";
  }
}
