package org.therafed.gateway.ops;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.therafed.gateway.database.Transaction;
import org.therafed.profiles.transfer.TransferBundle;

/** What was queued or sent of one person, with the ids under which it leaves. */
final class LeavingRecords {

  private LeavingRecords() {}

  /** The last version of each record. */
  static List<JsonNode> of(Transaction tx, long person) {
    Map<String, JsonNode> records = new LinkedHashMap<>();
    tx.list(
            "select body, resources from outbox where person_id = ? and kind = 'records' and state in ('queued', 'sent') and retracted_by is null"
                + " order by id",
            LeavingRecords::resources,
            person)
        .forEach(
            resources ->
                resources.forEach(
                    record ->
                        records.put(
                            record.path("resourceType").asText() + "/" + record.path("id").asText(),
                            record)));
    return List.copyOf(records.values());
  }

  /** Of a transfer that has a number its very bytes, as only they are kept; else what waits. */
  private static List<JsonNode> resources(ResultSet row) throws SQLException {
    List<JsonNode> resources = new ArrayList<>();
    byte[] body = row.getBytes("body");
    if (body == null) {
      byte[] waiting = row.getString("resources").getBytes(StandardCharsets.UTF_8);
      TransferBundle.readTree(waiting).forEach(resources::add);
    } else {
      TransferBundle.readTree(body)
          .path("entry")
          .forEach(entry -> resources.add(entry.path("resource")));
    }
    return resources;
  }
}
