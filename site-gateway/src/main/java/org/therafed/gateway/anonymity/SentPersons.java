package org.therafed.gateway.anonymity;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.therafed.gateway.database.Bytes;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.transfer.TransferBundle;

/**
 * What the registry has of each person by this gateway: read from the bytes that were sent, which
 * the outbox keeps. What was taken back is left out; of a site that shares aggregates none left.
 */
@Singleton
class SentPersons {

  private static final int PERSONS_AT_ONCE = 50;
  private static final String STANDS =
      "kind = 'records' and state = 'sent' and sequence is not null and retracted_by is null";
  private static final String PERSONS =
      "select distinct person_id from outbox where person_id > ? and "
          + STANDS
          + " order by person_id limit "
          + PERSONS_AT_ONCE;
  private static final String BODIES =
      "select person_id, body from outbox where person_id = any(?) and "
          + STANDS
          + " order by sequence";

  private final Database database;
  private final boolean recordsLeave;

  @Inject
  SentPersons(Database database, SiteConfig config) {
    this.database = database;
    this.recordsLeave = config.sharing().equals("records");
  }

  /**
   * What was sent.
   *
   * @param persons in no order that says anything
   * @param transfersNotKept transfers whose bytes are not kept any more
   */
  record Sent(List<PersonValues> persons, long transfersNotKept) {}

  private record Body(long person, Bytes bytes) {}

  Sent read(QuasiIdentifiers declared) {
    List<PersonValues> all = new ArrayList<>();
    long notKept = 0;
    List<Long> some = recordsLeave ? after(0) : List.of();
    while (!some.isEmpty()) {
      List<Long> now = some;
      List<Body> bodies =
          database.inTransaction(
              tx ->
                  tx.list(BODIES, row -> new Body(row.getLong(1), Bytes.of(row.getBytes(2))), now));
      Map<Long, Map<String, JsonNode>> latest = new HashMap<>();
      for (Body body : bodies) {
        byte[] bytes = body.bytes().toArray();
        if (bytes.length == 0) {
          notKept++;
        } else {
          keep(
              latest.computeIfAbsent(body.person(), id -> new HashMap<>()),
              bytes,
              declared.resources());
        }
      }
      latest.values().forEach(resources -> all.add(PersonValues.of(declared, resources.values())));
      some = after(now.get(now.size() - 1));
    }
    return new Sent(List.copyOf(all), notKept);
  }

  private List<Long> after(long person) {
    return database.inTransaction(tx -> tx.list(PERSONS, row -> row.getLong(1), person));
  }

  /** A later version replaces an earlier one; of renamed persons the latest Patient counts. */
  private static void keep(Map<String, JsonNode> latest, byte[] body, Set<String> types) {
    TransferBundle.parse(body)
        .entries()
        .forEach(
            entry -> {
              String type = entry.reference().type();
              if (types.contains(type)) {
                latest.put(
                    type.equals("Patient")
                        ? type
                        : type + "/" + entry.resource().path("id").asText(),
                    entry.resource());
              }
            });
  }
}
