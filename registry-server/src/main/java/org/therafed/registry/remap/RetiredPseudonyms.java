package org.therafed.registry.remap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.registry.fault.RegistryCode;

/**
 * Pseudonyms that are no more. Only their digests are kept, and never beside what they became:
 * whoever has a site's former key and this database shall not get from one to the other.
 */
@ApplicationScoped
public class RetiredPseudonyms {

  private static final String PATIENT = "Patient/";
  private static final String RETIRE =
      "insert into retired_pseudonym (site, digest) values (:site, :digest) on conflict do nothing";
  private static final String RETIRED =
      "select count(*) from retired_pseudonym where site = :site and digest in (select d from"
          + " jsonb_array_elements_text(cast(cast(:digests as text) as jsonb)) as d)";

  /**
   * Refuses records of a retired pseudonym; part of the transaction that stores them.
   *
   * @throws org.therafed.profiles.outcome.Fault (as failure) RG-REMAP-002
   */
  public Uni<Void> refuse(Mutiny.Session session, String site, List<ObjectNode> records) {
    TreeSet<String> patients = new TreeSet<>();
    for (ObjectNode each : records) {
      if (each.path("resourceType").asText().equals("Patient")) {
        patients.add(each.path("id").asText());
      }
      for (String reference : each.findValuesAsText("reference")) {
        if (reference.startsWith(PATIENT)) {
          patients.add(reference.substring(PATIENT.length()));
        }
      }
    }
    return patients.isEmpty()
        ? Uni.createFrom().voidItem()
        : retired(session, site, List.copyOf(patients))
            .invoke(
                retired -> {
                  if (retired) {
                    throw RegistryCode.REMAP_RETIRED.with();
                  }
                })
            .replaceWithVoid();
  }

  Uni<Boolean> retired(Mutiny.Session session, String site, List<String> pseudonyms) {
    ArrayNode digests = JsonNodeFactory.instance.arrayNode();
    pseudonyms.forEach(pseudonym -> digests.add(digest(site, pseudonym)));
    return session
        .createNativeQuery(RETIRED, Long.class)
        .setParameter("site", site)
        .setParameter("digests", digests.toString())
        .getSingleResult()
        .map(count -> count > 0);
  }

  Uni<Void> retire(Mutiny.Session session, String site, String pseudonym) {
    return session
        .createNativeQuery(RETIRE)
        .setParameter("site", site)
        .setParameter("digest", digest(site, pseudonym))
        .executeUpdate()
        .replaceWithVoid();
  }

  private static String digest(String site, String pseudonym) {
    try {
      byte[] text = (site + "|" + pseudonym).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime.", e);
    }
  }
}
