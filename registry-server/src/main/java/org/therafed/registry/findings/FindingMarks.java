package org.therafed.registry.findings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeSet;
import org.hibernate.reactive.mutiny.Mutiny;

/** Remembers, in the transaction that stores records, whose records have changed. */
@ApplicationScoped
public class FindingMarks {

  private static final String MARK =
      "insert into finding_due (site, patient_id) select :site, p from"
          + " jsonb_array_elements_text(cast(cast(:patients as text) as jsonb)) as p";

  /** Marks the persons of records that became current. */
  public Uni<Void> mark(Mutiny.Session session, String site, List<ObjectNode> current) {
    TreeSet<String> patients = new TreeSet<>();
    current.forEach(resource -> patients.add(patient(resource)));
    patients.remove("");
    if (patients.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    ArrayNode ids = JsonNodeFactory.instance.arrayNode();
    patients.forEach(ids::add);
    return session
        .createNativeQuery(MARK)
        .setParameter("site", site)
        .setParameter("patients", ids.toString())
        .executeUpdate()
        .replaceWithVoid();
  }

  /** The id of the Patient whom a record is about; empty for a product. */
  private static String patient(JsonNode resource) {
    if ("Patient".equals(resource.path("resourceType").textValue())) {
      return resource.path("id").asText();
    }
    String subject = resource.path("subject").path("reference").asText();
    String reference =
        subject.isEmpty() ? resource.path("patient").path("reference").asText() : subject;
    return reference.startsWith("Patient/") ? reference.substring("Patient/".length()) : "";
  }
}
