package org.therafed.gateway.intake.table;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.database.Bytes;
import org.therafed.gateway.fault.ConsentCode;
import org.therafed.gateway.intake.Digests;
import org.therafed.gateway.intake.IndexedText;
import org.therafed.gateway.intake.NewArrival;
import org.therafed.gateway.intake.Source;
import org.therafed.gateway.intake.UnreadConsent;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.trace.Traces;
import org.therafed.profiles.outcome.Reason;

/** Makes arrivals of the rows of one table. */
final class TableArrivals {

  private final Site site;
  private final TableKind kind;
  private final Instant now;
  private final Optional<String> trace = Traces.current();

  TableArrivals(Site site, TableKind kind, Instant now) {
    this.site = site;
    this.kind = kind;
    this.now = now;
  }

  /** The arrival of a row. */
  NewArrival of(TableReader.Read read) {
    byte[] content = read.row().bytes();
    String businessKey = read.row().businessKey();
    // A row is refused for an id that is too long or holds a control character; it names nobody.
    Optional<PatientKey> person =
        read.row()
            .find("mrn")
            .filter(mrn -> mrn.chars().noneMatch(Character::isISOControl))
            .map(mrn -> new PatientKey(site.patientIssuer(), mrn))
            .filter(IndexedText::fits);
    List<Reason> refused = refused(person, reasons(read, RowFinding.Effect.REFUSED));
    boolean unread = kind == TableKind.CONSENTS && !refused.isEmpty() && person.isPresent();
    return new NewArrival(
        UUID.randomUUID(),
        Source.TABLE,
        kind.code(),
        businessKey,
        Optional.empty(),
        Digests.hex(content),
        Bytes.of(content),
        Optional.empty(),
        person,
        Optional.empty(),
        List.of(),
        now,
        now,
        trace,
        refused,
        reasons(read, RowFinding.Effect.HELD),
        unread
            ? List.of(
                new UnreadConsent(
                    person,
                    Optional.empty(),
                    LocalDate.ofInstant(now, site.zone()),
                    List.of(businessKey)))
            : List.of(),
        List.of());
  }

  /** The arrival of a row that the database refuses. */
  NewArrival impossible(NewArrival arrival, Reason reason) {
    return arrival.withoutKeys(refused(Optional.empty(), List.of(reason)));
  }

  /** The one arrival of a table of which no row could be read; its bytes are not kept. */
  NewArrival unread(Reason reason) {
    return new NewArrival(
        UUID.randomUUID(),
        Source.TABLE,
        kind.code(),
        "table-refused|" + UUID.randomUUID(),
        Optional.empty(),
        Digests.hex(new byte[0]),
        Bytes.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        now,
        now,
        trace,
        refused(Optional.empty(), List.of(reason)),
        List.of(),
        List.of(),
        List.of());
  }

  private static List<Reason> reasons(TableReader.Read row, RowFinding.Effect effect) {
    return row.findings().stream()
        .filter(finding -> finding.effect() == effect)
        .map(RowFinding::reason)
        .toList();
  }

  /** The first is counted on the status page; a withdrawal that reaches nobody must show there. */
  private List<Reason> refused(Optional<PatientKey> person, List<Reason> reasons) {
    if (reasons.isEmpty() || kind != TableKind.CONSENTS || person.isPresent()) {
      return reasons;
    }
    List<Reason> all = new ArrayList<>(List.of(ConsentCode.CONSENT_OF_NOBODY.reason()));
    all.addAll(reasons);
    return all;
  }
}
