package org.therafed.registry.remap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.transfer.PseudonymRemap.Dates;
import org.therafed.profiles.transfer.PseudonymRemap.Move;
import org.therafed.profiles.transfer.TransferBundle;
import org.therafed.registry.facts.FactWriter;
import org.therafed.registry.facts.RecordKey;
import org.therafed.registry.fault.RegistryCode;

/**
 * Moves one patient of a site to another pseudonym: the Patient, the references of the site's
 * records and of their history, facts, the link to other hospitals, findings. Where the new
 * pseudonym is a patient already, the two become one. Where dates will be others, the facts of the
 * records go until the site has sent them again: intervals between dates of two shifts are wrong.
 * What frozen cuts hold stays as it was.
 */
@ApplicationScoped
class PatientMove {

  private static final String OWNERS =
      "select distinct site from (select site from resource where type = 'Patient' and id in (:from,"
          + " :to) union all select site from person where patient_id in (:from, :to)) as known";
  private static final String PATIENTS =
      "select id, cast(content as text) from resource where type = 'Patient' and id in (:from, :to)"
          + " order by id for update";
  // A cell product or a coverage names its person in elements of its own, which have no index.
  private static final String RECORDS =
      "select r.type, r.id, cast(r.content as text) from resource r where r.site = :site and"
          + " (coalesce(r.content -> 'subject' ->> 'reference', r.content -> 'patient' ->>"
          + " 'reference') = :reference or (r.type in ('BiologicallyDerivedProduct', 'Coverage')"
          + " and position(:quoted in cast(r.content as text)) > 0)) order by r.type, r.id for update of"
          + " r";
  private static final String RENAMED =
      "set content = cast(replace(cast(content as text), :before, :after) as jsonb) where site ="
          + " :site and (type, id) in (select k.type, k.id from"
          + " jsonb_to_recordset(cast(cast(:keys as text) as jsonb)) as k(type text, id text))";
  private static final String PATIENT_RENAMED =
      "set id = :to, content = cast(replace(cast(content as text), :from, :to) as jsonb) where type"
          + " = 'Patient' and id = :from and site = :site";
  // The receipts of transfers that brought the Patient name it.
  private static final String RECEIPTS =
      "update transfer set receipt = replace(receipt, :from, :to) where site = :site and sequence in"
          + " (select sequence from resource_history where type = 'Patient' and id = :to and site ="
          + " :site)";
  // In frozen cuts a person stays under the pseudonym of then; "now" is whose withdrawal counts.
  private static final String PERSON_NOW =
      "insert into person (patient_id, site, person_key, born) select :to, site, person_key,"
          + " cast(:open as int) from person where patient_id = :from and site = :site and gone is"
          + " null";
  private static final String PERSON_BEFORE =
      "update person set gone = cast(:open as int) where patient_id = :from and site = :site and"
          + " gone is null and born < cast(:open as int)";
  private static final String PERSON_GONE =
      "delete from person where patient_id = :from and site = :site and gone is null";
  private static final String PERSONS_OF_CUTS =
      "update person set now = :to where site = :site and gone is not null and (patient_id = :from"
          + " or now = :from)";
  private static final String WITHDRAWAL_MOVED =
      "insert into withdrawal (site, patient_id, lifted, sequence) select site, :to, lifted,"
          + " sequence from withdrawal where patient_id = :from and site = :site on conflict (patient_id) where lifted is"
          + " null do nothing";
  private static final String WITHDRAWAL_GONE =
      "delete from withdrawal where patient_id = :from and site = :site";
  private static final String PATIENT_GONE =
      "delete from resource where type = 'Patient' and id = :from and site = :site";
  private static final String FINDINGS_GONE =
      "delete from finding where patients @> cast(array[:from] as text[])";
  private static final String DUE_GONE =
      "delete from finding_due where site = :site and patient_id = :from";
  // A change matters to a cut that knew the pseudonym; else nothing of it stays.
  private static final String CHANGE_GONE =
      "delete from patient_change where site = :site and patient_id = :from and not exists (select from"
          + " person where site = :site and patient_id = :from)";
  private static final String COUNTED =
      "update quality_course set patient_id = :to where site = :site and patient_id = :from";
  private static final String COUNT_GONE = "delete from quality_due where patient_id = :from";
  private static final String DUE =
      "insert into finding_due (site, patient_id) values (:site, :to)";

  private final FactWriter facts;
  private final RetiredPseudonyms retired;

  PatientMove(FactWriter facts, RetiredPseudonyms retired) {
    this.facts = facts;
    this.retired = retired;
  }

  private record Stored(String type, String id, String content) {}

  /**
   * Moves; a patient whom nobody knows moves too, so that nothing comes under the old pseudonym.
   *
   * @throws Fault (as failure) RG-REMAP-003 if another site has one of the pseudonyms, RG-REMAP-002
   *     if the new one is retired
   * @param openCut number of the cut that all of it belongs to
   */
  Uni<Void> apply(Mutiny.Session session, String site, Move move, int openCut) {
    Step step = new Step(session, site, move, openCut);
    return step.own()
        .flatMap(done -> step.patients())
        .flatMap(step::patient)
        .flatMap(done -> step.records())
        .flatMap(step::rename)
        .flatMap(done -> step.run(FINDINGS_GONE, Map.of("from", step.from)))
        .flatMap(done -> step.run(DUE_GONE, Map.of("site", site, "from", step.from)))
        .flatMap(done -> step.run(CHANGE_GONE, Map.of("site", site, "from", step.from)))
        .flatMap(done -> step.run(COUNTED, Map.of("site", site, "from", step.from, "to", step.to)))
        .flatMap(done -> step.run(COUNT_GONE, Map.of("from", step.from)))
        .flatMap(done -> step.run(DUE, Map.of("site", site, "to", step.to)))
        .flatMap(done -> retired.retire(session, site, step.from));
  }

  private final class Step {
    private final Mutiny.Session session;
    private final String site;
    private final String from;
    private final String to;
    private final boolean datesStay;
    private final int openCut;

    Step(Mutiny.Session session, String site, Move move, int openCut) {
      this.session = session;
      this.site = site;
      this.from = move.from().value();
      this.to = move.to().value();
      this.datesStay = move.dates() == Dates.SAME;
      this.openCut = openCut;
    }

    Uni<Void> own() {
      return session
          .createNativeQuery(OWNERS, String.class)
          .setParameter("from", from)
          .setParameter("to", to)
          .getResultList()
          .invoke(
              owners -> {
                if (owners.stream().anyMatch(owner -> !owner.equals(site))) {
                  throw RegistryCode.REMAP_OTHER_SITE.with();
                }
              })
          .flatMap(owners -> retired.retired(session, site, List.of(to)))
          .invoke(
              gone -> {
                if (gone) {
                  throw RegistryCode.REMAP_RETIRED.with();
                }
              })
          .replaceWithVoid();
    }

    Uni<List<Stored>> patients() {
      return session
          .createNativeQuery(PATIENTS, Object[].class)
          .setParameter("from", from)
          .setParameter("to", to)
          .getResultList()
          .map(
              rows ->
                  rows.stream()
                      .map(row -> new Stored("Patient", (String) row[0], (String) row[1]))
                      .toList());
    }

    Uni<Void> patient(List<Stored> known) {
      List<Stored> old = known.stream().filter(each -> each.id().equals(from)).toList();
      if (old.isEmpty()) {
        return Uni.createFrom().voidItem();
      }
      if (known.size() > old.size()) {
        return run(PATIENT_GONE, Map.of("from", from, "site", site))
            .flatMap(done -> personOfCuts())
            .flatMap(done -> withoutFacts(old));
      }
      Map<String, Object> names = Map.of("from", from, "to", to, "site", site);
      Stored renamed = new Stored("Patient", to, old.get(0).content().replace(from, to));
      return run("update resource " + PATIENT_RENAMED, names)
          .flatMap(done -> run("update resource_history " + PATIENT_RENAMED, names))
          .flatMap(done -> run(RECEIPTS, names))
          .flatMap(done -> run(PERSON_NOW, withCut(names)))
          .flatMap(done -> personOfCuts())
          .flatMap(done -> withoutFacts(old))
          .flatMap(done -> facts.write(session, site, List.of(tree(renamed)), true, openCut));
    }

    /** Ends the person of the old pseudonym; who has withdrawn stays so under the new one. */
    private Uni<Void> personOfCuts() {
      Map<String, Object> gone = Map.of("from", from, "site", site);
      Map<String, Object> names = Map.of("from", from, "to", to, "site", site);
      return run(PERSON_BEFORE, withCut(gone))
          .flatMap(done -> run(PERSON_GONE, gone))
          .flatMap(done -> run(PERSONS_OF_CUTS, names))
          .flatMap(done -> run(WITHDRAWAL_MOVED, names))
          .flatMap(done -> run(WITHDRAWAL_GONE, gone));
    }

    private Map<String, Object> withCut(Map<String, Object> parameters) {
      Map<String, Object> all = new HashMap<>(parameters);
      all.put("open", openCut);
      return all;
    }

    Uni<List<Stored>> records() {
      return session
          .createNativeQuery(RECORDS, Object[].class)
          .setParameter("site", site)
          .setParameter("reference", "Patient/" + from)
          .setParameter("quoted", quoted(from))
          .getResultList()
          .map(
              rows ->
                  rows.stream()
                      .map(row -> new Stored((String) row[0], (String) row[1], (String) row[2]))
                      .toList());
    }

    Uni<Void> rename(List<Stored> records) {
      if (records.isEmpty()) {
        return Uni.createFrom().voidItem();
      }
      String before = quoted(from);
      String after = quoted(to);
      ArrayNode keys = JsonNodeFactory.instance.arrayNode();
      records.forEach(each -> keys.addObject().put("type", each.type()).put("id", each.id()));
      Map<String, Object> parameters =
          Map.of("before", before, "after", after, "site", site, "keys", keys.toString());
      List<ObjectNode> contents = new ArrayList<>();
      for (Stored each : records) {
        contents.add(
            tree(new Stored(each.type(), each.id(), each.content().replace(before, after))));
      }
      return run("update resource " + RENAMED, parameters)
          .flatMap(done -> run("update resource_history " + RENAMED, parameters))
          .flatMap(
              done ->
                  datesStay
                      ? facts.write(session, site, contents, true, openCut)
                      : withoutFacts(records));
    }

    private Uni<Void> withoutFacts(List<Stored> records) {
      return facts.end(
          session,
          records.stream().map(each -> new RecordKey(each.type(), each.id())).toList(),
          openCut);
    }

    private Uni<Void> run(String sql, Map<String, Object> parameters) {
      Mutiny.MutationQuery query = session.createNativeQuery(sql);
      parameters.forEach(query::setParameter);
      return query.executeUpdate().replaceWithVoid();
    }

    private static String quoted(String pseudonym) {
      return "\"Patient/" + pseudonym + "\"";
    }

    private static ObjectNode tree(Stored stored) {
      return (ObjectNode)
          TransferBundle.readTree(stored.content().getBytes(StandardCharsets.UTF_8));
    }
  }
}
