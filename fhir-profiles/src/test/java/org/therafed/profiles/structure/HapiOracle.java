package org.therafed.profiles.structure;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** HAPI's instance validator over the same definitions, offline. */
public final class HapiOracle {
  private final FhirValidator validator;
  private final ValidationSupportChain chain;

  /** A validator over R4 and these conformance resources. */
  public HapiOracle(List<JsonNode> definitions) {
    this(given(definitions));
  }

  /** A validator over R4 and what is given. */
  public HapiOracle(IValidationSupport given) {
    FhirContext context = FhirContext.forR4Cached();
    chain =
        new ValidationSupportChain(
            given,
            new DefaultProfileValidationSupport(context),
            new CommonCodeSystemsTerminologyService(context),
            new InMemoryTerminologyServerValidationSupport(context));
    FhirInstanceValidator instances = new FhirInstanceValidator(chain);
    instances.setAnyExtensionsAllowed(true);
    instances.setErrorForUnknownProfiles(false);
    instances.setNoExtensibleWarnings(true);
    validator = context.newValidator().registerValidatorModule(instances);
  }

  private static IValidationSupport given(List<JsonNode> definitions) {
    FhirContext context = FhirContext.forR4Cached();
    PrePopulatedValidationSupport given = new PrePopulatedValidationSupport(context);
    for (JsonNode definition : definitions) {
      String type = definition.path("resourceType").asText();
      boolean structure = type.equals("StructureDefinition") && definition.has("snapshot");
      if (structure || type.equals("ValueSet") || type.equals("CodeSystem")) {
        IBaseResource resource = context.newJsonParser().parseResource(definition.toString());
        switch (type) {
          case "StructureDefinition" -> given.addStructureDefinition(resource);
          case "ValueSet" -> given.addValueSet(resource);
          default -> given.addCodeSystem(resource);
        }
      }
    }
    return given;
  }

  /** The errors HAPI finds, each as {@code id @place text}. */
  public List<String> errors(JsonNode resource) {
    return errors(resource.toString());
  }

  /**
   * As {@link #errors(String)}, where one coding of the value set is enough for a concept (R4
   * section 4.1.4.1). HAPI wants all of them to be of it, unless it is told so.
   */
  public List<String> errorsWithOneCodingEnough(String resource) {
    chain.setCodeableConceptValidationSuccessfulIfNotAllCodingsAreValid(true);
    try {
      return errors(resource);
    } finally {
      chain.setCodeableConceptValidationSuccessfulIfNotAllCodingsAreValid(false);
    }
  }

  /** As {@link #errors(JsonNode)}, from text. */
  public List<String> errors(String resource) {
    try {
      return validator.validateWithResult(resource).getMessages().stream()
          .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
          .map(m -> m.getMessageId() + " @" + m.getLocationString() + " " + m.getMessage())
          .toList();
    } catch (DataFormatException e) {
      return List.of("unreadable " + e.getMessage());
    } catch (RuntimeException e) {
      // Its parser ends so over some broken input: no verdict, but a refusal.
      return List.of("ends with " + e.getClass().getSimpleName());
    }
  }
}
