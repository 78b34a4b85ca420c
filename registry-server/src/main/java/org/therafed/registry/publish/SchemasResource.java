package org.therafed.registry.publish;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** {@code GET /schemas/question-1.json}: what a question may be. */
@Path("/schemas")
@Produces("application/schema+json")
public class SchemasResource {

  private static final String QUESTION = read("question-1.json");

  @GET
  @Path("/question-1.json")
  public String question() {
    return QUESTION;
  }

  private static String read(String name) {
    try (InputStream in = SchemasResource.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
