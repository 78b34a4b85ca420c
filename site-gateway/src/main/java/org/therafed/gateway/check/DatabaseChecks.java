package org.therafed.gateway.check;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.therafed.runtime.Setting;
import org.therafed.runtime.StartupFault;
import org.therafed.runtime.postgres.DatabaseAddress;

/** Whether an external database answers, and whether it holds consents yet. */
final class DatabaseChecks {

  private static final String SECONDS = "10";

  private DatabaseChecks() {}

  static void check(List<Finding> findings) {
    Optional<String> url = Setting.DB_URL.value();
    if (url.isEmpty()) {
      findings.add(
          Finding.ok(
              "The embedded database is started with the gateway; consents in it are not looked"
                  + " at.",
              "内置数据库随网关启动；未检查其中的知情同意。"));
      return;
    }
    try {
      look(
          DatabaseAddress.external(
              url.get(),
              Setting.DB_USER.value().orElse(""),
              Setting.DB_PASSWORD.value().orElse("")),
          findings);
    } catch (StartupFault e) {
      findings.add(
          Finding.fault(
              "THERAFED_DB_URL is not postgresql://host:port/database.",
              "THERAFED_DB_URL 不是 postgresql://主机:端口/数据库 的形式。"));
    }
  }

  private static void look(DatabaseAddress address, List<Finding> findings) {
    Properties login = new Properties();
    login.setProperty("user", address.user());
    login.setProperty("password", address.password());
    login.setProperty("connectTimeout", SECONDS);
    login.setProperty("socketTimeout", SECONDS);
    login.setProperty("loginTimeout", SECONDS);
    try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), login);
        Statement statement = connection.createStatement()) {
      findings.add(Finding.ok("The database answers and takes the login.", "数据库可连接，登录成功。"));
      if (hasTables(statement)) {
        consents(statement, findings);
      } else {
        findings.add(
            Finding.ok(
                "The database is empty; its tables are made at the first start.",
                "数据库为空；首次启动时创建各表。"));
      }
    } catch (SQLException e) {
      String state = e.getSQLState() == null ? "?" : e.getSQLState();
      findings.add(
          Finding.fault(
              "The database cannot be used (SQLSTATE "
                  + state
                  + "): look at THERAFED_DB_URL, its user and password, and the network.",
              "数据库不可用（SQLSTATE " + state + "）：请检查 THERAFED_DB_URL、其用户和密码以及网络。"));
    }
  }

  private static boolean hasTables(Statement statement) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery("select to_regclass('consent_decision') is not null")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private static void consents(Statement statement, List<Finding> findings) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery(
            "select count(distinct person_id) from consent_decision where decision = 'permit'")) {
      long persons = rows.next() ? rows.getLong(1) : 0;
      findings.add(
          persons > 0
              ? Finding.ok(
                  "Permissions are on record: " + persons + " patients.",
                  "已记录知情同意的患者：" + persons + " 名。")
              : Finding.warning(
                  "No permission is on record yet: nothing leaves.", "尚未记录任何知情同意：不会发出任何内容。"));
    }
  }
}
