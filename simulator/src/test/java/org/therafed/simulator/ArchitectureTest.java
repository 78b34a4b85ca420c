package org.therafed.simulator;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** What is true comes first; how it is sent, run and shown knows of it, and never the reverse. */
@AnalyzeClasses(
    packages = "org.therafed.simulator",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "org.therafed.simulator.";

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule modelsKnowOnlyThemselvesAndTerminology =
      ArchRuleDefinition.classes()
          .that()
          .resideInAPackage(ROOT + "model..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", ROOT + "model..", "org.therafed.profiles.terminology..");

  @ArchTest
  static final ArchRule recordsDoNotKnowHowTheyAreSentOrShown =
      ArchRuleDefinition.noClasses()
          .that()
          .resideInAnyPackage(ROOT + "person..", ROOT + "cohort..", ROOT + "record..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "channel..",
              ROOT + "folder..",
              ROOT + "process..",
              ROOT + "federation..",
              ROOT + "report..",
              ROOT + "command..");

  @ArchTest
  static final ArchRule theSimulatorNeverLinksTheApplications =
      ArchRuleDefinition.noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.therafed.gateway..", "org.therafed.registry..");
}
