package org.therafed.gateway.intake.table;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.therafed.gateway.module.KnownModules;
import org.therafed.gateway.site.Site;

/**
 * Makes rows of what came another way, judged as those of an upload are: what a record must be like
 * is said once.
 */
@Singleton
public class RowMaker {

  private final Site site;
  private final KnownModules modules;

  @Inject
  public RowMaker(Site site, KnownModules modules) {
    this.site = site;
    this.modules = modules;
  }

  /**
   * A row with what is wrong with it.
   *
   * @param findings none, or none of effect {@code REFUSED}: it can be converted
   */
  public record Made(TableRow row, List<RowFinding> findings) {

    /** Whether it can be converted. */
    public boolean isSound() {
      return findings.stream().noneMatch(finding -> finding.effect() == RowFinding.Effect.REFUSED);
    }
  }

  /**
   * A row.
   *
   * @param fields by column; those that are empty, or no column of the kind, are left out
   */
  public Made make(TableKind kind, Map<String, String> fields) {
    Map<String, String> ordered = new LinkedHashMap<>();
    for (Column column : TableLayout.of(kind).columns()) {
      String value = fields.getOrDefault(column.name(), "").strip();
      if (!value.isEmpty()) {
        ordered.put(column.name(), value);
      }
    }
    TableRow row = new TableRow(kind, ordered);
    FieldContext context = new FieldContext(site.clock().instant(), site.zone(), modules.current());
    return new Made(row, new RowChecks(context).check(0, row));
  }
}
