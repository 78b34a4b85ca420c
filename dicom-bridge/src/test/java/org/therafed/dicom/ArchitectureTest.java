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
          .layer("web")
          .definedBy("org.therafed.dicom.web..")
          .layer("engine")
          .definedBy("org.therafed.dicom.engine..")
          .layer("measure")
          .definedBy("org.therafed.dicom.measure..")
          .layer("quantity")
          .definedBy("org.therafed.dicom.quantity..")
          .layer("sr")
          .definedBy("org.therafed.dicom.sr..")
          .layer("pixel")
          .definedBy("org.therafed.dicom.pixel..")
          .layer("dose")
          .definedBy("org.therafed.dicom.dose..")
          .layer("deidentify")
          .definedBy("org.therafed.dicom.deidentify..")
          .layer("convert")
          .definedBy("org.therafed.dicom.convert..")
          .layer("cli")
          .definedBy("org.therafed.dicom.cli..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("dataset")
          .mayNotAccessAnyLayer()
          .whereLayer("io")
          .mayOnlyAccessLayers("dataset")
          .whereLayer("net")
          .mayOnlyAccessLayers("dataset", "io")
          .whereLayer("web")
          .mayOnlyAccessLayers("dataset", "io", "net")
          .whereLayer("engine")
          .mayOnlyAccessLayers("dataset", "io", "net")
          .whereLayer("measure")
          .mayOnlyAccessLayers("dataset")
          .whereLayer("sr")
          .mayOnlyAccessLayers("dataset")
          .whereLayer("pixel")
          .mayOnlyAccessLayers("dataset", "io")
          .whereLayer("quantity")
          .mayOnlyAccessLayers("dataset", "io", "measure", "pixel")
          .whereLayer("dose")
          .mayOnlyAccessLayers("dataset", "io", "measure", "pixel", "quantity")
          .whereLayer("deidentify")
          .mayOnlyAccessLayers("dataset", "io", "pixel")
          .whereLayer("convert")
          .mayOnlyAccessLayers("dataset", "io", "measure", "quantity", "sr", "dose")
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
  static final ArchRule commandLineNeedsNoFhir =
      noClasses()
          .that()
          .resideInAPackage("org.therafed.dicom.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.therafed.dicom.convert..")
          .because("the runnable jar holds no FHIR library");

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
