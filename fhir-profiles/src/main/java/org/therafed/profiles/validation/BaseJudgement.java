package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.therafed.profiles.structure.StructureValidator;
import org.therafed.profiles.structure.Violation;

/** A resource held against FHIR R4 itself, in the words of the records' judgement. */
public final class BaseJudgement {
  private static final String PROFILE = "FHIR R4";

  private BaseJudgement() {}

  /**
   * The rules of FHIR R4 that a resource breaks.
   *
   * @param resource as JSON
   * @param r4 a validator that knows FHIR R4
   * @return the findings, no value of the resource in them; empty where it conforms
   */
  public static List<Issue> of(JsonNode resource, StructureValidator r4) {
    List<Violation> violations = r4.validate(resource).stream().filter(Violation::error).toList();
    return List.copyOf(ViolationWording.beside(List.of(), PROFILE, violations));
  }
}
