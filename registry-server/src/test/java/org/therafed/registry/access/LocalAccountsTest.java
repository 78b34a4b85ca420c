package org.therafed.registry.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.registry.Database;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.TestSite;
import org.therafed.runtime.login.LocalAccounts;
import org.therafed.runtime.login.LoginSettings;
import org.therafed.runtime.login.oidc.SignInSettings;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class LocalAccountsTest {

  private static final Pattern PRINTED = Pattern.compile("one-time password (\\S+)");

  @Inject Database database;
  @Inject DataSource dataSource;
  @Inject LoginSettings settings;
  @Inject Clock clock;

  @BeforeEach
  void beforeTheFirstStart() {
    database.execute("delete from account");
  }

  @AfterEach
  void theAdministratorOfTheOtherTests() throws SQLException {
    new LocalAccounts(dataSource, settings, SignInSettings.LOCAL, clock)
        .ensureAdministrator(new StartupEvent());
  }

  @Test
  void bootstrapPasswordIsPrintedOnceAndStoredAsHashOnly() throws SQLException {
    LocalAccounts accounts = accounts(Optional.empty());
    Matcher printed = PRINTED.matcher(printedAtStart(accounts));
    assertThat(printed.find()).isTrue();
    String password = printed.group(1);
    assertThat(password).hasSizeGreaterThanOrEqualTo(20);
    assertThat(printedAtStart(accounts)).doesNotContain("password");
    assertThat(accounts.rolesOf("admin", password)).contains(Set.of("admin"));
    assertThat(accounts.rolesOf("admin", password + "x")).isEmpty();
    assertThat(accounts.rolesOf("root", password)).isEmpty();
    assertThat(database.column("select password_hash from account"))
        .singleElement()
        .asString()
        .startsWith("$2a$10$");
    assertThat(database.everything()).doesNotContain(password);
  }

  @Test
  void configuredPasswordIsNotPrintedAndReplacesTheEarlierOne() throws SQLException {
    LocalAccounts first = accounts(Optional.of("earlier-one"));
    assertThat(printedAtStart(first)).isEmpty();
    LocalAccounts second = accounts(Optional.of("later-one"));
    assertThat(printedAtStart(second)).isEmpty();
    assertThat(second.rolesOf("admin", "earlier-one")).isEmpty();
    assertThat(second.rolesOf("admin", "later-one")).isPresent();
    assertThat(database.everything()).doesNotContain("later-one");
  }

  @Test
  void oneTimePasswordEndsAfterADayAndTheNextStartPrintsAnother() throws SQLException {
    Instant start = clock.instant();
    String first = oneTimePassword(accountsAt(start));
    LocalAccounts inTime = accountsAt(start.plus(Duration.ofHours(23)));
    assertThat(inTime.rolesOf("admin", first)).isPresent();
    assertThat(inTime.rolesOf("admin")).isPresent();
    assertThat(printedAtStart(inTime)).isEmpty();
    LocalAccounts late = accountsAt(start.plus(Duration.ofHours(24)));
    assertThat(late.rolesOf("admin", first)).isEmpty();
    assertThat(late.rolesOf("admin")).as("a session").isEmpty();
    String second = oneTimePassword(late);
    assertThat(late.rolesOf("admin", first)).isEmpty();
    assertThat(late.rolesOf("admin", second)).isPresent();
  }

  @Test
  void configuredPasswordDoesNotEnd() throws SQLException {
    printedAtStart(accountsAt(clock.instant()));
    printedAtStart(accounts(Optional.of("lasting-one")));
    LocalAccounts later =
        new LocalAccounts(
            dataSource,
            new Settings(Optional.of("lasting-one")),
            SignInSettings.LOCAL,
            Clock.fixed(clock.instant().plus(Duration.ofDays(900)), ZoneOffset.UTC));
    assertThat(later.rolesOf("admin", "lasting-one")).isPresent();
  }

  private LocalAccounts accounts(Optional<String> configured) {
    return new LocalAccounts(dataSource, new Settings(configured), SignInSettings.LOCAL, clock);
  }

  private LocalAccounts accountsAt(Instant now) {
    return new LocalAccounts(
        dataSource,
        new Settings(Optional.empty()),
        SignInSettings.LOCAL,
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private static String oneTimePassword(LocalAccounts accounts) throws SQLException {
    Matcher printed = PRINTED.matcher(printedAtStart(accounts));
    assertThat(printed.find()).isTrue();
    return printed.group(1);
  }

  @Test
  void blankConfiguredPasswordCountsAsNone() throws SQLException {
    LocalAccounts accounts = accounts(Optional.of(" "));
    assertThat(printedAtStart(accounts)).contains("one-time password");
    assertThat(accounts.rolesOf("admin", " ")).isEmpty();
  }

  @Test
  void routeWithoutARuleIsClosedEvenToTheAdministrator() throws SQLException {
    theAdministratorOfTheOtherTests();
    TestSite.asAdmin().get("/unlisted").then().statusCode(403);
    given().get("/unlisted").then().statusCode(403);
  }

  private static String printedAtStart(LocalAccounts accounts) throws SQLException {
    PrintStream terminal = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      accounts.ensureAdministrator(new StartupEvent());
    } finally {
      System.setOut(terminal);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private record Settings(Optional<String> administratorPassword) implements LoginSettings {
    @Override
    public Set<String> roles() {
      return Set.of("admin");
    }

    @Override
    public String administratorRole() {
      return "admin";
    }
  }
}
