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
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.therafed.registry.ops.RegistryConfig;

/**
 * Accounts of people in the embedded default. At first start there is one, {@code admin}; its
 * password is the configured one, else a random one that is printed once and stored as a hash only.
 * Blocking: called on worker threads.
 */
@ApplicationScoped
public class LocalAccounts {

  private static final String ADMIN = "admin";

  private final DataSource database;
  private final RegistryConfig config;

  LocalAccounts(DataSource database, RegistryConfig config) {
    this.database = database;
    this.config = config;
  }

  void ensureAdministrator(@Observes StartupEvent started) throws SQLException {
    Optional<String> configured = config.adminPassword().filter(password -> !password.isBlank());
    if (configured.isPresent()) {
      save(
          configured.get(),
          "on conflict (name) do update set password_hash = excluded.password_hash");
    } else if (find(ADMIN).isEmpty()) {
      byte[] random = new byte[15];
      new SecureRandom().nextBytes(random);
      String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
      save(password, "on conflict (name) do nothing");
      // On the terminal, not in the log: logs are collected, and this is shown once.
      System.out.println("First start: log in as admin with the one-time password " + password);
    }
  }

  /** The roles of a person who gives the right password. */
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

  private Optional<Account> find(String name) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select name, password_hash, roles from account where name = ?")) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(new Account(row.getString(1), row.getString(2), row.getString(3)))
            : Optional.empty();
      }
    }
  }

  private void save(String password, String onConflict) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into account (name, password_hash, roles) values (?, ?, 'admin') "
                    + onConflict)) {
      insert.setString(1, ADMIN);
      insert.setString(2, BcryptUtil.bcryptHash(password));
      insert.executeUpdate();
    }
  }
}
