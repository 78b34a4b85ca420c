package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of tables and workbooks. */
public enum TableCode implements GatewayCode {
  CHARSET(
      "GW-TABLE-001",
      "The text is not {charset}.",
      "UTF-8 or GB18030, named in Content-Type, is needed.",
      "Save the table as UTF-8 and send it again."),
  COLUMN(
      "GW-TABLE-002",
      "The column {column} is missing.",
      "All required columns of {kind} are needed: {columns}.",
      "Add the column and send the table again."),
  EMPTY(
      "GW-TABLE-003",
      "The field is empty.",
      "A value is needed.",
      "Fill the field and send the row again."),
  VALUE("GW-TABLE-004", "{value}", "{rule}", "Correct the field and send the row again."),
  ROWS(
      "GW-TABLE-005",
      "The table has more than {limit} data rows.",
      "Fewer are needed.",
      "Split the table, or raise THERAFED_TABLE_MAX_ROWS."),
  WIDTH(
      "GW-TABLE-006",
      "The row has {fields} fields.",
      "{columns} are needed, as in the header.",
      "Correct the row's separators and quotes and send it again."),
  KIND(
      "GW-TABLE-007",
      "There is no table kind of this name.",
      "One of {kinds} is needed.",
      "Correct the address."),
  EMPTY_BODY(
      "GW-TABLE-008",
      "The body holds no header line.",
      "A CSV with a header line is needed.",
      "Send the table with its header."),
  HEADER(
      "GW-TABLE-009",
      "The column {column} occurs twice in the header.",
      "Each column once is needed.",
      "Remove or rename one of the two and send the table again."),
  LINES(
      "GW-TABLE-010",
      "The row runs over {lines} lines.",
      "A line for each row is needed; no field holds a line break.",
      "Look for a quotation mark that is not closed in the row, mend it and send its lines again."),
  HELD(
      "GW-TABLE-011",
      "{value}",
      "{rule}",
      "If it is a slip of unit or key, correct the row and send it again; if it is true, retry"
          + " it."),
  NOTED("GW-TABLE-012", "{value}", "{rule}", "Look whether it is true; the row goes on."),
  DEATH_TWICE(
      "GW-TABLE-013",
      "The person's death is stated for another day {where}.",
      "One day of death is needed; the row that came last counts.",
      "Look which day is right; if the earlier one is, send it again with correction = true."),
  UNKNOWN(
      "GW-TABLE-014",
      "Columns of the header that {kind} does not have, by their position: {unknown}.",
      "Columns of {kind} are needed ({columns}), and no other that the sender does not leave out.",
      "Correct the names, or name the columns that are to be left out in ?ignore=a,b; send the"
          + " table again."),
  UNNAMED(
      "GW-TABLE-015",
      "Column {position} has no name in the header, and the row fills it.",
      "A name of a column of this kind is needed, or an empty field.",
      "Name the column or empty it and send the row again."),
  WORKBOOK(
      "GW-TABLE-016",
      "The bytes are no workbook that can be read: {why}.",
      "An Excel workbook (.xlsx) without password is needed.",
      "Save the table as .xlsx or as CSV and send it again."),
  WORKBOOK_SIZE(
      "GW-TABLE-017",
      "The workbook holds more than {limit} {what}.",
      "A smaller table is needed.",
      "Split the table, or raise THERAFED_TABLE_MAX_BODY."),
  SHEET(
      "GW-TABLE-018",
      "Which of the {sheets} visible sheets of the workbook is meant is not clear.",
      "One visible sheet, or the name of one in ?sheet=, is needed.",
      "Name the sheet, or hide or delete the others; send the workbook again."),
  HIDDEN(
      "GW-TABLE-019",
      "The row is hidden.",
      "A row that its sender sees is needed.",
      "Show the row (end the filter) or delete it, and send it again."),
  HIDDEN_COLUMN(
      "GW-TABLE-020",
      "Column {position} is hidden.",
      "Columns that their sender sees are needed.",
      "Show or delete the column, or name it in ?ignore=a,b; send the table again."),
  MERGED(
      "GW-TABLE-021",
      "Cells of the row are merged.",
      "A cell of its own for each value is needed.",
      "Split the cells, fill each, and send the row again."),
  CELL("GW-TABLE-022", "{value}", "{rule}", "Correct the cell and send the row again."),
  HEADER_LINE(
      "GW-TABLE-023",
      "The header cannot be used. {found}",
      "{needed}",
      "Correct the header and send the table again."),
  MAPPING(
      "GW-TABLE-024",
      "There is no mapping of this name for tables of {kind}.",
      "One of {mappings} is needed.",
      "Correct ?mapping=, or put the mapping into the folder of THERAFED_TABLE_MAPPINGS_DIR and"
          + " start again."),
  MAPPED_COLUMN(
      "GW-TABLE-025",
      "The column '{column}', which the mapping takes for {target}, occurs {times} times.",
      "Each column that the mapping names is needed once.",
      "Export the table with it, or correct the mapping; send the table again."),
  UNMAPPED(
      "GW-TABLE-026",
      "Columns of the header that the mapping neither takes nor leaves out, by their position:"
          + " {unknown}.",
      "Every column is named in the mapping, under columns or ignore.",
      "Name the columns in the mapping, or in ?ignore=a,b; send the table again.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  TableCode(String code, String found, String needed, String remedy) {
    this.code = code;
    this.found = found;
    this.needed = needed;
    this.remedy = remedy;
  }

  @Override
  public Reason template() {
    return new Reason(code, found, needed, remedy);
  }
}
