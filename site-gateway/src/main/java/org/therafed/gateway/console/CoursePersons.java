package org.therafed.gateway.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Consumer;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.flow.SiteRecords;
import org.therafed.profiles.module.ModuleCatalog;

/** Everybody of whom something was queued or sent, one after the other. */
@Singleton
class CoursePersons {

  private static final int AT_ONCE = 100;

  private final Database database;
  private final SiteRecords records;

  @Inject
  CoursePersons(Database database, SiteRecords records) {
    this.database = database;
    this.records = records;
  }

  /** Gives each person to somebody, read anew. */
  void each(ModuleCatalog known, Consumer<CoursePerson> taker) {
    List<Long> persons = after(Long.MIN_VALUE);
    while (!persons.isEmpty()) {
      List<Long> some = persons;
      // A short transaction for some persons at a time: what is sent meanwhile does not wait.
      List<CoursePerson> read =
          database.inTransaction(
              tx -> some.stream().map(one -> CoursePerson.of(tx, records, known, one)).toList());
      read.forEach(taker);
      persons = after(persons.get(persons.size() - 1));
    }
  }

  private List<Long> after(long last) {
    return database.inTransaction(tx -> records.persons(tx, last, AT_ONCE));
  }
}
