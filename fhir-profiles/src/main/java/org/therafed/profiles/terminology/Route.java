package org.therafed.profiles.terminology;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The ways into the body that a product of the registry may have for its own. Codes and displays as
 * in DICOM PS3.16 CID 11; the code set {@code route} lists the same.
 */
public enum Route {
  INTRAVENOUS("intravenous", "47625008", "静脉途径"),
  ORAL("oral", "26643006", "口服途径"),
  SUBCUTANEOUS("subcutaneous", "34206005", "皮下途径"),
  INTRAMUSCULAR("intramuscular", "78421000", "肌内途径"),
  INTRA_ARTERIAL("intra-arterial", "58100008", "动脉内途径"),
  INTRAPERITONEAL("intraperitoneal", "38239002", "腹膜内途径"),
  INTRATHECAL("intrathecal", "72607000", "鞘内途径"),
  INTRATUMOUR("intratumour", "447122006", "瘤内途径");

  private static final CodeSet SET = CodeSets.standard().find("route").orElseThrow();

  private final String label;
  private final String code;
  private final String chinese;

  Route(String label, String code, String chinese) {
    this.label = label;
    this.code = code;
    this.chinese = chinese;
  }

  /** The word for it in {@code products.csv} and in therapy modules. */
  public static Optional<Route> named(String label) {
    return Arrays.stream(values()).filter(route -> route.label.equals(label)).findFirst();
  }

  /** By the code of SNOMED CT. */
  public static Optional<Route> coded(String code) {
    return Arrays.stream(values()).filter(route -> route.code.equals(code)).findFirst();
  }

  /** All words, in their order. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Route::label).toList();
  }

  /** The word for it, e.g. {@code intra-arterial}. */
  public String label() {
    return label;
  }

  /** The name in Chinese. */
  public String chinese() {
    return chinese;
  }

  /** As records carry it. */
  public Coding coding() {
    return new Coding(Systems.SNOMED, code, SET.display(Systems.SNOMED, code).orElseThrow());
  }
}
