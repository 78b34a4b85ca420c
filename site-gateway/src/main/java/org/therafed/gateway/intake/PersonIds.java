package org.therafed.gateway.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.database.Place;
import org.therafed.gateway.database.Transaction;

/**
 * The gateway's own numbers of persons, by the ids that hospitals give them. A person is found by
 * keyed digests of issuer and id; the id itself is encrypted.
 */
public final class PersonIds {

  private static final String FIND = "select id from person where issuer = ? and patient_id = ?";
  private static final ObjectMapper JSON = new ObjectMapper();

  private PersonIds() {}

  /**
   * The keyed digests under which a person is found.
   *
   * @param issuer of the issuer
   * @param id of the id
   */
  public record Digests(String issuer, String id) {

    /** Of an id. */
    public static Digests of(Transaction tx, PatientKey key) {
      return new Digests(
          tx.lookup(Lookup.ISSUER, key.issuer()), tx.lookup(Lookup.PATIENT_ID, key.id()));
    }

    /** Both as one text. */
    public String text() {
      return issuer + "|" + id;
    }
  }

  /** The person of an id, if anything has come of them. */
  public static Optional<Long> find(Transaction tx, PatientKey key) {
    Digests digests = Digests.of(tx, key);
    return tx.first(FIND, row -> row.getLong(1), digests.issuer(), digests.id());
  }

  /** The person of an id; made where nothing has come of them yet. */
  public static long of(Transaction tx, PatientKey key) {
    Optional<Long> known = find(tx, key);
    if (known.isPresent()) {
      return known.get();
    }
    Digests digests = Digests.of(tx, key);
    tx.update(
        "insert into person (issuer, patient_id, identity) values (?, ?, ?) on conflict do nothing",
        digests.issuer(),
        digests.id(),
        seal(tx, digests, key));
    return find(tx, key).orElseThrow();
  }

  /** An id as it is kept. */
  public static String seal(Transaction tx, Digests digests, PatientKey key) {
    try {
      return tx.seal(
          JSON.writeValueAsString(List.of(key.issuer(), key.id())),
          Place.of("person", "identity", digests.text()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Two texts can be written.", e);
    }
  }

  /**
   * The id of a row of persons.
   *
   * @param issuer as the row has it, as {@code id} and {@code identity}
   * @throws org.therafed.profiles.outcome.Fault GW-KEYS-007
   */
  public static PatientKey open(Transaction tx, String issuer, String id, String identity) {
    String text = tx.open(identity, Place.of("person", "identity", issuer + "|" + id));
    try {
      String[] parts = JSON.readValue(text, String[].class);
      return new PatientKey(parts[0], parts[1]);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not what was written.", e);
    }
  }
}
