package org.therafed.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What both applications run on knows neither of them; each rule says how to mend a breach. */
@AnalyzeClasses(
    packages = "org.therafed.runtime",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "org.therafed.runtime";

  @ArchTest
  static final ArchRule knowsNeitherApplicationNorMedicine =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.therafed.gateway..",
              "org.therafed.registry..",
              "org.therafed.profiles..",
              "org.therafed.evidence..",
              "org.therafed.dicom..")
          .because(
              "both applications stand on it: hand in what differs, as settings or a function");

  @ArchTest
  static final ArchRule featuresDoNotKnowEachOther =
      slices()
          .matching(ROOT + ".(*)..")
          .should()
          .notDependOnEachOther()
          .because("ApplicationRuntime joins them: pass the value through it");

  @ArchTest
  static final ArchRule featuresDoNotKnowWhatJoinsThem =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".postgres..", ROOT + ".telemetry..")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("ApplicationRuntime")
          .because("a feature is started, it does not start: return what the caller needs");

  @ArchTest
  static final ArchRule spansLeaveThroughOneDoor =
      noClasses()
          .that()
          .doNotHaveSimpleName("SpanExporterProducer")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry.exporter..")
          .because("an exporter of its own would pass SpansWithoutContent by: inject SpanExporter");

  @ArchTest
  static final ArchRule oneClassReadsTheEnvironment =
      noClasses()
          .that()
          .doNotHaveSimpleName("Setting")
          .should()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getenv")
          .because("a setting has one name in both forms: add it to Setting");

  @ArchTest
  static final ArchRule oneClassEndsTheProcess =
      noClasses()
          .that()
          .doNotHaveSimpleName("ApplicationRuntime")
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class)
          .because("PostgreSQL must end last: throw a StartupFault");
}
