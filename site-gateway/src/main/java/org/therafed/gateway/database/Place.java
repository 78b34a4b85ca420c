package org.therafed.gateway.database;

/**
 * Where a sealed value stands. It is bound to the value: moved to another row or column it does not
 * open.
 *
 * @param row what names the row and never changes
 */
public record Place(String table, String column, String row) {

  /** A place of a row. */
  public static Place of(String table, String column, Object row) {
    return new Place(table, column, row.toString());
  }

  /** What is bound; no part but the last can hold a bar. */
  public String text() {
    return table + "|" + column + "|" + row;
  }

  /** The row may follow from an identifier. */
  @Override
  public String toString() {
    return "Place[" + table + "." + column + "]";
  }
}
