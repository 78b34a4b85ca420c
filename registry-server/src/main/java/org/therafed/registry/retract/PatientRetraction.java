package org.therafed.registry.retract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.transfer.Retraction;
import org.therafed.registry.facts.FactWriter;
import org.therafed.registry.facts.RecordKey;
import org.therafed.registry.fault.RegistryCode;

/**
 * Takes back a patient of a site: the records go with their history, the facts with them except
 * those of frozen cuts, findings too. Of the Patient the pseudonym stays, so that a later renaming
 * reaches it. From then on the person is in no question on any cut.
 */
@ApplicationScoped
class PatientRetraction {

  private static final String OTHERS =
      "select count(*) from (select site from resource where type = 'Patient' and id = :patient"
          + " union all select site from person where patient_id = :patient) as known where site <>"
          + " :site";
  // A cell product names whom it is for or from in elements of its own, which have no index.
  private static final String RECORDS =
      "select r.type, r.id from resource r where r.site = :site and r.type <> 'Patient' and"
          + " (coalesce(r.content -> 'subject' ->> 'reference', r.content -> 'patient' ->>"
          + " 'reference') = :reference or (r.type = 'BiologicallyDerivedProduct' and"
          + " position(:quoted in cast(r.content as text)) > 0)) order by r.type, r.id for update of"
          + " r";
  private static final String WHERE_KEYS =
      " where site = :site and (type, id) in (select k.type, k.id from"
          + " jsonb_to_recordset(cast(cast(:keys as text) as jsonb)) as k(type text, id text))";
  // Versions of the Patient stay without content: renamings mend receipts by them.
  private static final String EMPTY =
      " set content = cast(cast(:empty as text) as jsonb) where type = 'Patient' and id = :patient"
          + " and site = :site";
  private static final String CURRENT =
      "update resource set sequence = :sequence where type = 'Patient' and id = :patient and site ="
          + " :site and sequence < :sequence";
  private static final String WITHDRAW =
      "insert into withdrawal (site, patient_id, sequence) values (:site, :patient, :sequence) on"
          + " conflict (patient_id) where lifted is null do update set sequence ="
          + " excluded.sequence";
  private static final String FINDINGS_GONE =
      "delete from finding where patients @> cast(array[:patient] as text[])";
  private static final String DUE_GONE =
      "delete from finding_due where site = :site and patient_id = :patient";

  private final FactWriter facts;

  PatientRetraction(FactWriter facts) {
    this.facts = facts;
  }

  /**
   * Takes back; answers the receipt with the number of records. A patient of whom nothing is here
   * counts as withdrawn, too.
   *
   * @throws Fault (as failure) RG-RETRACT-003 for another site's patient
   */
  Uni<String> apply(Mutiny.Session session, Retraction retraction, int openCut) {
    Step step = new Step(session, retraction, openCut);
    return step.own()
        .flatMap(done -> step.records())
        .flatMap(
            records ->
                step.remove(records)
                    .flatMap(done -> step.person())
                    .replaceWith(
                        "{\"sequence\":"
                            + retraction.sequence().value()
                            + ",\"retracted\":"
                            + records.size()
                            + "}"));
  }

  private final class Step {
    private final Mutiny.Session session;
    private final String site;
    private final String patient;
    private final long sequence;
    private final int openCut;

    Step(Mutiny.Session session, Retraction retraction, int openCut) {
      this.session = session;
      this.site = retraction.site().value();
      this.patient = retraction.patient().value();
      this.sequence = retraction.sequence().value();
      this.openCut = openCut;
    }

    Uni<Void> own() {
      return session
          .createNativeQuery(OTHERS, Long.class)
          .setParameter("patient", patient)
          .setParameter("site", site)
          .getSingleResult()
          .invoke(
              others -> {
                if (others > 0) {
                  throw RegistryCode.RETRACTION_OTHER_SITE.with();
                }
              })
          .replaceWithVoid();
    }

    Uni<List<RecordKey>> records() {
      return session
          .createNativeQuery(RECORDS, Object[].class)
          .setParameter("site", site)
          .setParameter("reference", "Patient/" + patient)
          .setParameter("quoted", "\"Patient/" + patient + "\"")
          .getResultList()
          .map(
              rows -> rows.stream().map(r -> new RecordKey((String) r[0], (String) r[1])).toList());
    }

    Uni<Void> remove(List<RecordKey> records) {
      ArrayNode keys = JsonNodeFactory.instance.arrayNode();
      records.forEach(each -> keys.addObject().put("type", each.type()).put("id", each.id()));
      Map<String, Object> parameters = Map.of("site", site, "keys", keys.toString());
      List<RecordKey> withPatient =
          Stream.concat(Stream.of(new RecordKey("Patient", patient)), records.stream()).toList();
      return facts
          .end(session, withPatient, openCut)
          .flatMap(done -> run("delete from resource_history" + WHERE_KEYS, parameters))
          .flatMap(done -> run("delete from resource" + WHERE_KEYS, parameters));
    }

    Uni<Void> person() {
      Map<String, Object> whose = Map.of("site", site, "patient", patient);
      Map<String, Object> emptied =
          Map.of("site", site, "patient", patient, "empty", emptyPatient());
      Map<String, Object> numbered = Map.of("site", site, "patient", patient, "sequence", sequence);
      return run("update resource" + EMPTY, emptied)
          .flatMap(done -> run("update resource_history" + EMPTY, emptied))
          .flatMap(done -> run(CURRENT, numbered))
          .flatMap(done -> run(WITHDRAW, numbered))
          .flatMap(done -> run(FINDINGS_GONE, Map.of("patient", patient)))
          .flatMap(done -> run(DUE_GONE, whose));
    }

    private String emptyPatient() {
      var json = JsonNodeFactory.instance.objectNode();
      json.put("resourceType", "Patient").put("id", patient);
      json.putObject("meta").putArray("profile").add(Profile.PATIENT.url());
      json.putArray("identifier")
          .addObject()
          .put("system", Canonical.PSEUDONYM)
          .put("value", patient);
      return json.put("active", false).put("gender", "unknown").toString();
    }

    private Uni<Void> run(String sql, Map<String, Object> parameters) {
      Mutiny.MutationQuery query = session.createNativeQuery(sql);
      parameters.forEach(query::setParameter);
      return query.executeUpdate().replaceWithVoid();
    }
  }
}
