package org.therafed.profiles.structure;

import java.util.Map;
import java.util.Set;

/**
 * What of R4 cannot be taken as printed: invariants that cannot be evaluated, contexts of
 * extensions that forbid what R4 itself does. Each stands here as a later release of FHIR corrected
 * it, or as HL7's own validator reads it.
 */
final class Errata {
  private static final Map<String, String> CORRECTED =
      Map.of(
          // As printed it is empty for a reference by identifier alone. R5 has this form; a
          // reference that has only an extension names nothing.
          "ref-1",
          "reference.hasValue() implies (reference = '#' or reference.startsWith('#').not()"
              + " or (reference.substring(1) in %rootResource.contained.id))",
          // As printed it is empty for an entry without a fullUrl, as one of a transaction may be.
          "bdl-8",
          "fullUrl.exists() implies fullUrl.contains('/_history/').not()",
          // As printed it asks from three conditions on; its words, and R5, from two.
          "que-12",
          "enableWhen.count() > 1 implies enableBehavior.exists()",
          // As printed it is empty for a prediction without a probability, which may be absent.
          "ras-2",
          "probability.exists() and (probability is decimal) implies (probability as decimal) <= 100",
          // As printed it is empty for two events; R5 asks it of each.
          "tim-9",
          "offset.empty() or (when.exists() and when.where($this in ('C' | 'CM' | 'CD' | 'CV')).empty())",
          // As printed it is empty where one end is less precise: 2020-03 to 2020-03-14. R5
          // compares
          // the boundaries of the two; what cannot be told apart is no violation.
          "per-1",
          "start.hasValue().not() or end.hasValue().not() or (start > end).where($this).empty()");

  private static final String BASE = "http://hl7.org/fhir/StructureDefinition/";

  /** Further elements that may have an extension; R4's own resources have it there. */
  private static final Map<String, Set<String>> CONTEXTS =
      Map.of(
          BASE + "structuredefinition-fhir-type", Set.of("ElementDefinition.type"),
          BASE + "regex", Set.of("ElementDefinition.type"),
          BASE + "structuredefinition-normative-version", Set.of("Element"),
          BASE + "capabilitystatement-expectation", Set.of("Element"),
          BASE + "capabilitystatement-prohibited", Set.of("Element"));

  private Errata() {}

  /** Elements that may have an extension beside those its definition prints. */
  static Set<String> contexts(String url) {
    return CONTEXTS.getOrDefault(url, Set.of());
  }

  /** The expression to evaluate for an invariant. */
  static String corrected(String key, String printed) {
    return CORRECTED.getOrDefault(key, printed);
  }
}
