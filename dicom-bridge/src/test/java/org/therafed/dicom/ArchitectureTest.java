package org.therafed.dicom;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.therafed.dicom",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("dataset")
          .definedBy("org.therafed.dicom.dataset..")
          .layer("io")
          .definedBy("org.therafed.dicom.io..")
          .layer("net")
          .definedBy("org.therafed.dicom.net..")
          .layer("measure")
          .definedBy("org.therafed.dicom.measure..")
          .layer("convert")
          .definedBy("org.therafed.dicom.convert..")
          .whereLayer("dataset")
          .mayNotAccessAnyLayer()
          .whereLayer("io")
          .mayOnlyAccessLayers("dataset")
          .whereLayer("net")
          .mayOnlyAccessLayers("dataset", "io")
          .whereLayer("measure")
          .mayOnlyAccessLayers("dataset")
          .whereLayer("convert")
          .mayOnlyAccessLayers("dataset", "io", "measure")
          .because("a lower room must be usable, and testable, without the ones above it");

  @ArchTest
  static final ArchRule noFramework =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..", "org.dcm4che3..")
          .because("dicom-bridge is a library; applications bring their framework");

  @ArchTest
  static final ArchRule fhirModelStaysInConvert =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.therafed.dicom.convert..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.hl7.fhir..", "ca.uhn..")
          .because("reading, writing and sending DICOM needs no FHIR");

  @ArchTest
  static final ArchRule timeIsAnInput =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.LocalDate.class, "now")
          .orShould()
          .callMethod(java.time.LocalDateTime.class, "now")
          .orShould()
          .callMethod(java.time.OffsetDateTime.class, "now")
          .because("results must not depend on when they are computed");
}
