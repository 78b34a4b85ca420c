package org.therafed.dicom.dcm4che;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.therafed.dicom.dcm4che",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule onlyTheEngineIsSeen =
      classes()
          .that()
          .arePublic()
          .and()
          .areTopLevelClasses()
          .should()
          .haveSimpleName("Dcm4cheEngine")
          .because("whoever chooses this engine sees the ports, and no type of dcm4che");

  @ArchTest
  static final ArchRule engineNamesNoTypeOfDcm4che =
      noClasses()
          .that()
          .haveSimpleName("Dcm4cheEngine")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.dcm4che3..")
          .because("a type of dcm4che in a signature would leave this module");

  @ArchTest
  static final ArchRule noFramework =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..", "org.hl7.fhir..")
          .because("the adapter is a library like the one it serves");
}
