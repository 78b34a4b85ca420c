package org.therafed.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

  private static final Path PROGRAMS = EmbeddedPostgresTestResource.PROGRAMS;

  @TempDir Path folder;

  @Test
  void committedRowsSurviveAServerThatItsOwnerLeftRunning() throws Exception {
    EmbeddedPostgres first = EmbeddedPostgres.start(folder, PROGRAMS);
    execute(first, "create table kept (id int primary key)");
    execute(first, "insert into kept values (7)");
    long pid = first.pid();
    // The first server is not stopped: this is what a killed application leaves behind.
    EmbeddedPostgres second = EmbeddedPostgres.start(folder, PROGRAMS);
    try {
      assertThat(query(second, "select id from kept")).isEqualTo("7");
      assertThat(second.pid()).isNotEqualTo(pid);
      assertThat(commandLine(pid)).doesNotContain(folder.toString());
    } finally {
      second.stop();
    }
    assertThat(PostmasterFile.of(folder.resolve("data")).pid()).isEqualTo(Optional.empty());
  }

  /** It leaves its note, which says that it is ready, and what it wrote has to be recovered. */
  @Test
  void serverAfterOneThatWasKilledIsReadyWhenItIsSaidToBe() throws Exception {
    EmbeddedPostgres first = EmbeddedPostgres.start(folder, PROGRAMS);
    execute(first, "create table kept (id int primary key)");
    execute(first, "insert into kept select generate_series(1, 200000)");
    ProcessHandle killed = ProcessHandle.of(first.pid()).orElseThrow();
    killed.destroyForcibly();
    killed.onExit().get();
    EmbeddedPostgres second = EmbeddedPostgres.start(folder, PROGRAMS);
    try {
      assertThat(query(second, "select count(*) from kept")).isEqualTo("200000");
    } finally {
      second.stop();
    }
  }

  @Test
  void commitsAreDurableAndThePasswordIsNeeded() throws Exception {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, PROGRAMS);
    try {
      assertThat(query(postgres, "show fsync")).isEqualTo("on");
      assertThat(query(postgres, "show synchronous_commit")).isEqualTo("on");
      assertThat(query(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("password"))))
          .isEqualTo("rw-------");
      DatabaseAddress address = postgres.address();
      assertThatThrownBy(
              () -> DriverManager.getConnection(address.jdbcUrl(), address.user(), "wrong"))
          .isInstanceOf(SQLException.class);
    } finally {
      postgres.stop();
    }
  }

  /** Empty where there is no such process, or it has ended and nobody has asked after it. */
  private static String commandLine(long pid) throws IOException {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
    } catch (NoSuchFileException gone) {
      return "";
    }
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    DatabaseAddress address = postgres.address();
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }
}
