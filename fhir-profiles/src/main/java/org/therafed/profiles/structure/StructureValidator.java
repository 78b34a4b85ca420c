package org.therafed.profiles.structure;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.profiles.fhirpath.Scope;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.structure.Violation.Kind;

/**
 * Checks resources against StructureDefinitions, compiled. Thread-safe; keeps nothing between
 * calls.
 */
public final class StructureValidator {
  private final Definitions definitions;

  static final Phrase RESOURCE = new Phrase("a FHIR R4 resource", "须为 FHIR R4 资源");

  /** A validator over what is known. */
  public StructureValidator(Definitions definitions) {
    this.definitions = definitions;
  }

  /** Checks a resource against FHIR R4 itself, whatever profiles it claims. */
  public List<Violation> validate(JsonNode resource) {
    String type = resource.path("resourceType").asText("");
    Optional<Structure> base = definitions.type(type);
    if (base.isEmpty()) {
      return List.of(
          new Violation(
              Kind.TYPE, true, "Resource", "", RESOURCE.en(), RESOURCE.en(), RESOURCE.zh()));
    }
    return run(base.get(), resource);
  }

  /**
   * Checks a resource against a profile.
   *
   * @return the violations; empty where it conforms; absent if the profile is not known
   */
  public Optional<List<Violation>> validate(JsonNode resource, String profile) {
    return definitions.structure(profile).map(structure -> run(structure, resource));
  }

  /**
   * Compiles profiles now, not with the first record that claims them; several at once.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-DEF-001 for a profile that is not known
   */
  public void prepare(Collection<String> profiles) {
    profiles.parallelStream()
        .forEach(
            profile -> {
              if (definitions.structure(profile).isEmpty()) {
                throw StructureCode.DEFINITION.with(
                    safe("url", profile), safe("reason", "it is not among those known"));
              }
            });
  }

  private List<Violation> run(Structure structure, JsonNode resource) {
    String type = resource.path("resourceType").asText("");
    if (!type.equals(structure.type())) {
      return List.of(
          new Violation(Kind.TYPE, true, "Resource", structure.url(), structure.type(), "", ""));
    }
    Report report = new Report();
    Scope scope = new Scope(resource, resource, references(resource));
    new StructureWalk(Place.root(definitions, report, resource, scope)).whole(structure, resource);
    return report.violations();
  }

  /** References within the document: to contained resources and to entries of a bundle. */
  private static Scope.References references(JsonNode document) {
    boolean bundle = document.path("resourceType").asText().equals("Bundle");
    if (!bundle && !document.has("contained")) {
      return Scope.References.NONE;
    }
    Map<String, JsonNode> byReference = new HashMap<>();
    document
        .path("contained")
        .forEach(inner -> byReference.put("#" + inner.path("id").asText(), inner));
    for (JsonNode entry : document.path("entry")) {
      JsonNode resource = entry.path("resource");
      if (resource.isObject()) {
        byReference.putIfAbsent(entry.path("fullUrl").asText(), resource);
        byReference.putIfAbsent(
            resource.path("resourceType").asText() + "/" + resource.path("id").asText(), resource);
      }
    }
    return byReference::get;
  }
}
