package org.therafed.registry.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.publish.Capabilities;
import org.therafed.registry.access.Caller;
import org.therafed.registry.fault.RegistryCode;

/** Reading back: a site its own current records, anybody what this server can do. */
@Path("/fhir")
@Produces("application/fhir+json")
public class ReadResource {

  private static final int MOST = 1000;

  private final Mutiny.SessionFactory sessions;
  private final Caller caller;
  private final String capabilities;

  ReadResource(
      Mutiny.SessionFactory sessions,
      Caller caller,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.sessions = sessions;
    this.caller = caller;
    this.capabilities = Capabilities.ofRegistry(version).toString();
  }

  @GET
  @Path("/{type}/{id}")
  public Uni<Response> read(@PathParam("type") String type, @PathParam("id") String id) {
    return own(type, "and r.id = :id", 1, id)
        .map(
            found -> {
              if (found.isEmpty()) {
                throw RegistryCode.NOT_FOUND.with();
              }
              StoredResource resource = found.get(0);
              return Response.ok(resource.content())
                  .header("ETag", "W/\"" + resource.version() + "\"")
                  .build();
            });
  }

  /** A searchset of the site's records of one type, at most a thousand. */
  @GET
  @Path("/{type}")
  public Uni<String> list(
      @PathParam("type") String type, @QueryParam("_count") @DefaultValue("50") int count) {
    return own(type, "", Math.max(1, Math.min(count, MOST)), null)
        .map(
            found -> {
              ObjectNode bundle = JsonNodeFactory.instance.objectNode();
              bundle.put("resourceType", "Bundle").put("type", "searchset");
              ArrayNode entries = bundle.putArray("entry");
              for (StoredResource resource : found) {
                ObjectNode entry = entries.addObject();
                entry.put("fullUrl", resource.type() + "/" + resource.id());
                entry.putRawValue("resource", new RawValue(resource.content()));
              }
              return bundle.toString();
            });
  }

  @GET
  @Path("/metadata")
  public String capabilities() {
    return capabilities;
  }

  private Uni<List<StoredResource>> own(String type, String condition, int most, String id) {
    String site = caller.site().value();
    return sessions.withSession(
        session -> {
          Mutiny.SelectionQuery<StoredResource> query =
              session
                  .createSelectionQuery(
                      "from StoredResource r where r.type = :type and r.site = :site "
                          + condition
                          + " order by r.id",
                      StoredResource.class)
                  .setParameter("type", type)
                  .setParameter("site", site)
                  .setMaxResults(most);
          if (id != null) {
            query.setParameter("id", id);
          }
          return query.getResultList();
        });
  }
}
