package org.therafed.registry.records;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.therafed.profiles.publish.ServedParameter;

/** Where in a record the values of a search parameter stand, as paths of SQL/JSON. */
final class Elements {

  private static final Pattern EXTENSION = Pattern.compile("extension\\[([^\\]\"]+)]\\.(\\w+)");

  private Elements() {}

  /** A path of the table of parameters as one of SQL/JSON in lax mode, arrays opened. */
  static String path(String element) {
    Matcher extension = EXTENSION.matcher(element);
    if (extension.matches()) {
      return "$.extension[*] ? (@.url == \""
          + extension.group(1)
          + "\")."
          + extension.group(2)
          + "[*]";
    }
    return "$." + element.replace(".", "[*].") + "[*]";
  }

  /** The values in a row {@code r}, as a table {@code v} with the column {@code e}. */
  static String of(BoundSql sql, ServedParameter parameter) {
    return parameter.elements().stream()
        .map(element -> "select jsonb_path_query(r.content, " + sql.path(path(element)) + ") as e")
        .collect(Collectors.joining(" union all ", "(", ") v"));
  }

  /** Whether the parameter is the patient of the record, by which there is an index. */
  static boolean isPatient(ServedParameter parameter) {
    List<String> elements = parameter.elements();
    return elements.equals(List.of("subject")) || elements.equals(List.of("patient"));
  }
}
