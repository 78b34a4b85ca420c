package org.therafed.gateway.intake.table.grid;

import static org.therafed.profiles.outcome.Fault.safe;

import org.therafed.gateway.fault.TableCode;

/**
 * How much of a table is read.
 *
 * @param rows most data rows, without the header
 * @param bytes most bytes of an upload, and most characters of all cells of a workbook: those of a
 *     shared text count in every cell that shows it
 */
public record GridBounds(int rows, long bytes) {

  /** A workbook packs its XML about so well; a bomb packs hundreds of times better. */
  private static final int UNPACKED_BY_PACKED = 8;

  /** Below, a small bound of uploads would refuse workbooks that everybody makes. */
  private static final long LEAST_UNPACKED = 16L << 20;

  /** Most bytes of all parts of a workbook together. */
  long unpacked() {
    return Math.max(LEAST_UNPACKED, bytes * UNPACKED_BY_PACKED);
  }

  /**
   * That there is room for one more data row.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-TABLE-005
   */
  void room(int dataRows) {
    if (dataRows > rows) {
      throw TableCode.ROWS.with(safe("limit", rows));
    }
  }
}
