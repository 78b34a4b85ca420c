package org.therafed.profiles.module;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.Radionuclide;
import org.therafed.profiles.terminology.Radionuclides;
import org.therafed.profiles.terminology.Systems;

/** Reads the nuclides that a module brings: their half-life is what activities decay by. */
final class NuclideReader {
  /** Element and mass number, as the registry names its own. */
  private static final Pattern NAME = Pattern.compile("[A-Z][a-z]?-[0-9]{1,3}m?");

  /** Our choice: what lives shorter cannot be given, what lives longer is not given. */
  private static final BigDecimal SHORTEST = BigDecimal.ONE;

  private static final BigDecimal LONGEST = new BigDecimal(Duration.ofDays(3653).toSeconds());

  private NuclideReader() {}

  /** The nuclides of a module; a code stands once. */
  static List<OwnNuclide> nuclides(Row module, String id) {
    List<OwnNuclide> nuclides = new ArrayList<>();
    for (Row row : module.rows("nuclides")) {
      OwnNuclide own = nuclide(row, id);
      if (nuclides.stream().anyMatch(n -> n.nuclide().name().equals(own.nuclide().name()))) {
        throw row.fault("code", new Phrase("the code stands twice", "该代码重复出现"));
      }
      nuclides.add(own);
    }
    return nuclides;
  }

  private static OwnNuclide nuclide(Row row, String module) {
    row.only("code", "halfLifeSeconds", "role", "source");
    String code = OwnCode.read(row, "code", module, "radionuclide", Systems.MODULE_NUCLIDE);
    String name = code.substring(module.length() + 1);
    if (!NAME.matcher(name).matches()) {
      throw row.fault(
          "code",
          new Phrase(
              "element and mass number are needed after the point, as in Sc-47",
              "点号后应为元素符号和质量数，如 Sc-47"));
    }
    if (Radionuclides.standard().named(name).isPresent()) {
      throw row.fault(
          "code",
          new Phrase("the registry has the nuclide " + name + " already", "登记库已有核素 " + name));
    }
    BigDecimal seconds = row.positive("halfLifeSeconds");
    if (seconds.compareTo(SHORTEST) < 0 || seconds.compareTo(LONGEST) > 0) {
      throw row.fault(
          "halfLifeSeconds",
          new Phrase("a half-life from 1 second to 10 years is needed", "半衰期应为 1 秒至 10 年"));
    }
    String role = row.text("role");
    if (!role.equals("therapy") && !role.equals("diagnostic")) {
      throw row.fault(
          "role", new Phrase("therapy or diagnostic is needed", "应为 therapy 或 diagnostic"));
    }
    long milliseconds =
        seconds.movePointRight(3).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    return new OwnNuclide(
        new Radionuclide(
            code,
            new Coding(Systems.MODULE_NUCLIDE, code, name),
            Duration.ofMillis(milliseconds),
            role.equals("therapy")),
        row.text("source"));
  }
}
