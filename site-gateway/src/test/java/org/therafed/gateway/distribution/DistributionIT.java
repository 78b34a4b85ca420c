package org.therafed.gateway.distribution;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Packages;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.profiles.distribution.PackageContent;
import org.therafed.profiles.distribution.PackageKind;
import org.therafed.profiles.distribution.SignedPackage;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Packages from the registry to the records of a hospital. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class DistributionIT extends WithRegistry {

  @Inject PackageUpdates updates;

  private static final String COURSES = "mrn,course_id,module,modality,started_on,ended_on,status";

  private void handOut(SignedPackage each) {
    registry.handOut(each.manifest().name(), each.bytes());
    registry.knows(PackageContent.modules(each));
  }

  private static JsonPath fetch() {
    return given().post("/ops/packages/fetch").then().statusCode(200).extract().jsonPath();
  }

  private static int accepted(String kind, String... lines) {
    return Gateway.table(kind, lines).jsonPath().getInt("accepted");
  }

  private List<String> modulesOfCourses() {
    return registry.resources("Procedure").stream()
        .flatMap(course -> course.path("extension").findValuesAsText("valueCanonical").stream())
        .map(canonical -> canonical.substring(canonical.lastIndexOf('/') + 1))
        .toList();
  }

  @Test
  void courseKeepsTheVersionOfItsModuleThroughACorrectionAfterALaterVersionCame() {
    assertThat(
            accepted(
                "courses", COURSES, "DIS-1,C1,dist-course,radioligand,2025-01-10,,in-progress"))
        .as("before the module is handed out")
        .isZero();
    handOut(Packages.module("dist-course-package", 1, "dist-course", "1.0.0"));
    fetch();
    Gateway.personWithConsent("DIS-1", "");
    assertThat(
            accepted(
                "courses", COURSES, "DIS-1,C1,dist-course,radioligand,2025-01-10,,in-progress"))
        .isEqualTo(1);
    Gateway.settled();
    assertThat(modulesOfCourses()).containsExactly("dist-course|1.0.0");

    handOut(Packages.module("dist-course-package", 2, "dist-course", "1.1.0"));
    fetch();
    accepted(
        "courses", COURSES, "DIS-1,C1,dist-course,radioligand,2025-01-10,2025-05-01,completed");
    accepted("courses", COURSES, "DIS-1,C2,dist-course,radioligand,2025-06-10,,in-progress");
    Gateway.settled();
    Eventually.holds("all three are sent", () -> modulesOfCourses().size() == 3);
    assertThat(modulesOfCourses())
        .containsExactlyInAnyOrder("dist-course|1.0.0", "dist-course|1.0.0", "dist-course|1.1.0");
  }

  @Test
  void packageByWhichACodeWouldMeanTwoThingsIsNotPutToUse() {
    String test =
        "1.0.0\nbiomarkers: [{id: a, loinc: 6875-9, name: CA 15-3, unit: %s, plausibleMin: 0, plausibleMax: 9}]";
    handOut(Packages.module("dist-unit-a", 1, "dist-unit-a", test.formatted("U/mL")));
    handOut(Packages.module("dist-unit-b", 1, "dist-unit-b", test.formatted("ng/mL")));
    JsonPath state = fetch();
    assertThat(state.getList("packages.name", String.class))
        .contains("dist-unit-a")
        .doesNotContain("dist-unit-b");
    assertThat(state.getString("problems.find { it.package == 'dist-unit-b' }.code"))
        .isEqualTo("FP-TERM-002");
  }

  @Test
  void policyAndTablesOfTheRegistryAreInUseOnceTheyAreFetched() {
    hand(Packages.of(PackageKind.POLICY, "dist-policy", 1, "dist-quorum: 5\ndist-mode: strict\n"));
    hand(
        Packages.of(PackageKind.CODE_TABLE, "dist-codes", 1, "system,code,en,zh\nurn:dist,A1,,\n"));
    hand(
        Packages.of(
            PackageKind.TARIFF,
            "dist-tariffs",
            1,
            "city,year,scheme,code,amount,currency\n990000,2025,DRG,AA11,9000,CNY\n"));
    JsonPath state = fetch();
    assertThat(state.getMap("policy"))
        .containsEntry("dist-quorum", "5")
        .containsEntry("dist-mode", "strict");
    assertThat(updates.tables().lacks("urn:dist", "A1")).isFalse();
    assertThat(updates.tables().lacks("urn:dist", "A2")).isTrue();
    assertThat(updates.tables().lacks("urn:other", "A2")).isFalse();
    assertThat(updates.tables().lacksTariff("990000", 2024, 2026, "DRG", "AA11")).isFalse();
    assertThat(updates.tables().lacksTariff("990000", 2024, 2026, "DRG", "AA13")).isTrue();
    // One name twice: the policy before it stays in use.
    hand(Packages.of(PackageKind.POLICY, "dist-policy", 2, "dist-quorum: 1\ndist-quorum: 2\n"));
    JsonPath mistaken = fetch();
    assertThat(mistaken.getString("problems.find { it.package == 'dist-policy' }.code"))
        .isEqualTo("FP-PACKAGE-006");
    assertThat(mistaken.getMap("policy")).containsEntry("dist-quorum", "5");
    hand(Packages.of(PackageKind.POLICY, "dist-policy", 3, "dist-quorum: 7\n"));
    assertThat(fetch().getMap("policy"))
        .containsEntry("dist-quorum", "7")
        .doesNotContainKey("dist-mode");
  }

  private void hand(SignedPackage each) {
    registry.handOut(each.manifest().name(), each.bytes());
  }

  private enum Mistake {
    WRONG_SIGNATURE("FP-PACKAGE-002"),
    TRUNCATED("FP-PACKAGE-001"),
    OLDER("FP-PACKAGE-005"),
    UNKNOWN_FORMAT("FP-PACKAGE-003"),
    OTHER_NAME("GW-PACKAGE-003"),
    UNUSABLE("FP-MODULE-001");

    private final String code;

    Mistake(String code) {
      this.code = code;
    }

    String packageName() {
      return "dist-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    byte[] bytes() {
      String name = packageName();
      byte[] later = Packages.module(name, 6, name, "2.0.0").bytes();
      return switch (this) {
        case WRONG_SIGNATURE -> Packages.foreign(name, 6, name).bytes();
        case TRUNCATED -> Arrays.copyOf(later, later.length / 2);
        case OLDER -> Packages.module(name, 4, name, "0.9.0").bytes();
        case UNKNOWN_FORMAT -> Packages.ofFormat(99, name);
        case OTHER_NAME -> Packages.module("dist-another", 6, name, "2.0.0").bytes();
        case UNUSABLE -> Packages.module(name, 6, name, "two: zero").bytes();
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Mistake.class)
  void whateverIsWrongWithAPackageTheOneBeforeStaysInUseAndTheReasonIsNamed(Mistake mistake) {
    String name = mistake.packageName();
    handOut(Packages.module(name, 5, name, "1.0.0"));
    assertThat(fetch().getList("problems.package", String.class)).doesNotContain(name);
    registry.handOut(name, mistake.bytes());
    JsonPath state = fetch();
    Map<String, Object> problem = state.getMap("problems.find { it.package == '" + name + "' }");
    assertThat(problem).containsEntry("code", mistake.code);
    assertThat(state.getInt("packages.find { it.name == '" + name + "' }.version")).isEqualTo(5);
    assertThat(
            accepted(
                "courses",
                COURSES,
                "DIS-9," + name + "," + name + ",radioligand,2025-01-10,,in-progress"))
        .isEqualTo(1);
    // Once it is mended, it is taken and the reason is gone.
    handOut(Packages.module(name, 7, name, "2.0.0"));
    JsonPath mended = fetch();
    assertThat(mended.getList("problems.package", String.class)).doesNotContain(name);
    assertThat(mended.getInt("packages.find { it.name == '" + name + "' }.version")).isEqualTo(7);
  }
}
