package org.therafed.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.therafed.gateway.deidentify.DeidentifiedBundle;

@AnalyzeClasses(
    packages = "org.therafed.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "org.therafed.gateway.";

  private static final List<String> STAGES =
      List.of(
          "intake",
          "convert",
          "consent",
          "deidentify",
          "validate",
          "quarantine",
          "outbox",
          "forward",
          "flow",
          "ops");

  private static ArchRule stage(String stage, String... knows) {
    String[] others =
        STAGES.stream()
            .filter(name -> !name.equals(stage) && !List.of(knows).contains(name))
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

  private static ArchRule unknownTo(String from, String... to) {
    return noClasses()
        .that()
        .resideInAPackage(ROOT + from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(Stream.of(to).map(name -> ROOT + name).toArray(String[]::new));
  }

  @ArchTest static final ArchRule INTAKE = stage("intake");
  @ArchTest static final ArchRule CONVERT = stage("convert", "intake");
  @ArchTest static final ArchRule CONSENT = stage("consent");
  @ArchTest static final ArchRule DEIDENTIFY = stage("deidentify");
  @ArchTest static final ArchRule VALIDATE = stage("validate", "deidentify");
  @ArchTest static final ArchRule QUARANTINE = stage("quarantine", "intake");
  @ArchTest static final ArchRule OUTBOX = stage("outbox", "deidentify");
  @ArchTest static final ArchRule FORWARD = stage("forward");

  @ArchTest
  static final ArchRule FLOW_REPORTS_WITHOUT_KNOWING_WHO_LOOKS =
      unknownTo("flow..", "ops..").because("ops reads what flow recorded");

  @ArchTest
  static final ArchRule WHAT_ALL_STAGES_STAND_ON =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + "database..",
              ROOT + "fault..",
              ROOT + "http..",
              ROOT + "module..",
              ROOT + "site..",
              ROOT + "trace..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              STAGES.stream().map(name -> ROOT + name + "..").toArray(String[]::new))
          .because("what every stage uses knows no stage");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching(ROOT + "(*)..").should().beFreeOfCycles().because("data flows one way");

  @ArchTest
  static final ArchRule WAYS_IN_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .matching(ROOT + "intake.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(alwaysTrue(), resideInAPackage(ROOT + "intake.object.."))
          .because("each way in is an adapter with the same port; objects have one store");

  @ArchTest
  static final ArchRule OBJECT_STORE_KNOWS_NO_WAY_IN =
      unknownTo("intake.object..", "intake.dimse..", "intake.dicomweb..", "intake.pull..")
          .because("adapters know the store of objects, not the other way round");

  @ArchTest
  static final ArchRule INTAKE_ROOT =
      unknownTo(
              "intake",
              "intake.object..",
              "intake.dimse..",
              "intake.fhir..",
              "intake.hl7..",
              "intake.form..",
              "intake.table..")
          .because("adapters sit below their feature and know it, not the other way round");

  @ArchTest
  static final ArchRule FORWARD_ROOT =
      unknownTo("forward", "forward.http..")
          .because("adapters sit below their feature and know it, not the other way round");

  @ArchTest
  static final ArchRule FHIR_CONVERTER =
      unknownTo(
              "convert.fhir..",
              "intake.object..",
              "intake.hl7..",
              "convert.hl7..",
              "intake.table..",
              "convert.table..")
          .because("a converter knows the values of its own way in");

  @ArchTest
  static final ArchRule TABLE_CONVERTER =
      unknownTo(
              "convert.table..",
              "intake.object..",
              "intake.hl7..",
              "convert.hl7..",
              "intake.fhir..",
              "convert.fhir..")
          .because("a converter knows the values of its own way in");

  @ArchTest
  static final ArchRule MESSAGE_CONVERTER =
      unknownTo("convert.hl7..", "intake.object..", "intake.fhir..", "convert.fhir..")
          .because("a message becomes rows of the tables, and records by their one converter");

  @ArchTest
  static final ArchRule FORM_CONVERTER =
      unknownTo(
              "convert.form..",
              "intake.object..",
              "intake.hl7..",
              "convert.hl7..",
              "intake.fhir..",
              "convert.fhir..")
          .because("a form becomes rows of the tables, and records by their one converter");

  @ArchTest
  static final ArchRule PAGES_ARE_KNOWN_BY_NOBODY =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "console..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "console..")
          .because("pages ask the gateway, not the other way: pass what is needed in");

  @ArchTest
  static final ArchRule ONLY_ROOT_TYPES_OF_DEIDENTIFY =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + "validate..", ROOT + "outbox..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + "deidentify.pseudonym..", ROOT + "deidentify.dateshift..")
          .because("a stage imports only the root types of the stage before it");

  @ArchTest
  static final ArchRule ONLY_DEIDENTIFY_MAKES_PSEUDONYMS =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "deidentify..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(".*\\.pseudonym\\.(Pseudonyms|FederationKey|KeyFiles)")
          .because("what is keyed is made in de-identification only");

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
