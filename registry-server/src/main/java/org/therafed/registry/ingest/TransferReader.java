package org.therafed.registry.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.therafed.profiles.identifier.LinkageToken;
import org.therafed.profiles.identifier.PersonKey;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.publish.Publication;
import org.therafed.profiles.transfer.TransferBundle;
import org.therafed.profiles.validation.Issue;
import org.therafed.profiles.validation.RecordValidator;
import org.therafed.profiles.validation.Severity;
import org.therafed.profiles.validation.TransferValidator;
import org.therafed.registry.fault.InvalidTransfer;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.ingest.linkage.LinkageKeys;

/**
 * Bytes of a sender to a transfer that may be stored. Pure computation: runs on worker threads. The
 * validator is compiled beside the rest of the start; the first transfer waits for it.
 */
@Startup
@ApplicationScoped
public class TransferReader {

  private final CompletableFuture<TransferValidator> validator;
  private final LinkageKeys linkage;

  TransferReader(Clock clock, LinkageKeys linkage, ModuleCatalog modules) {
    this.validator =
        CompletableFuture.supplyAsync(
            () ->
                new TransferValidator(
                    new RecordValidator(Publication.definitions(), clock, () -> modules)));
    this.linkage = linkage;
  }

  /**
   * Reads, judges, strips the linkage tokens and coarsens the ages of follow-up.
   *
   * @throws Fault RG-INGEST-002, RG-INGEST-005, RG-INGEST-006
   * @throws InvalidTransfer RG-INGEST-004 with the findings
   */
  public AcceptedTransfer read(SiteId sender, byte[] body) {
    JsonNode json = readTree(body);
    List<Issue> errors =
        validator.join().validate(json).stream()
            .filter(issue -> issue.severity() == Severity.ERROR)
            .toList();
    if (!json.path("type").asText().equals("transaction")) {
      throw unreadable("it is not a Bundle of type transaction");
    }
    if (!errors.isEmpty()) {
      throw new InvalidTransfer(errors);
    }
    TransferBundle bundle = TransferBundle.of(json);
    if (!bundle.site().equals(sender)) {
      throw RegistryCode.OTHER_SENDER.with();
    }
    List<ObjectNode> resources = new ArrayList<>();
    Map<String, PersonKey> persons = new HashMap<>();
    for (TransferBundle.Entry entry : bundle.entries()) {
      if (entry.reference().type().equals("Patient")) {
        strip(entry, persons);
      }
      FollowUpBands.apply(entry.resource());
      resources.add(entry.resource());
    }
    return new AcceptedTransfer(
        sender, bundle.sequence().value(), sha256(body), resources, persons);
  }

  private static JsonNode readTree(byte[] body) {
    try {
      return TransferBundle.readTree(body);
    } catch (Fault e) {
      throw RegistryCode.UNREADABLE.with(e, Fault.safe("reason", "it is not JSON"));
    }
  }

  private void strip(TransferBundle.Entry entry, Map<String, PersonKey> persons) {
    ArrayNode kept = entry.resource().arrayNode();
    for (JsonNode identifier : entry.resource().path("identifier")) {
      if (Canonical.LINKAGE_TOKEN.equals(identifier.path("system").textValue())) {
        PersonKey key =
            linkage
                .open(new LinkageToken(identifier.path("value").asText()))
                .orElseThrow(
                    () -> RegistryCode.LINKAGE_TOKEN.with(Fault.safe("entry", entry.index())));
        persons.put(entry.resource().get("id").asText(), key);
      } else {
        kept.add(identifier);
      }
    }
    entry.resource().set("identifier", kept);
  }

  private static Fault unreadable(String reason) {
    return RegistryCode.UNREADABLE.with(Fault.safe("reason", reason));
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime.", e);
    }
  }
}
