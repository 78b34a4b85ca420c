package org.therafed.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.therafed.gateway.deidentify.DeidentifiedBundle;

@AnalyzeClasses(
    packages = "org.therafed.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "org.therafed.gateway.";

  private static ArchRule stage(String stage, String... knows) {
    String[] others =
        java.util.stream.Stream.of(
                "intake",
                "convert",
                "consent",
                "deidentify",
                "validate",
                "outbox",
                "forward",
                "flow",
                "ops")
            .filter(name -> !name.equals(stage) && !java.util.List.of(knows).contains(name))
            .map(name -> ROOT + name + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(ROOT + stage + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .because("a stage knows the values of the stage before it; flow joins them");
  }

  @ArchTest static final ArchRule INTAKE = stage("intake");
  @ArchTest static final ArchRule CONVERT = stage("convert", "intake");
  @ArchTest static final ArchRule CONSENT = stage("consent");
  @ArchTest static final ArchRule DEIDENTIFY = stage("deidentify");
  @ArchTest static final ArchRule VALIDATE = stage("validate", "deidentify");
  @ArchTest static final ArchRule OUTBOX = stage("outbox", "deidentify");
  @ArchTest static final ArchRule FORWARD = stage("forward", "deidentify");

  @ArchTest
  static final ArchRule ONLY_DEIDENTIFY_MAKES_WHAT_LEAVES =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "deidentify")
          .should()
          .callConstructorWhere(
              com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                  com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                      com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo(
                          DeidentifiedBundle.class))))
          .because("only de-identification can promise that a bundle may leave");

  @ArchTest
  static final ArchRule IDENTIFIED_BUNDLES_END_BEFORE_DEIDENTIFICATION =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + "outbox..", ROOT + "forward..", ROOT + "validate..")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("IdentifiedBundle")
          .because("what is identified must not reach a stage that sends");

  @ArchTest
  static final ArchRule KEYS_STAY_WITH_PSEUDONYMS =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "deidentify.pseudonym..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.google.crypto.tink..")
          .because("keys exist only in deidentify/pseudonym");

  @ArchTest
  static final ArchRule NOBODY_READS_THE_WALL_CLOCK =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "site")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.LocalDate.class, "now")
          .because("time is an input: inject java.time.Clock");

  @ArchTest
  static final ArchRule NO_EVIDENCE_OR_REGISTRY =
      classes()
          .that()
          .resideInAPackage("org.therafed.gateway..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("org.therafed.registry..");
}
