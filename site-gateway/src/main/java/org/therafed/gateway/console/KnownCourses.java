package org.therafed.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.intake.SealedContent;
import org.therafed.gateway.intake.Source;
import org.therafed.gateway.intake.table.TableKind;
import org.therafed.gateway.intake.table.TableRow;

/**
 * The hospital's own number of a patient's course, so that nobody has to type it once more and
 * makes another course by a slip: as the latest row or form with a course of the module has it.
 */
@Singleton
class KnownCourses {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 200;

  private final Database database;

  @Inject
  KnownCourses(Database database) {
    this.database = database;
  }

  /**
   * The number; empty where neither a table nor a form has brought the course, or its content is
   * not kept any more.
   *
   * @param arrival of the patient
   */
  Optional<String> number(UUID arrival, String module) {
    return database.inTransaction(
        tx ->
            tx
                .list(
                    "select id, source, content from arrival where person_id in (select p.id from"
                        + " person p join person q on coalesce(p.merged_into, p.id) ="
                        + " coalesce(q.merged_into, q.id) join arrival a on a.person_id = q.id where"
                        + " a.id = ?) and content is not null and state in ('new', 'queued', 'sent',"
                        + " 'held') and (kind = 'courses' or source = 'form') order by seq desc"
                        + " limit ?",
                    row -> number(tx, row, module),
                    arrival,
                    MOST)
                .stream()
                .flatMap(Optional::stream)
                .findFirst());
  }

  private static Optional<String> number(Transaction tx, ResultSet row, String module)
      throws SQLException {
    byte[] content =
        SealedContent.open(tx, row.getObject("id", UUID.class), row.getBytes("content"))
            .content()
            .toArray();
    if (row.getString("source").equals(Source.FORM.code())) {
      return ofForm(content, module);
    }
    TableRow course = TableRow.parse(TableKind.COURSES, content);
    return course.find("module").filter(module::equals).flatMap(one -> course.find("course_id"));
  }

  private static Optional<String> ofForm(byte[] content, String module) {
    try {
      JsonNode form = JSON.readTree(content);
      if (!form.path("questionnaire").asText().matches(".*/\\Q" + module + "\\E(\\|.*)?")) {
        return Optional.empty();
      }
      for (JsonNode item : form.path("item")) {
        if (item.path("linkId").asText().equals("course-id")) {
          return Optional.of(item.path("answer").path(0).path("valueString").asText());
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("A form of this gateway cannot be read back.", e);
    }
  }
}
