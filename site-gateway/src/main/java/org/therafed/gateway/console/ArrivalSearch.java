package org.therafed.gateway.console;

import static org.therafed.profiles.outcome.Fault.safe;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.convert.LocalIds;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.fault.ConsoleCode;
import org.therafed.gateway.intake.ArrivalName;
import org.therafed.gateway.intake.Digests;
import org.therafed.gateway.intake.IndexedText;
import org.therafed.gateway.intake.PersonIds;
import org.therafed.gateway.intake.table.TableKind;
import org.therafed.gateway.intake.table.TableRow;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;

/**
 * Finds arrivals by what their sender calls them: {@code message} (control id of HL7), {@code
 * accession}, {@code instance} (SOP Instance UID), {@code record} (a FHIR resource, {@code
 * Type/id}), {@code patient}, or a row of a table by its kind's code. By keyed digests alone.
 */
@Singleton
class ArrivalSearch {

  private static final int MOST = 200;

  private final Database database;
  private final Site site;

  @Inject
  ArrivalSearch(Database database, Site site) {
    this.database = database;
    this.site = site;
  }

  /**
   * Arrivals of a name.
   *
   * @param issuer of a patient id; empty: the one of ids that name none
   * @throws org.therafed.profiles.outcome.Fault GW-CONSOLE-005
   */
  Set<UUID> find(String by, String name, String issuer) {
    String text = name.strip();
    if (text.isEmpty() || text.length() > 1000 || text.chars().anyMatch(c -> c == 0)) {
      throw refused("the name is empty or too long", "名称为空或过长");
    }
    return new LinkedHashSet<>(
        database.inTransaction(
            tx ->
                switch (by) {
                  case "message" -> new ArrivalName(Lookup.MESSAGE, text).arrivals(tx, MOST);
                  case "accession" -> new ArrivalName(Lookup.ACCESSION, text).arrivals(tx, MOST);
                  case "instance" -> byKey(tx, "dicom|" + text);
                  case "record" -> record(tx, text);
                  case "patient" -> patient(tx, text, issuer.strip());
                  default -> row(tx, by, text);
                }));
  }

  private List<UUID> row(Transaction tx, String by, String text) {
    TableKind kind =
        TableKind.coded(by).orElseThrow(() -> refused("the kind of name is unknown", "未知的名称种类"));
    return TableRow.key(kind, List.of(text.split("\\s*[|\\n]\\s*", -1)))
        .map(key -> byKey(tx, key))
        .orElseThrow(
            () ->
                refused(
                    "the key of this table is " + String.join(" | ", TableRow.keyColumns(kind)),
                    "该表的主键为 " + String.join(" | ", TableRow.keyColumns(kind))));
  }

  /** As a request of its own, and as a part of Bundles that have been converted. */
  private static List<UUID> record(Transaction tx, String typeAndId) {
    List<UUID> found = new ArrayList<>(byKey(tx, "fhir|" + Digests.hex(typeAndId)));
    found.addAll(
        tx.list(
            "select distinct arrival_id from record_version where record_id = ? limit ?",
            row -> row.getObject(1, UUID.class),
            tx.lookup(Lookup.RECORD_ID, LocalIds.of("fhir", typeAndId)),
            MOST));
    return found;
  }

  private List<UUID> patient(Transaction tx, String id, String issuer) {
    PatientKey key = new PatientKey(issuer.isEmpty() ? site.patientIssuer() : issuer, id);
    return PersonIds.find(tx, key)
        .map(
            person ->
                tx.list(
                    "select id from arrival where person_id in (select p.id from person p join person"
                        + " q on coalesce(p.merged_into, p.id) = coalesce(q.merged_into, q.id) where"
                        + " q.id = ?) order by seq desc limit ?",
                    row -> row.getObject(1, UUID.class),
                    person,
                    MOST))
        .orElse(List.of());
  }

  private static List<UUID> byKey(Transaction tx, String businessKey) {
    return tx.list(
        "select id from arrival where business_key = ? order by seq desc limit ?",
        row -> row.getObject(1, UUID.class),
        tx.lookup(Lookup.RECORD_KEY, IndexedText.key(businessKey)),
        MOST);
  }

  private static Fault refused(String en, String zh) {
    return ConsoleCode.ASKED.with(safe("reason", new Phrase(en, zh)));
  }
}
