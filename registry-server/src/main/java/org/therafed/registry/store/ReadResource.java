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
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.Profile;
import org.therafed.registry.access.Caller;
import org.therafed.registry.fault.RegistryCode;

/** Reading back: a site its own current records, anybody what this server can do. */
@Path("/fhir")
@Produces("application/fhir+json")
public class ReadResource {

  private static final int MOST = 1000;

  private final Mutiny.SessionFactory sessions;
  private final Caller caller;

  ReadResource(Mutiny.SessionFactory sessions, Caller caller) {
    this.sessions = sessions;
    this.caller = caller;
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
    ObjectNode statement = JsonNodeFactory.instance.objectNode();
    statement.put("resourceType", "CapabilityStatement");
    statement.put("status", "active").put("date", "2026-11-21").put("kind", "instance");
    statement.putObject("implementation").put("description", "Therafed registry");
    statement.put("fhirVersion", "4.0.1").putArray("format").add("application/fhir+json");
    ObjectNode rest = statement.putArray("rest").addObject();
    rest.put("mode", "server");
    rest.putObject("security").put("description", "Signed site token (ES256) as Bearer");
    ArrayNode resources = rest.putArray("resource");
    for (String type :
        new TreeSet<>(Arrays.stream(Profile.values()).map(Profile::resourceType).toList())) {
      ObjectNode resource = resources.addObject();
      resource.put("type", type);
      ArrayNode profiles = resource.putArray("supportedProfile");
      Arrays.stream(Profile.values())
          .filter(profile -> profile.resourceType().equals(type))
          .forEach(profile -> profiles.add(Canonical.profile(profile.id())));
      resource.putArray("interaction").addObject().put("code", "read");
      ((ArrayNode) resource.get("interaction")).addObject().put("code", "search-type");
    }
    rest.putArray("interaction").addObject().put("code", "transaction");
    return statement.toString();
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
