package org.therafed.runtime.login.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import javax.sql.DataSource;

/**
 * Accounts of people who came by the provider, in the table of the local ones and without a
 * password: everything that reads a person's roles there reads theirs. Blocking.
 */
@ApplicationScoped
public class ProviderAccounts {

  /** Longer than a sealed state and a token of it hold. */
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final DataSource database;
  private final Clock clock;

  ProviderAccounts(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Whether a sign-in ends here for the first time. Only those that the provider has signed are
   * remembered, so that nobody else can fill the table.
   */
  boolean isFirstUse(String nonce) {
    Instant now = clock.instant();
    try (Connection connection = database.getConnection();
        PreparedStatement forget =
            connection.prepareStatement("delete from used_sign_in where forget_at < ?");
        PreparedStatement use =
            connection.prepareStatement(
                "insert into used_sign_in (sha256, forget_at) values (?, ?) on conflict do"
                    + " nothing")) {
      forget.setObject(1, now.atOffset(ZoneOffset.UTC));
      forget.executeUpdate();
      use.setString(1, HexFormat.of().formatHex(SignInState.sha256(nonce)));
      use.setObject(2, now.plus(REMEMBERED).atOffset(ZoneOffset.UTC));
      return use.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new IllegalStateException("The accounts cannot be written.", e);
    }
  }

  /** Keeps a person with the role of now, until the session ends at the latest. */
  void keep(ProviderAccount account, Duration session) {
    Instant now = clock.instant();
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into account (name, roles, issuer, subject, label, organisation,"
                    + " signed_in_at, valid_until) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict"
                    + " (name) do update set roles = excluded.roles, label = excluded.label,"
                    + " organisation = excluded.organisation, signed_in_at = excluded.signed_in_at,"
                    + " valid_until = excluded.valid_until")) {
      insert.setString(1, account.name());
      insert.setString(2, account.role());
      insert.setString(3, account.issuer());
      insert.setString(4, account.subject());
      insert.setString(5, account.label());
      insert.setString(6, account.organisation());
      insert.setObject(7, now.atOffset(ZoneOffset.UTC));
      insert.setObject(8, now.plus(session).atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("The accounts cannot be written.", e);
    }
  }

  /** Ends the sessions of somebody who has no role any more. */
  void end(String name) {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update account set valid_until = least(valid_until, ?) where name = ?")) {
      update.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
      update.setString(2, name);
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("The accounts cannot be written.", e);
    }
  }
}
