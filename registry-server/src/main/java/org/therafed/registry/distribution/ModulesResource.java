package org.therafed.registry.distribution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.publish.module.ModuleBundle;
import org.therafed.registry.fault.RegistryCode;

/**
 * {@code GET /modules}: the therapies that this registry knows, for everybody; definitions only, no
 * person's data.
 */
@Path("/modules")
public class ModulesResource {

  private static final String FHIR = "application/fhir+json";

  private final ModuleCatalog modules;

  ModulesResource(ModuleCatalog modules) {
    this.modules = modules;
  }

  /** Id, version and title of each. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public ObjectNode listing() {
    ObjectNode listing = JsonNodeFactory.instance.objectNode();
    ArrayNode rows = listing.putArray("modules");
    for (TherapyModule module : modules.all()) {
      ObjectNode row = rows.addObject();
      row.put("id", module.id()).put("version", module.version());
      row.putObject("title").put("en", module.title().en()).put("zh", module.title().zh());
      row.put("canonical", module.canonical());
    }
    return listing;
  }

  /** A module as the FHIR R4 transaction that defines it. */
  @GET
  @Path("/{id}")
  @Produces({FHIR, "application/problem+json"})
  public ObjectNode bundle(@PathParam("id") String id) {
    return ModuleBundle.of(module(id));
  }

  /** The module's Questionnaire for entry by hand. */
  @GET
  @Path("/{id}/questionnaire")
  @Produces({FHIR, "application/problem+json"})
  public ObjectNode questionnaire(@PathParam("id") String id) {
    return ModuleBundle.questionnaire(module(id));
  }

  private TherapyModule module(String id) {
    return modules.find(id).orElseThrow(RegistryCode.MODULE_UNKNOWN::with);
  }
}
