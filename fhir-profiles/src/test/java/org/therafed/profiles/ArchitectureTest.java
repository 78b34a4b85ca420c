package org.therafed.profiles;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this library may depend on. A broken rule says why it is there. */
@AnalyzeClasses(
    packages = "org.therafed.profiles",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule NOTHING_OF_OURS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.therafed.gateway..",
              "org.therafed.registry..",
              "org.therafed.dicom..",
              "org.therafed.evidence..",
              "org.therafed.runtime..",
              "org.therafed.simulator..")
          .because("fhir-profiles is what the other modules share; it knows none of them");

  @ArchTest
  static final ArchRule NO_HAPI =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..",
              "javax.xml..",
              "org.w3c.dom..",
              "org.xml.sax..",
              "org.fhir.ucum..",
              "com.fasterxml.jackson..",
              "org.therafed.profiles..")
          .because("both applications load this library, the registry without HAPI");

  @ArchTest
  static final ArchRule NO_INPUT_OR_OUTPUT =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.therafed.profiles.publish.PackageBuild")
          .and()
          .doNotHaveFullyQualifiedName("org.therafed.profiles.publish.DefinitionPack")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.nio.file..",
              "java.net..",
              "java.sql..",
              "java.nio.channels..",
              "java.lang.reflect..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.File")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.FileInputStream")
          .because(
              "tables come from the class path, records from the caller; PackageBuild and"
                  + " DefinitionPack are run by the build alone");

  @ArchTest
  static final ArchRule TIME_IS_AN_INPUT =
      noClasses()
          .should()
          .callMethod(java.time.LocalDate.class, "now")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.OffsetDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because("a Clock is passed in");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("org.therafed.profiles.(*)..").should().beFreeOfCycles();
}
