package org.therafed.registry.console;

import java.util.List;
import java.util.Locale;
import org.therafed.registry.quality.Quality;
import org.therafed.registry.quality.QualityBoard;
import org.therafed.registry.quality.Shown;

/**
 * What the page of data quality shows, ready to print.
 *
 * @param awaiting changed persons still to be looked at; null: none
 */
public record QualityView(String awaiting, List<Row> rows) {

  public QualityView {
    rows = List.copyOf(rows);
  }

  /**
   * A site and module.
   *
   * @param lastSeen day; null: never
   * @param cells by dimension, in the order of columns
   */
  public record Row(String site, String module, String lastSeen, boolean silent, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * One value.
   *
   * @param text such as {@code 93 %} or {@code ≥ 80 %}; null: not shown
   * @param drift {@code down} or {@code up}; null: none
   * @param since month; null: none
   */
  public record Cell(String text, String drift, String since) {}

  static QualityView of(Quality.Board board) {
    return new QualityView(
        board.findingsAwaiting() == 0 ? null : Long.toString(board.findingsAwaiting()),
        board.modules().stream().map(QualityView::row).toList());
  }

  private static Row row(Quality quality) {
    return new Row(
        quality.site(),
        quality.module(),
        quality.lastSeen(),
        quality.silent(),
        QualityBoard.dimensions().stream()
            .map(
                dimension -> {
                  Quality.Value value = quality.values().get(dimension);
                  return new Cell(text(value.value()), value.drift(), value.since());
                })
            .toList());
  }

  private static String text(Shown shown) {
    if (shown.share() != null) {
      return percent(shown.share());
    }
    if (shown.atLeast() != null) {
      return "≥ " + percent(shown.atLeast());
    }
    return shown.atMost() == null ? null : "≤ " + percent(shown.atMost());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }
}
