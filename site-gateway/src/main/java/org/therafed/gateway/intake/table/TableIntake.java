package org.therafed.gateway.intake.table;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.intake.IntakeLog;
import org.therafed.gateway.intake.NewArrival;
import org.therafed.gateway.intake.Recorded;
import org.therafed.gateway.intake.table.grid.Grid;
import org.therafed.gateway.module.KnownModules;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.outcome.Reason;

/** Takes a table: every data row becomes an arrival, all of them durable before the reply. */
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

  /** The rows of one table, as read, with what is recorded of each. */
  private record Upload(
      TableKind kind,
      TableArrivals making,
      TableReader.Table table,
      List<NewArrival> arrivals,
      List<RowFinding> findings) {

    TableReport report(List<Recorded> recorded) {
      List<RowOutcome> rows = new ArrayList<>();
      for (int i = 0; i < recorded.size(); i++) {
        rows.add(new RowOutcome(table.rows().get(i).line(), recorded.get(i).state()));
      }
      return new TableReport(kind, table.ignored(), rows, findings, Optional.empty());
    }
  }

  /**
   * Takes a table.
   *
   * @param ignore names of columns whose fields are not wanted, lower case
   * @param mapping of a table that is written in a site's own way
   * @param also what becomes durable in the same moment
   * @throws org.therafed.profiles.outcome.Fault if the table as a whole cannot be taken; nothing is
   *     recorded
   */
  TableReport take(
      TableKind kind,
      Grid grid,
      Set<String> ignore,
      Optional<TableMapping> mapping,
      BiConsumer<Transaction, TableReport> also) {
    Upload upload = read(kind, grid, ignore, mapping);
    try {
      return upload.report(
          log.record(
              upload.arrivals(), (tx, recorded) -> also.accept(tx, upload.report(recorded))));
    } catch (DatabaseFault fault) {
      if (!fault.lasting()) {
        throw fault;
      }
    }
    // One row that the database refuses must not lose the others. Should the gateway end half way,
    // the rows that are durable are superseded when the table comes again.
    TableReport report = upload.report(oneByOne(upload, log::record));
    log.record(List.of(), (tx, none) -> also.accept(tx, report));
    return report;
  }

  /**
   * Says what {@link #take} would make of a table. It is recorded and taken back, so that the
   * answer is the same and nothing stays.
   *
   * @throws org.therafed.profiles.outcome.Fault as {@link #take}
   */
  TableReport rehearse(
      TableKind kind, Grid grid, Set<String> ignore, Optional<TableMapping> mapping) {
    Upload upload = read(kind, grid, ignore, mapping);
    try {
      return upload.report(log.rehearse(upload.arrivals()));
    } catch (DatabaseFault fault) {
      if (!fault.lasting()) {
        throw fault;
      }
      return upload.report(oneByOne(upload, log::rehearse));
    }
  }

  /** Counts a table of which no row can be read as one arrival; its bytes are not kept. */
  TableReport refuse(TableKind kind, Reason reason, BiConsumer<Transaction, TableReport> also) {
    NewArrival arrival = new TableArrivals(site, kind, site.clock().instant()).unread(reason);
    TableReport report = TableReport.refused(kind, reason);
    log.record(List.of(arrival), (tx, recorded) -> also.accept(tx, report));
    return report;
  }

  private Upload read(
      TableKind kind, Grid grid, Set<String> ignore, Optional<TableMapping> mapping) {
    Instant now = site.clock().instant();
    RowChecks checks = new RowChecks(new FieldContext(now, site.zone(), modules.current()));
    TableReader.Table table = new TableReader(kind, checks, ignore, mapping).read(grid);
    List<TableReader.Read> rows = deaths(table.rows());
    TableArrivals making = new TableArrivals(site, kind, now);
    List<RowFinding> findings = new ArrayList<>();
    rows.forEach(row -> findings.addAll(row.findings()));
    return new Upload(kind, making, table, rows.stream().map(making::of).toList(), findings);
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

  private static List<Recorded> oneByOne(
      Upload upload, Function<List<NewArrival>, List<Recorded>> log) {
    List<Recorded> recorded = new ArrayList<>();
    for (int i = 0; i < upload.arrivals().size(); i++) {
      recorded.add(alone(upload, i, log));
    }
    return recorded;
  }

  private static Recorded alone(
      Upload upload, int row, Function<List<NewArrival>, List<Recorded>> log) {
    NewArrival arrival = upload.arrivals().get(row);
    try {
      return log.apply(List.of(arrival)).get(0);
    } catch (DatabaseFault fault) {
      if (!fault.lasting()) {
        throw fault;
      }
      Reason reason = ServiceCode.DATABASE_VALUE.reason();
      upload.findings().add(new RowFinding(upload.table().rows().get(row).line(), "", reason));
      return log.apply(List.of(upload.making().impossible(arrival, reason))).get(0);
    }
  }
}
