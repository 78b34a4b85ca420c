package org.therafed.gateway.intake.table;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.database.Bytes;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.gateway.intake.ArrivalState;
import org.therafed.gateway.intake.Digests;
import org.therafed.gateway.intake.IndexedText;
import org.therafed.gateway.intake.IntakeLog;
import org.therafed.gateway.intake.NewArrival;
import org.therafed.gateway.intake.Recorded;
import org.therafed.gateway.intake.Source;
import org.therafed.gateway.intake.UnreadConsent;
import org.therafed.gateway.intake.table.grid.Grid;
import org.therafed.gateway.module.KnownModules;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.trace.Traces;
import org.therafed.profiles.outcome.Reason;

/** Takes an upload: every data row becomes an arrival, all of them durable before the reply. */
@Singleton
public class TableIntake {

  private final Site site;
  private final IntakeLog log;
  private final KnownModules modules;

  @Inject
  public TableIntake(Site site, IntakeLog log, KnownModules modules) {
    this.site = site;
    this.log = log;
    this.modules = modules;
  }

  /**
   * What became of the rows of one upload.
   *
   * @param ignored positions of the columns that were ignored, from 1
   */
  record Report(
      int rows,
      int accepted,
      int held,
      int refused,
      int superseded,
      List<Integer> ignored,
      List<RowFinding> findings) {}

  /**
   * Takes an upload, or on a dry run says what would become of it.
   *
   * @param ignore names of columns whose fields are not wanted, lower case
   * @param mapping of a table that is written in a site's own way
   */
  Report take(
      TableKind kind,
      Grid grid,
      Set<String> ignore,
      Optional<TableMapping> mapping,
      boolean dryRun) {
    Instant now = site.clock().instant();
    RowChecks checks = new RowChecks(new FieldContext(now, site.zone(), modules.current()));
    TableReader.Table table = new TableReader(kind, checks, ignore, mapping).read(grid);
    List<TableReader.Read> rows = deaths(table.rows());
    List<RowFinding> findings = new ArrayList<>();
    rows.forEach(row -> findings.addAll(row.findings()));
    if (dryRun) {
      int bad = count(rows, RowFinding.Effect.REFUSED);
      int doubted = count(rows, RowFinding.Effect.HELD);
      int good = rows.size() - bad - doubted;
      return new Report(rows.size(), good, doubted, bad, 0, table.ignored(), findings);
    }
    Optional<String> trace = Traces.current();
    List<NewArrival> arrivals = rows.stream().map(row -> arrival(kind, row, now, trace)).toList();
    List<Recorded> recorded = record(rows, arrivals, findings);
    int refused = count(recorded, ArrivalState.REFUSED);
    int superseded = count(recorded, ArrivalState.SUPERSEDED);
    int held = count(recorded, ArrivalState.HELD);
    int accepted = rows.size() - held - refused - superseded;
    return new Report(rows.size(), accepted, held, refused, superseded, table.ignored(), findings);
  }

  private List<TableReader.Read> deaths(List<TableReader.Read> rows) {
    Set<String> dead = Deaths.of(rows);
    if (dead.isEmpty()) {
      return rows;
    }
    Map<String, TableRow> before = new HashMap<>();
    log.standing(dead)
        .forEach((key, row) -> before.put(key, TableRow.parse(TableKind.VITAL_STATUS, row)));
    return Deaths.judged(rows, before);
  }

  /** Counts an upload that was too large to be taken as one; nothing of it is kept. */
  void tooLarge(TableKind kind, Reason reason) {
    Instant now = site.clock().instant();
    log.record(
        new NewArrival(
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
            Traces.current(),
            List.of(reason),
            List.of(),
            List.of()));
  }

  private List<Recorded> record(
      List<TableReader.Read> rows, List<NewArrival> arrivals, List<RowFinding> findings) {
    try {
      return log.record(arrivals);
    } catch (DatabaseFault fault) {
      if (!fault.lasting()) {
        throw fault;
      }
    }
    // One row that the database refuses must not lose the others. Should the gateway end half way,
    // the rows that are durable are superseded when the table comes again.
    List<Recorded> recorded = new ArrayList<>();
    for (int i = 0; i < arrivals.size(); i++) {
      recorded.add(alone(rows.get(i), arrivals.get(i), findings));
    }
    return recorded;
  }

  private Recorded alone(TableReader.Read row, NewArrival arrival, List<RowFinding> findings) {
    try {
      return log.record(arrival);
    } catch (DatabaseFault fault) {
      if (!fault.lasting()) {
        throw fault;
      }
      Reason reason = GatewayCode.DATABASE_VALUE.reason();
      findings.add(new RowFinding(row.line(), "", reason));
      return log.record(
          arrival.withoutKeys(reasons(row.row().kind(), Optional.empty(), List.of(reason))));
    }
  }

  private static int count(List<TableReader.Read> rows, RowFinding.Effect effect) {
    return (int) rows.stream().filter(row -> !reasons(row, effect).isEmpty()).count();
  }

  private static List<Reason> reasons(TableReader.Read row, RowFinding.Effect effect) {
    return row.findings().stream()
        .filter(finding -> finding.effect() == effect)
        .map(RowFinding::reason)
        .toList();
  }

  private static int count(List<Recorded> recorded, ArrivalState state) {
    return (int) recorded.stream().filter(r -> r.state() == state).count();
  }

  private NewArrival arrival(
      TableKind kind, TableReader.Read read, Instant now, Optional<String> trace) {
    byte[] content = read.row().bytes();
    String businessKey = read.row().businessKey();
    // A row is refused for an id that is too long or holds a control character; it names nobody.
    Optional<PatientKey> person =
        read.row()
            .find("mrn")
            .filter(mrn -> mrn.chars().noneMatch(Character::isISOControl))
            .map(mrn -> new PatientKey(site.patientIssuer(), mrn))
            .filter(IndexedText::fits);
    List<Reason> reasons = reasons(kind, person, reasons(read, RowFinding.Effect.REFUSED));
    boolean unread = kind == TableKind.CONSENTS && !reasons.isEmpty() && person.isPresent();
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
        reasons,
        reasons(read, RowFinding.Effect.HELD),
        unread
            ? List.of(
                new UnreadConsent(
                    person,
                    Optional.empty(),
                    LocalDate.ofInstant(now, site.zone()),
                    List.of(businessKey)))
            : List.of());
  }

  /** The first is counted on the status page; a withdrawal that reaches nobody must show there. */
  private static List<Reason> reasons(
      TableKind kind, Optional<PatientKey> person, List<Reason> reasons) {
    if (reasons.isEmpty() || kind != TableKind.CONSENTS || person.isPresent()) {
      return reasons;
    }
    List<Reason> all = new ArrayList<>(List.of(GatewayCode.CONSENT_OF_NOBODY.reason()));
    all.addAll(reasons);
    return all;
  }
}
