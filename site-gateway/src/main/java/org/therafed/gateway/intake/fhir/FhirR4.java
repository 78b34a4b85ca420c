package org.therafed.gateway.intake.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.therafed.profiles.structure.Definitions;
import org.therafed.profiles.structure.StructureValidator;
import org.therafed.profiles.validation.BaseJudgement;
import org.therafed.profiles.validation.Issue;

/** What came held against FHIR R4 itself, whatever profiles it claims. */
final class FhirR4 {

  private static final Logger LOG = Logger.getLogger(FhirR4.class);
  private static final int MOST_FINDINGS = 20;

  /** Made when it is first needed. */
  private static final class Validator {
    static final StructureValidator R4 = new StructureValidator(Definitions.r4());
  }

  private FhirR4() {}

  /** Where a body that the parser does not take is wrong. */
  static FhirPlace place(JsonNode body) {
    return FhirPlace.of(body, Validator.R4);
  }

  /**
   * What a body that was taken lacks of FHIR R4: an element that must be there, a rule that does
   * not hold. It refuses nothing; a gateway holds a record for it later where its profile needs it.
   *
   * @param refused places of a Bundle's entries that were refused and are told of already
   */
  static List<Issue> doubts(JsonNode body, Set<Integer> refused) {
    List<Issue> doubts = new ArrayList<>();
    try {
      if (!body.path("resourceType").asText().equals("Bundle")) {
        doubts.addAll(BaseJudgement.of(body, Validator.R4));
      }
      for (int i = 0; i < body.path("entry").size(); i++) {
        JsonNode resource = body.path("entry").path(i).path("resource");
        if (resource.isObject() && !refused.contains(i)) {
          String place = "Bundle.entry[" + i + "].resource";
          BaseJudgement.of(resource, Validator.R4).stream()
              .map(issue -> issue.within(place))
              .forEach(doubts::add);
        }
      }
    } catch (RuntimeException e) {
      // The record is durable: a defect here must not let its sender send it again.
      LOG.errorf("stage=intake check=r4 exception=%s", e.getClass().getName());
    }
    return doubts.stream().limit(MOST_FINDINGS).toList();
  }
}
