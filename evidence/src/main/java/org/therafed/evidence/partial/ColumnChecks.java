package org.therafed.evidence.partial;

/** What columns read from elsewhere must be before they are taken for a table. */
public final class ColumnChecks {
  private ColumnChecks() {}

  /**
   * Columns of one table have one length.
   *
   * @param table what it is, such as "an event table"
   * @throws EvidenceFault if two lengths differ
   */
  public static void oneLength(String table, int... lengths) {
    for (int length : lengths) {
      if (length != lengths[0]) {
        throw EvidenceCode.PARTIAL_UNREADABLE.with(table + " with columns of unequal length");
      }
    }
  }

  /**
   * Every row comes after the one before it; no two are alike.
   *
   * @param table what it is, such as "an event table"
   * @param size rows
   * @param order of two rows of that table
   * @throws EvidenceFault if a row does not
   */
  public static void inOrder(String table, int size, RowOrder.Comparison order) {
    for (int i = 1; i < size; i++) {
      if (order.compare(i - 1, i) >= 0) {
        throw EvidenceCode.PARTIAL_UNREADABLE.with(table + " out of order");
      }
    }
  }
}
