package org.therafed.runtime.login;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.therafed.runtime.login.oidc.SignInSettings;

/**
 * Accounts of people in the embedded default. At first start there is one, {@code admin}; its
 * password is the configured one, else a random one that is printed once, stored as a hash only and
 * taken for a day. A start after that day prints another. Further accounts begin with such a
 * one-time password, too. Reads the roles of people who came by a provider as well, whose accounts
 * stand beside these without a password. Blocking: called on worker threads.
 */
@ApplicationScoped
public class LocalAccounts {

  /** The account that is there from the first start. */
  public static final String ADMIN = "admin";

  /** Long enough to install a registry, too short for a note that somebody finds later. */
  private static final Duration ONE_TIME = Duration.ofHours(24);

  private final DataSource database;
  private final LoginSettings settings;
  private final SignInSettings ways;
  private final Clock clock;

  public LocalAccounts(
      DataSource database, LoginSettings settings, SignInSettings ways, Clock clock) {
    this.database = database;
    this.settings = settings;
    this.ways = ways;
    this.clock = clock;
  }

  /** Whether they are taken at all; if not, people come by the provider alone. */
  public boolean areTaken() {
    return ways.local();
  }

  /** Makes the administrator's account where there is none, or one whose password has ended. */
  public void ensureAdministrator(@Observes StartupEvent started) throws SQLException {
    if (!ways.local()) {
      return;
    }
    Optional<String> configured =
        settings.administratorPassword().filter(password -> !password.isBlank());
    if (configured.isPresent()) {
      save(ADMIN, settings.administratorRole(), configured.get(), null);
    } else if (find(ADMIN).isEmpty()) {
      String password = random();
      save(ADMIN, settings.administratorRole(), password, clock.instant().plus(ONE_TIME));
      // On the terminal, not in the log: logs are collected, and this is shown once.
      System.out.println(
          "Log in as admin with the one-time password "
              + password
              + " within 24 hours; set THERAFED_ADMIN_PASSWORD for a lasting one.");
    }
  }

  /**
   * A further account, or a new one-time password of one that is there.
   *
   * @param role one of {@link LoginSettings#roles}
   * @return the password, which is stored as a hash only and taken for a day
   */
  public String open(String name, String role) throws SQLException {
    String password = random();
    save(name, role, password, clock.instant().plus(ONE_TIME));
    return password;
  }

  /** Ends an account, with its sessions: roles are read anew for each request. */
  public boolean close(String name) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("delete from account where name = ?")) {
      delete.setString(1, name);
      return delete.executeUpdate() > 0;
    }
  }

  /** Gives an account a password without an end. */
  public void keepPassword(String name, String password) throws SQLException {
    save(name, String.join(",", rolesOf(name).orElseThrow()), password, null);
  }

  /** Every account, by name. */
  public List<Listed> all() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select name, roles, valid_until, issuer, subject, label, organisation,"
                    + " signed_in_at from account order by name");
        ResultSet rows = query.executeQuery()) {
      List<Listed> accounts = new ArrayList<>();
      while (rows.next()) {
        accounts.add(listed(rows));
      }
      return accounts;
    }
  }

  private static Listed listed(ResultSet row) throws SQLException {
    Instant end = instant(row, 3);
    return row.getString(4) == null
        ? new Listed(row.getString(1), row.getString(2), end, null)
        : new Listed(
            row.getString(1),
            row.getString(2),
            null,
            new Provided(
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                instant(row, 8),
                end));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /**
   * An account as the administrator sees it.
   *
   * @param oneTimeUntil end of a one-time password that nobody has replaced; null: replaced
   * @param provided what the provider says of its person; null for a local account
   */
  public record Listed(String name, String role, Instant oneTimeUntil, Provided provided) {}

  /**
   * A person as the provider said at the latest sign-in.
   *
   * @param issuer the provider
   * @param subject the person there
   * @param label how the person is called there; may be empty
   * @param organisation whom the person belongs to; may be empty
   * @param signedInAt when
   * @param until when the person has to sign in again
   */
  public record Provided(
      String issuer,
      String subject,
      String label,
      String organisation,
      Instant signedInAt,
      Instant until) {}

  private static String random() {
    byte[] random = new byte[15];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** The roles of a person who gives the right password in time. */
  public Optional<Set<String>> rolesOf(String name, String password) {
    try {
      return find(name)
          .filter(account -> ways.local() && account.passwordHash() != null)
          .filter(account -> BcryptUtil.matches(password, account.passwordHash()))
          .map(Account::roleSet);
    } catch (SQLException e) {
      throw new IllegalStateException("The accounts cannot be read.", e);
    }
  }

  /** The roles of a person whose session is valid. */
  public Optional<Set<String>> rolesOf(String name) {
    return session(name).map(Account::roleSet);
  }

  /** The account of a person whose session is valid. */
  Optional<Account> session(String name) {
    try {
      return find(name).filter(account -> isTaken(account.passwordHash() == null));
    } catch (SQLException e) {
      throw new IllegalStateException("The accounts cannot be read.", e);
    }
  }

  /** Sessions end with the way that they came by. */
  private boolean isTaken(boolean provided) {
    return provided ? ways.provider().isPresent() : ways.local();
  }

  /** What a person may be in this application. */
  public Set<String> roles() {
    return settings.roles();
  }

  /** An account whose password has not run out. */
  private Optional<Account> find(String name) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select name, password_hash, roles, coalesce(label, '') from account where name = ? and (valid_until is"
                    + " null or valid_until > ?)")) {
      query.setString(1, name);
      query.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Account(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
            : Optional.empty();
      }
    }
  }

  private void save(String name, String role, String password, Instant validUntil)
      throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into account (name, password_hash, roles, valid_until) values (?, ?, ?,"
                    + " ?) on conflict (name) do update set password_hash = excluded.password_hash,"
                    + " roles = excluded.roles, valid_until = excluded.valid_until")) {
      insert.setString(1, name);
      insert.setString(2, BcryptUtil.bcryptHash(password, settings.passwordCost()));
      insert.setString(3, role);
      insert.setObject(4, validUntil == null ? null : validUntil.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }
}
