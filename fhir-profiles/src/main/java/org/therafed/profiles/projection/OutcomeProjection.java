package org.therafed.profiles.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.published.ExtensionUrls;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.EventTerm;
import org.therafed.profiles.terminology.ResponseCriteria;
import org.therafed.profiles.terminology.Systems;

/** Responses and adverse events to facts, by the criteria and terms of the known modules. */
final class OutcomeProjection {
  private OutcomeProjection() {}

  static Fact response(ResourceReader r, ModuleCatalog modules) {
    ResponseCriteria.Criterion criterion =
        r.required(
            "code",
            codings(r.at("code"))
                .flatMap(c -> modules.criteria().coded(c.system(), c.code()).stream())
                .findFirst()
                .orElse(null));
    String category =
        codings(r.at("valueCodeableConcept"))
            .flatMap(c -> criterion.categories().stream().filter(k -> c.isOf(k.coding())))
            .map(ResponseCriteria.Category::fact)
            .findFirst()
            .orElse(null);
    return new ResponseFact(
        r.id(),
        r.patient(),
        criterion.name(),
        r.required("valueCodeableConcept", category),
        r.at("component").path(0).path("valueBoolean").asBoolean(false),
        r.required("effectiveDateTime", r.day("effective")));
  }

  private record Code(String system, String code) {
    boolean isOf(Coding coding) {
      return coding.system().equals(system) && coding.code().equals(code);
    }
  }

  private static Stream<Code> codings(JsonNode concept) {
    return StreamSupport.stream(concept.path("coding").spliterator(), false)
        .map(c -> new Code(c.path("system").asText(), c.path("code").asText()));
  }

  static List<Fact> adverseEvent(ResourceReader r, ModuleCatalog modules) {
    Fact toxicity = toxicity(r, modules);
    JsonNode astct = r.extension(ExtensionUrls.ASTCT);
    return astct.isMissingNode()
        ? List.of(toxicity)
        : List.of(toxicity, AstctProjection.astct(r, astct));
  }

  private static boolean hasFatalOutcome(JsonNode outcome) {
    return "fatal".equals(ResourceReader.code(outcome, Systems.AE_OUTCOME))
        || EventTerm.FATAL.equals(ResourceReader.code(outcome, Systems.NCIT));
  }

  private static Fact toxicity(ResourceReader r, ModuleCatalog modules) {
    EventTerm term =
        r.required(
            "event",
            codings(r.at("event"))
                .flatMap(c -> modules.events().coded(c.system(), c.code()).stream())
                .findFirst()
                .orElse(null));
    String grade =
        r.required(
            "extension[ae-grade]",
            ResourceReader.code(
                r.extension(ExtensionUrls.AE_GRADE).path("valueCodeableConcept"),
                Systems.CTCAE_GRADE));
    return new ToxicityFact(
        r.id(),
        r.patient(),
        term.coding().code(),
        term.coding().display(),
        Integer.parseInt(grade),
        r.required(
            "extension[grading-scale]",
            r.extension(ExtensionUrls.GRADING_SCALE).path("valueCode").textValue()),
        r.required("date", ResourceReader.date(r.at("date"))),
        ResourceReader.date(r.extension(ExtensionUrls.AE_END).path("valueDateTime")),
        hasFatalOutcome(r.at("outcome")));
  }
}
