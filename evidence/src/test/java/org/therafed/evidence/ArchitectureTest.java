package org.therafed.evidence;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.disclosure.DisclosedResult;

/** What this library may depend on, and who may make what. */
@AnalyzeClasses(packages = "org.therafed", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule dependsOnNothingButMathematicsAndJson =
      classes()
          .that()
          .resideInAPackage("org.therafed.evidence..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java.lang..",
              "java.util..",
              "java.math..",
              "java.time..",
              // Digests of packages that two parties compare, and masks between sites.
              "java.security..",
              "java.nio.charset..",
              "javax.crypto..",
              "org.hipparchus..",
              "com.fasterxml.jackson..",
              "org.therafed.evidence..")
          .because("it runs in two applications and a distributed engine; move I/O to the caller");

  @ArchTest
  static final ArchRule jsonOnlyWhereSomethingIsSerialised =
      noClasses()
          .that()
          .resideOutsideOfPackages("..partial..", "..rounds..", "..results..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml.jackson.databind..")
          .because("mapping is PartialJson's; a partial carries annotations only");

  @ArchTest
  static final ArchRule cryptographyOnlyWhereSumsAreMasked =
      noClasses()
          .that()
          .resideOutsideOfPackage("..rounds.mask..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("javax.crypto..");

  @ArchTest
  static final ArchRule onlyDisclosureMakesDisclosedResults =
      constructors()
          .that()
          .areDeclaredInClassesThat()
          .implement(DisclosedResult.class)
          .should()
          .bePackagePrivate()
          .because("what may be published is decided in one place");

  @ArchTest
  static final ArchRule estimatorsKnowNothingOfDisclosure =
      noClasses()
          .that()
          .resideOutsideOfPackage("..disclosure..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..disclosure..");

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching("org.therafed.evidence.(*)..").should().beFreeOfCycles();

  @Test
  void disclosedResultsAreFinalAndHaveNoPublicConstructor() {
    assertThat(DisclosedResult.class.isSealed()).isTrue();
    for (Class<?> type : DisclosedResult.class.getPermittedSubclasses()) {
      assertThat(Modifier.isFinal(type.getModifiers())).as(type.getName()).isTrue();
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        assertThat(Modifier.isPublic(constructor.getModifiers())).as(type.getName()).isFalse();
      }
    }
  }
}
