package org.therafed.registry;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import java.net.URL;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.evidence.disclosure.DisclosedResult;
import org.therafed.evidence.disclosure.Disclosure;

/** Who may know whom in the registry; each rule says how to mend a breach. */
@AnalyzeClasses(
    packages = "org.therafed.registry",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "org.therafed.registry.";
  private static final List<String> STAGES =
      List.of("ingest", "store", "facts", "cohort", "estimate", "disclose", "publish");

  @ArchTest static final ArchRule ingest = stage("ingest", nothing());
  @ArchTest static final ArchRule store = stage("store", rootOf("ingest"));
  @ArchTest static final ArchRule facts = stage("facts", rootOf("store"));
  @ArchTest static final ArchRule cohort = stage("cohort", nothing());
  @ArchTest static final ArchRule estimate = stage("estimate", rootOf("cohort"));
  @ArchTest static final ArchRule disclose = stage("disclose", rootOf("estimate"));

  /** A question travels from publish to cohort and back beside its answer. */
  @ArchTest
  static final ArchRule publish =
      stage(
          "publish",
          DescribedPredicate.describe(
              "Disclosed, Question and Selection",
              type ->
                  type.getName()
                      .matches(
                          ROOT
                              + "(disclose\\.Disclosed|cohort\\.(Question|Selection)(\\$\\w+)?)")));

  @ArchTest
  static final ArchRule whatHasBegunGoesToItsEnd =
      methods()
          .that()
          .haveRawReturnType(Uni.class)
          .and()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(Path.class)
          .and()
          .arePublic()
          .should()
          .beDeclaredInClassesThat()
          .areAnnotatedWith(Cancellable.class)
          .because(
              "a caller who hangs up would cancel a transaction, and its connection would never come"
                  + " back to the pool: annotate the resource with @Cancellable(false)");

  @ArchTest
  static final ArchRule onlyFlowJoins =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "flow..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "flow..")
          .because(
              "stages never call onward: declare a port in the stage and let flow implement it");

  @ArchTest
  static final ArchRule stagesKnowNoPageAndNoOnboarding =
      noClasses()
          .that()
          .resideInAnyPackage(packages(STAGES))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + "console..", ROOT + "onboarding..")
          .because("pages and onboarding ask stages, not the other way: pass what is needed in");

  @ArchTest
  static final ArchRule stagesReportToNobody =
      noClasses()
          .that()
          .resideInAnyPackage(packages(STAGES))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + "ops..", ROOT + "audit..")
          .because("flow reports every outcome to ops and audit: return it, or fail with a code");

  @ArchTest
  static final ArchRule adaptersAreKnownByFlowOnly =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "flow..", ROOT + "store.postgres..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "store.postgres..")
          .because("adapters sit below their feature: ask the feature, or let flow join them");

  @ArchTest
  static final ArchRule faultsAreKnownByAllAndKnowNobody =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "fault..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.therafed.registry..")
                  .and(not(resideInAPackage(ROOT + "fault.."))))
          .because("every package fails through it: pass what it must say as a safe argument");

  @ArchTest
  static final ArchRule sharesOnlyProfilesEvidenceAndRuntime =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.therafed..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "org.therafed.registry..",
                              "org.therafed.profiles..",
                              "org.therafed.evidence..",
                              "org.therafed.runtime.."))))
          .because("gateway and registry share only these: move the shared type to fhir-profiles");

  @ArchTest
  static final ArchRule registryCallsNobody =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net.http..",
              "io.vertx.ext.web.client..",
              "io.vertx.mutiny.ext.web.client..",
              "org.eclipse.microprofile.rest.client..",
              "jakarta.ws.rs.client..",
              "org.apache.http..",
              "okhttp3..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.vertx.core.http.HttpClient")
          .orShould()
          .callMethod(URL.class, "openConnection")
          .orShould()
          .callMethod(URL.class, "openStream")
          .because("the registry never calls a site: a receipt is the reply, sites ask");

  @ArchTest
  static final ArchRule onlyEvidenceMakesDisclosedResults =
      noClasses()
          .should()
          .callConstructorWhere(
              JavaCall.Predicates.target(
                  HasOwner.Predicates.With.<JavaClass>owner(assignableTo(DisclosedResult.class))))
          .because("only evidence.disclosure decides what may be shown: give it a Finding");

  @ArchTest
  static final ArchRule onePublicationDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "disclose")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Disclosure.class)
          .because(
              "there is one door with one policy and one ledger: call PublicationDoor in flow");

  @ArchTest
  static final ArchRule publishAndConsoleSeeOnlyWhatIsDisclosed =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + "publish..", ROOT + "console..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.therafed.evidence..")
                  .and(not(resideInAPackage("org.therafed.evidence.disclosure")))
                  .or(resideInAnyPackage(ROOT + "estimate..", ROOT + "facts..", ROOT + "store..")))
          .because(
              "undisclosed figures and rows end at disclose: read the Disclosed… types instead");

  @ArchTest
  static final ArchRule consoleSeesOnlyPublished =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "console..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "ingest..", ROOT + "cohort..", ROOT + "disclose..", ROOT + "access..")
          .because("the page prints published answers: ask Publisher");

  @ArchTest
  static final ArchRule keysStayWithLinkage =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "ingest.linkage..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.google.crypto.tink..", "javax.crypto..")
          .because("keys of persons exist only in ingest/linkage: hand in a LinkageToken");

  @ArchTest
  static final ArchRule timeIsAnInput =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.LocalDate.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because("tests must be able to set the time: inject java.time.Clock");

  @ArchTest
  static final ArchRule noHapiAndNoGateway =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "ca.uhn..", "org.hl7.fhir..", "org.therafed.dicom..", "org.therafed.gateway..")
          .because("records stay JSON on the way through the registry: read them with Jackson");

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices()
          .matching("org.therafed.registry.(*)..")
          .should()
          .beFreeOfCycles()
          .because(
              "a cycle is one feature in two packages: move the shared type or invert by a port");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ca/uhn/fhir/context/FhirContext.class",
        "org/hl7/fhir/r4/model/Patient.class",
        "org/therafed/dicom/dataset/DataSet.class",
        "org/therafed/dicom/package-info.class"
      })
  void hapiAndDicomAreNotOnTheClassPath(String resource) {
    assertThat(getClass().getClassLoader().getResource(resource)).isNull();
  }

  @Test
  void noJarOfHapiOrDicomBridgeIsOnTheClassPath() {
    String separator = System.getProperty("path.separator");
    assertThat(System.getProperty("java.class.path").split(separator, -1))
        .noneMatch(entry -> entry.matches(".*(hapi-fhir|org\\.hl7\\.fhir|dicom-bridge).*"));
  }

  private static ArchRule stage(String stage, DescribedPredicate<JavaClass> known) {
    String[] others = packages(STAGES.stream().filter(other -> !other.equals(stage)).toList());
    return noClasses()
        .that()
        .resideInAPackage(ROOT + stage + "..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(others).and(not(known)))
        .because(
            "a stage imports only the root types of the stage before it: move the type there, or let"
                + " flow pass the value in");
  }

  /** Values and read interfaces of a stage: neither what works in it nor its routes. */
  private static DescribedPredicate<JavaClass> rootOf(String stage) {
    return resideInAPackage(ROOT + stage)
        .and(not(annotatedWith(ApplicationScoped.class)))
        .and(not(annotatedWith(Path.class)))
        .as("values of " + stage);
  }

  private static DescribedPredicate<JavaClass> nothing() {
    return DescribedPredicate.alwaysFalse();
  }

  private static String[] packages(List<String> stages) {
    return stages.stream().map(stage -> ROOT + stage + "..").toArray(String[]::new);
  }
}
