package org.therafed.registry.findings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.profile.Canonical;

/** Remembers, in the transaction that stores records, whose records have changed. */
@ApplicationScoped
public class FindingMarks {

  private static final String CELLS = "BiologicallyDerivedProduct";

  private static final String MARK =
      "insert into finding_due (site, patient_id) select :site, p from"
          + " jsonb_array_elements_text(cast(cast(:patients as text) as jsonb)) as p";

  /** Those who were given the cells of a product, which names only whom it is for. */
  private static final String MARK_GIVEN =
      "with recursive changed as (select p as product from"
          + " jsonb_array_elements_text(cast(cast(:products as text) as jsonb)) as p"
          + " union select made.type || '/' || made.id from changed, resource made,"
          + " jsonb_array_elements(made.content -> 'parent') as part where made.site = :site"
          + " and made.type = 'BiologicallyDerivedProduct'"
          + " and part ->> 'reference' = changed.product)"
          + " insert into finding_due (site, patient_id) select distinct given.site,"
          + " substr(given.content -> 'subject' ->> 'reference', 9) from resource given,"
          + " jsonb_array_elements(given.content -> 'extension') as part"
          + " where given.site = :site and given.type = 'MedicationAdministration'"
          + " and part ->> 'url' = :cells and part -> 'valueReference' ->> 'reference' in (select"
          + " product from changed)";

  /** Marks the persons of records that became current. */
  public Uni<Void> mark(Mutiny.Session session, String site, List<ObjectNode> current) {
    Set<String> patients = new TreeSet<>();
    current.forEach(resource -> patients.add(patient(resource)));
    patients.remove("");
    Set<String> cells = new TreeSet<>();
    current.stream()
        .filter(resource -> CELLS.equals(resource.path("resourceType").textValue()))
        .forEach(resource -> cells.add(CELLS + "/" + resource.path("id").asText()));
    return marked(session, site, patients)
        .flatMap(
            done ->
                cells.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : session
                        .createNativeQuery(MARK_GIVEN)
                        .setParameter("site", site)
                        .setParameter("cells", Canonical.extension("cell-product"))
                        .setParameter("products", array(cells))
                        .executeUpdate()
                        .replaceWithVoid());
  }

  private static Uni<Void> marked(Mutiny.Session session, String site, Set<String> patients) {
    return patients.isEmpty()
        ? Uni.createFrom().voidItem()
        : session
            .createNativeQuery(MARK)
            .setParameter("site", site)
            .setParameter("patients", array(patients))
            .executeUpdate()
            .replaceWithVoid();
  }

  private static String array(Set<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array.toString();
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
