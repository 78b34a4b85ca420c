package org.therafed.gateway.module;

/**
 * The version of its module that a course, or a decision, began with. Corrections keep it, whatever
 * version is handed out since: its windows and endpoints are those under which it was begun.
 */
@FunctionalInterface
public interface ModuleVersions {

  /**
   * The canonical of a record's module with the version of its first record.
   *
   * @param record business key of the course or decision
   * @param module id that the record names now; another one than before begins anew
   * @throws org.therafed.profiles.outcome.Fault GW-CONVERT-002 if the module is not known any more
   */
  String canonical(String record, String module);
}
