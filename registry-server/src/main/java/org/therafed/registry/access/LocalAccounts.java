package org.therafed.registry.access;

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
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.therafed.registry.settings.RegistryConfig;

/**
 * Accounts of people in the embedded default. At first start there is one, {@code admin}; its
 * password is the configured one, else a random one that is printed once, stored as a hash only and
 * taken for a day. A start after that day prints another. Blocking: called on worker threads.
 */
@ApplicationScoped
public class LocalAccounts {

  private static final String ADMIN = "admin";

  /** Long enough to install a registry, too short for a note that somebody finds later. */
  private static final Duration ONE_TIME = Duration.ofHours(24);

  private final DataSource database;
  private final RegistryConfig config;
  private final Clock clock;

  LocalAccounts(DataSource database, RegistryConfig config, Clock clock) {
    this.database = database;
    this.config = config;
    this.clock = clock;
  }

  void ensureAdministrator(@Observes StartupEvent started) throws SQLException {
    Optional<String> configured = config.adminPassword().filter(password -> !password.isBlank());
    if (configured.isPresent()) {
      save(configured.get(), null);
    } else if (find(ADMIN).isEmpty()) {
      byte[] random = new byte[15];
      new SecureRandom().nextBytes(random);
      String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
      save(password, clock.instant().plus(ONE_TIME));
      // On the terminal, not in the log: logs are collected, and this is shown once.
      System.out.println(
          "Log in as admin with the one-time password "
              + password
              + " within 24 hours; set THERAFED_ADMIN_PASSWORD for a lasting one.");
    }
  }

  /** The roles of a person who gives the right password in time. */
  Optional<Set<String>> rolesOf(String name, String password) {
    try {
      return find(name)
          .filter(account -> BcryptUtil.matches(password, account.passwordHash()))
          .map(Account::roleSet);
    } catch (SQLException e) {
      throw new IllegalStateException("The accounts cannot be read.", e);
    }
  }

  /** The roles of a person whose session is valid. */
  Optional<Set<String>> rolesOf(String name) {
    try {
      return find(name).map(Account::roleSet);
    } catch (SQLException e) {
      throw new IllegalStateException("The accounts cannot be read.", e);
    }
  }

  /** An account whose password has not run out. */
  private Optional<Account> find(String name) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select name, password_hash, roles from account where name = ? and (valid_until is"
                    + " null or valid_until > ?)")) {
      query.setString(1, name);
      query.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(new Account(row.getString(1), row.getString(2), row.getString(3)))
            : Optional.empty();
      }
    }
  }

  private void save(String password, Instant validUntil) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into account (name, password_hash, roles, valid_until) values (?, ?, 'admin',"
                    + " ?) on conflict (name) do update set password_hash = excluded.password_hash,"
                    + " valid_until = excluded.valid_until")) {
      insert.setString(1, ADMIN);
      insert.setString(2, BcryptUtil.bcryptHash(password));
      insert.setObject(3, validUntil == null ? null : validUntil.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }
}
