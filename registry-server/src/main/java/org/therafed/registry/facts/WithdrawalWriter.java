package org.therafed.registry.facts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Keeps who has withdrawn, within the transaction that stores the Consents. The latest Consent of a
 * patient by its date decides, a refusal beats a permission of the same day, and whatever is not an
 * active permission is a refusal: as at the gateways. Patients without any Consent here are those
 * whose gateways keep it.
 */
@ApplicationScoped
public class WithdrawalWriter {

  private static final String LATEST =
      "latest as (select distinct on (patient) patient, refused from (select"
          + " substr(content #>> '{patient,reference}', 9) as patient, left(content ->>"
          + " 'dateTime', 10) as day, not (content ->> 'status' = 'active' and coalesce(content #>>"
          + " '{provision,type}', '') = 'permit') as refused from resource where type = 'Consent'"
          + " and site = :site and coalesce(content -> 'subject' ->> 'reference', content ->"
          + " 'patient' ->> 'reference') = any (array(select 'Patient/' || p from"
          + " jsonb_array_elements_text(cast(cast(:patients as text) as jsonb)) as p))) said order"
          + " by patient, day desc, refused desc)";
  private static final String WITHDRAW =
      "with "
          + LATEST
          + " insert into withdrawal (site, patient_id) select :site, patient from latest where"
          + " refused on conflict (patient_id) where lifted is null do nothing";
  private static final String LIFT =
      "with "
          + LATEST
          + " update withdrawal w set lifted = cast(:open as int) from latest where w.patient_id ="
          + " latest.patient and w.site = :site and w.lifted is null and not latest.refused";

  /**
   * Brings withdrawals up to date with Consents that became current.
   *
   * @param openCut who consents again counts from this cut on
   */
  public Uni<Void> write(
      Mutiny.Session session, String site, List<ObjectNode> current, int openCut) {
    Set<String> patients = new TreeSet<>();
    for (ObjectNode resource : current) {
      if (resource.path("resourceType").asText().equals("Consent")) {
        patients.add(
            resource.path("patient").path("reference").asText().replaceFirst("^Patient/", ""));
      }
    }
    if (patients.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    ArrayNode ids = JsonNodeFactory.instance.arrayNode();
    patients.forEach(ids::add);
    return session
        .createNativeQuery(WITHDRAW)
        .setParameter("site", site)
        .setParameter("patients", ids.toString())
        .executeUpdate()
        .flatMap(
            done ->
                session
                    .createNativeQuery(LIFT)
                    .setParameter("site", site)
                    .setParameter("patients", ids.toString())
                    .setParameter("open", openCut)
                    .executeUpdate())
        .replaceWithVoid();
  }
}
