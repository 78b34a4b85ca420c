package org.therafed.registry.retract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;

/**
 * Patients whose records were taken back, where records of them come: what was sent before comes
 * too late, and a Patient that is sent afterwards says that the patient has consented again.
 */
@ApplicationScoped
public class RetractedPatients {

  private static final String PATIENT = "Patient/";
  private static final String AMONG =
      " site = :site and patient_id in (select p from"
          + " jsonb_array_elements_text(cast(cast(:patients as text) as jsonb)) as p)";
  private static final String LATER =
      "select count(*) from withdrawal where sequence > :sequence and" + AMONG;
  // A Consent of the same transfer that refuses is read after this, and withdraws again.
  private static final String RETURN =
      "update withdrawal set lifted = cast(:open as int) where lifted is null and sequence <"
          + " :sequence and"
          + AMONG;

  /**
   * Part of the transaction that stores the records.
   *
   * @param sequence number of the records' transfer
   * @param openCut who consents again counts from this cut on
   * @throws Fault (as failure) RG-RETRACT-002
   */
  public Uni<Void> admit(
      Mutiny.Session session, String site, long sequence, List<ObjectNode> current, int openCut) {
    Set<String> named = new TreeSet<>();
    Set<String> sent = new TreeSet<>();
    for (ObjectNode each : current) {
      if (each.path("resourceType").asText().equals("Patient")) {
        sent.add(each.path("id").asText());
      }
      for (String reference : each.findValuesAsText("reference")) {
        if (reference.startsWith(PATIENT)) {
          named.add(reference.substring(PATIENT.length()));
        }
      }
    }
    named.addAll(sent);
    if (named.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return session
        .createNativeQuery(LATER, Long.class)
        .setParameter("site", site)
        .setParameter("sequence", sequence)
        .setParameter("patients", json(named))
        .getSingleResult()
        .invoke(
            count -> {
              if (count > 0) {
                throw RegistryCode.RETRACTED.with();
              }
            })
        .flatMap(
            none ->
                sent.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : session
                        .createNativeQuery(RETURN)
                        .setParameter("site", site)
                        .setParameter("sequence", sequence)
                        .setParameter("open", openCut)
                        .setParameter("patients", json(sent))
                        .executeUpdate()
                        .replaceWithVoid());
  }

  private static String json(Set<String> ids) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    ids.forEach(list::add);
    return list.toString();
  }
}
