package org.therafed.gateway.ops;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.flow.SiteRecords;

/** What was queued or sent of one person, with the ids under which it leaves. */
final class LeavingRecords {

  private LeavingRecords() {}

  /** The last version of each record. */
  static List<JsonNode> of(Transaction tx, long person) {
    return SiteRecords.leaving(tx, person).stream().map(SiteRecords.SiteRecord::resource).toList();
  }
}
