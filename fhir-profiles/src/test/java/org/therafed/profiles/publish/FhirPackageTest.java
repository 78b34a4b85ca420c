package org.therafed.profiles.publish;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.NpmPackageValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.profiles.Examples;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.profile.Profile;

/** The npm package is what the classes of HL7 and HAPI take for one. */
class FhirPackageTest {
  private static final String VERSION = "0.1.0";

  @TempDir Path folder;

  private byte[] built() throws IOException {
    Path file = folder.resolve("package.tgz");
    PackageBuild.main(
        new String[] {
          VERSION,
          file.toString(),
          "src/test/resources/examples",
          "src/test/resources/examples-invalid"
        });
    return Files.readAllBytes(file);
  }

  @Test
  void theSameContentGivesTheSameBytes() throws IOException {
    assertThat(built()).isEqualTo(built());
  }

  @Test
  void hl7sReaderFindsManifestIndexAndResources() throws IOException {
    NpmPackage read = NpmPackage.fromPackage(new ByteArrayInputStream(built()));
    assertThat(read.name()).isEqualTo("therafed.fhir.profiles");
    assertThat(read.version()).isEqualTo(VERSION);
    assertThat(read.fhirVersion()).isEqualTo("4.0.1");
    assertThat(read.canonical()).isEqualTo("https://therafed.org/fhir");
    assertThat(read.listResources("StructureDefinition"))
        .hasSizeGreaterThan(Profile.values().length)
        .contains("StructureDefinition-atr-lab.json");
    for (String type :
        List.of("ValueSet", "CodeSystem", "SearchParameter", "CapabilityStatement")) {
      assertThat(read.listResources(type)).as(type).isNotEmpty();
    }
    for (String type :
        List.of("PlanDefinition", "ActivityDefinition", "ObservationDefinition", "Measure")) {
      assertThat(read.listResources(type)).as(type).isNotEmpty();
    }
    assertThat(read.listResources("Library"))
        .hasSameSizeAs(ModuleCatalog.standard().all())
        .contains("Library-rlt-psma.json");
    assertThat(read.hasFile("example", "atr-lab.json")).isTrue();
    assertThat(read.hasFile("example", "invalid-lab-wrong-unit.json")).isTrue();
    assertThat(read.hasFile("example", "invalid-lab-wrong-unit-outcome.json")).isTrue();
  }

  @Test
  void itsProfilesJudgeTheExamples() throws IOException, URISyntaxException {
    // HAPI takes packages from the class path alone.
    Path classes =
        Path.of(FhirPackageTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Files.write(classes.resolve("therafed-package.tgz"), built());
    FhirContext context = FhirContext.forR4Cached();
    NpmPackageValidationSupport published = new NpmPackageValidationSupport(context);
    published.loadPackageFromClasspath("classpath:therafed-package.tgz");
    FhirInstanceValidator instances =
        new FhirInstanceValidator(
            new ValidationSupportChain(
                published,
                new DefaultProfileValidationSupport(context),
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context)));
    instances.setNoExtensibleWarnings(true);
    FhirValidator validator = context.newValidator().registerValidatorModule(instances);
    for (String name : Examples.names()) {
      assertThat(errors(validator, Examples.read(name))).as(name).isEmpty();
    }
    for (String name : PublishedVerdictTest.invalid()) {
      assertThat(errors(validator, Examples.readInvalid(name))).as(name).isNotEmpty();
    }
  }

  private static List<String> errors(FhirValidator validator, JsonNode resource) {
    return validator.validateWithResult(resource.toString()).getMessages().stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(message -> message.getLocationString() + " " + message.getMessage())
        .toList();
  }

  /** Every resource of the package is itself valid FHIR R4 to our validator. */
  @Test
  void everyResourceIsValid() {
    Map<String, List<String>> invalid = new java.util.TreeMap<>();
    for (ObjectNode resource : PublicationTest.PUBLICATION.resources()) {
      List<String> errors = new ArrayList<>();
      PublicationTest.OURS.validate(resource).stream()
          .filter(v -> v.error())
          .forEach(v -> errors.add(v.path() + " " + v.kind() + " " + v.rule()));
      if (!errors.isEmpty()) {
        invalid.put(resource.path("url").asText(), errors);
      }
    }
    assertThat(invalid).isEmpty();
  }
}
