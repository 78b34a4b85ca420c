package org.therafed.gateway.intake.table;

/**
 * A column of a table kind.
 *
 * @param name header, lower case with underscores
 * @param required whether a row without it is refused
 * @param form what its values look like
 */
record Column(String name, boolean required, FieldForm form) {

  static Column required(String name, FieldForm form) {
    return new Column(name, true, form);
  }

  static Column optional(String name, FieldForm form) {
    return new Column(name, false, form);
  }
}
