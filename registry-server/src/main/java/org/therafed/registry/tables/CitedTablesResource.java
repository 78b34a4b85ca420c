package org.therafed.registry.tables;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Tables that results cite, for those who read results: every signed version there ever was. */
@Cancellable(false)
@Path("/api/tables")
@Produces(MediaType.APPLICATION_JSON)
public class CitedTablesResource {

  private final ValueTables tables;

  CitedTablesResource(ValueTables tables) {
    this.tables = tables;
  }

  @GET
  public Uni<List<ValueTable>> signed() {
    return tables.all().map(all -> all.stream().filter(table -> table.signedBy() != null).toList());
  }

  @GET
  @Path("/{name}/{version}")
  @Produces("text/csv;charset=UTF-8")
  public Uni<String> content(@PathParam("name") String name, @PathParam("version") String version) {
    return tables.content(name, TablesResource.number(version), false);
  }
}
