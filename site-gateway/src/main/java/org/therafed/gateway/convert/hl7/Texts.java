package org.therafed.gateway.convert.hl7;

import java.util.Optional;
import java.util.stream.Stream;
import org.therafed.gateway.intake.hl7.Hl7Field;
import org.therafed.gateway.intake.hl7.Hl7Segment;

/** Choices among the texts of a message. */
final class Texts {

  /** The coding system of what the standard has no field for: a local code of ours. */
  static final String OURS = "THERAFED";

  private Texts() {}

  /** The first that is not empty; an empty text where all are. */
  static String first(String... texts) {
    return Stream.of(texts).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  /** Where a part of the message is, e.g. {@code OBX 3}. */
  static String place(Hl7Segment segment) {
    return segment.name() + " " + segment.number();
  }

  /**
   * The code of a coded element (CE, CWE) in one of the systems; a local code or its alternate.
   *
   * @param systems names of HL7 table 0396
   */
  static Optional<String> code(Hl7Field coded, String... systems) {
    for (int triplet = 1; triplet <= 4; triplet += 3) {
      String system = coded.component(triplet + 2);
      boolean meant = Stream.of(systems).anyMatch(system::equalsIgnoreCase);
      if (meant && !coded.component(triplet).isEmpty()) {
        return Optional.of(coded.component(triplet));
      }
    }
    return Optional.empty();
  }
}
