package org.therafed.profiles.module;

import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.CodeSets;

/**
 * The codes that a module brings: its id, a point, a name. The same text stands in the module, in
 * tables and in records, and no two modules can bring the same.
 */
final class OwnCode {
  private OwnCode() {}

  /** Whether a text is meant as a code that a module brings: no other code of ours has a point. */
  static boolean isMeant(String code) {
    return code.indexOf('.') >= 0;
  }

  /**
   * The code at a name of a row.
   *
   * @param set the set that the code belongs to, e.g. {@code product}
   * @param system the system that the code belongs to
   */
  static String read(Row row, String name, String module, String set, String system) {
    String code = row.text(name);
    boolean formed = CodeSets.standard().find(set).orElseThrow().contains(system, code);
    if (!formed || !code.startsWith(module + ".")) {
      throw row.fault(
          name,
          new Phrase(
              "a code that the module brings reads " + module + ".<name>",
              "模块自带的代码应写作 " + module + ".<name>"));
    }
    return code;
  }
}
