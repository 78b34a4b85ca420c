package org.therafed.gateway.intake.object;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Lookup;

/** Which objects have come already, by whichever way. */
@Singleton
public class ReceivedObjects {

  private static final String KEY = "dicom|";
  private static final String REFUSED = "dicom-refused|";
  private static final int MOST_REFUSALS = 3;

  private final Database database;

  @Inject
  public ReceivedObjects(Database database) {
    this.database = database;
  }

  static String key(String name) {
    return KEY + name;
  }

  static String refusedKey(String sopInstanceUid) {
    return REFUSED + sopInstanceUid;
  }

  /**
   * Of these SOP Instance UIDs, the ones that need not be fetched: they stand here, the registry
   * refused them, or they were refused at the door so often that the object itself must be at fault
   * and not its way.
   */
  public Set<String> among(Collection<String> sopInstanceUids) {
    if (sopInstanceUids.isEmpty()) {
      return Set.of();
    }
    String find = "select business_key from arrival where business_key = any(?) and state ";
    String group = " group by business_key having count(*) >= ?";
    // A statement for each set of states that has an index.
    List<String> found =
        database.inTransaction(
            tx -> {
              Map<String, String> keys = new HashMap<>();
              Map<String, String> refusedKeys = new HashMap<>();
              for (String uid : sopInstanceUids) {
                keys.put(tx.lookup(Lookup.RECORD_KEY, key(uid)), uid);
                refusedKeys.put(tx.lookup(Lookup.RECORD_KEY, refusedKey(uid)), uid);
              }
              List<String> all = new ArrayList<>();
              String standing = find + "in ('new', 'queued', 'sent', 'held')" + group;
              String refused = find + "= 'refused'" + group;
              all.addAll(tx.list(standing, row -> keys.get(row.getString(1)), keys.keySet(), 1));
              all.addAll(tx.list(refused, row -> keys.get(row.getString(1)), keys.keySet(), 1));
              all.addAll(
                  tx.list(
                      refused,
                      row -> refusedKeys.get(row.getString(1)),
                      refusedKeys.keySet(),
                      MOST_REFUSALS));
              return all;
            });
    return new HashSet<>(found);
  }
}
