package org.therafed.gateway.intake.object;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.net.CommitmentResult;
import org.therafed.dicom.net.SopReference;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.database.Transaction;
import org.therafed.profiles.outcome.Fault;

/**
 * Says of which objects the gateway can answer that they are safe here: an arrival stands for the
 * object, its file is on disk and whole, and it is of the SOP class that is asked for. Whether its
 * patient has consented does not matter: what is held is kept, too.
 */
@Singleton
public class SafeObjects {

  private static final int CHUNK = 1000;
  private static final String FIND =
      "select distinct on (business_key) business_key, file from arrival where business_key ="
          + " any(?) and file is not null and state ";
  private static final String LATEST = " order by business_key, seq desc";

  private final Database database;
  private final ObjectFiles files;
  private final SiteEngine engine;

  @Inject
  public SafeObjects(Database database, ObjectFiles files, SiteEngine engine) {
    this.database = database;
    this.files = files;
    this.engine = engine;
  }

  /** Whether a text names an object, so that it can be asked for. */
  public static boolean isUid(String text) {
    return ObjectBounds.isUid(text);
  }

  /** Judges these objects as they are now. */
  public CommitmentResult judge(String transactionUid, List<SopReference> asked) {
    List<SopReference> safe = new ArrayList<>();
    List<CommitmentResult.Failure> failed = new ArrayList<>();
    for (int from = 0; from < asked.size(); from += CHUNK) {
      List<SopReference> chunk = asked.subList(from, Math.min(from + CHUNK, asked.size()));
      Map<String, String> kept = kept(chunk);
      for (SopReference object : chunk) {
        failure(object, Optional.ofNullable(kept.get(object.sopInstanceUid())))
            .ifPresentOrElse(
                reason -> failed.add(new CommitmentResult.Failure(object, reason)),
                () -> safe.add(object));
      }
    }
    return new CommitmentResult(transactionUid, safe, failed);
  }

  /** Files by SOP Instance UID. */
  private Map<String, String> kept(List<SopReference> chunk) {
    return database.inTransaction(
        tx -> {
          Map<String, String> keys = new HashMap<>();
          for (SopReference object : chunk) {
            keys.put(
                tx.lookup(Lookup.RECORD_KEY, ReceivedObjects.key(object.sopInstanceUid())),
                object.sopInstanceUid());
          }
          // A statement for each set of states that has an index; what stands counts first.
          Map<String, String> found = new HashMap<>(files(tx, "= 'refused'", keys));
          found.putAll(files(tx, "in ('new', 'queued', 'sent', 'held')", keys));
          return found;
        });
  }

  private static Map<String, String> files(
      Transaction tx, String states, Map<String, String> keys) {
    Map<String, String> found = new HashMap<>();
    tx.list(
            FIND + states + LATEST,
            row -> Map.entry(keys.get(row.getString(1)), row.getString(2)),
            keys.keySet())
        .forEach(row -> found.put(row.getKey(), row.getValue()));
    return found;
  }

  /** Failure Reason of PS3.3 section C.14.1.1; empty: it is safe. */
  private Optional<Integer> failure(SopReference object, Optional<String> file) {
    if (file.isEmpty()) {
      return Optional.of(CommitmentResult.NO_SUCH_OBJECT);
    }
    DicomFile read;
    try {
      read = engine.get().files().readHeader(files.content(file.get()));
    } catch (DicomFault | Fault unreadable) {
      return Optional.of(CommitmentResult.PROCESSING_FAILURE);
    }
    boolean same = read.sopClassUid().filter(object.sopClassUid()::equals).isPresent();
    return same ? Optional.empty() : Optional.of(CommitmentResult.CLASS_INSTANCE_CONFLICT);
  }
}
