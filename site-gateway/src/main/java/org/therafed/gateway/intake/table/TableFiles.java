package org.therafed.gateway.intake.table;

import static org.therafed.profiles.outcome.Fault.safe;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.intake.table.grid.CsvGrid;
import org.therafed.gateway.intake.table.grid.Grid;
import org.therafed.gateway.intake.table.grid.GridBounds;
import org.therafed.gateway.intake.table.grid.WorkbookGrid;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.outcome.Fault;

/** Takes tables that come as files, of whom nobody waits for an answer. */
@Singleton
public class TableFiles {

  private final TableIntake intake;
  private final TableMappings mappings;
  private final SiteConfig config;

  @Inject
  public TableFiles(TableIntake intake, TableMappings mappings, SiteConfig config) {
    this.intake = intake;
    this.mappings = mappings;
    this.config = config;
  }

  /** What a file holds, by its name: a kind of table or a mapping. */
  public Optional<TableKind> kind(String name) {
    return mappings.named(name).map(TableMapping::kind).or(() -> TableKind.coded(name));
  }

  /** Most bytes of a file. */
  public long limit() {
    return config.tableMaxBody().asLongValue();
  }

  /**
   * Takes a file. One that cannot be taken as a whole is counted as one refused arrival: nobody
   * else would say that it came.
   *
   * @param name of a kind of table or a mapping
   * @param workbook whether it is one, else CSV
   * @param bytes one more than {@link #limit} where the file has more
   * @param also what becomes durable in the same moment
   */
  public TableReport take(
      String name, boolean workbook, byte[] bytes, BiConsumer<Transaction, TableReport> also) {
    TableKind kind = kind(name).orElseThrow();
    Optional<TableMapping> mapping = mappings.named(name);
    try {
      if (bytes.length > limit()) {
        throw ServiceCode.INTAKE_BODY_SIZE.with(
            safe("limit", limit()), safe("setting", "THERAFED_TABLE_MAX_BODY"));
      }
      Grid grid = workbook ? workbook(bytes, mapping) : csv(bytes, mapping);
      return intake.take(kind, grid, Set.of(), mapping, also);
    } catch (Fault fault) {
      return intake.refuse(kind, fault.reason(), also);
    }
  }

  private Grid workbook(byte[] bytes, Optional<TableMapping> mapping) {
    return WorkbookGrid.read(bytes, mapping.flatMap(TableMapping::sheet), bounds());
  }

  private Grid csv(byte[] bytes, Optional<TableMapping> mapping) {
    Charset charset = mapping.map(TableMapping::charset).orElse(StandardCharsets.UTF_8);
    return CsvGrid.read(bytes, charset, mapping.map(TableMapping::separator).orElse(','), bounds());
  }

  private GridBounds bounds() {
    return new GridBounds(config.tableMaxRows(), limit());
  }
}
