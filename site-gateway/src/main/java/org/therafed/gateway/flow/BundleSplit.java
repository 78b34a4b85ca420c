package org.therafed.gateway.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.gateway.convert.ResourceJson;
import org.therafed.gateway.convert.fhir.FhirConverter;
import org.therafed.gateway.database.Bytes;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.fault.ConvertCode;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.intake.Arrival;
import org.therafed.gateway.intake.ArrivalState;
import org.therafed.gateway.intake.Source;
import org.therafed.gateway.intake.fhir.BundleParts;
import org.therafed.gateway.intake.fhir.FhirBody;
import org.therafed.gateway.intake.fhir.FhirParser;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Reason;

/**
 * Takes out of a Bundle the records that cannot go on, and what cannot stand without them, so that
 * one bad element does not sink the rest of a patient. Asked only where the whole has failed.
 */
@Singleton
class BundleSplit {

  private final FhirParser parser;
  private final FhirConverter converter;
  private final RecordSoundness soundness;
  private final ConsentLearning consents;
  private final FlowStore store;
  private final PartStore parts;

  @Inject
  BundleSplit(
      FhirParser parser,
      FhirConverter converter,
      RecordSoundness soundness,
      ConsentLearning consents,
      FlowStore store,
      PartStore parts) {
    this.parser = parser;
    this.converter = converter;
    this.soundness = soundness;
    this.consents = consents;
    this.store = store;
    this.parts = parts;
  }

  /** One entry, judged by itself. */
  private static final class Judged {
    private final int index;
    private final String kind;
    private final String name;
    private final String id;
    private final Set<String> needs = new TreeSet<>();
    private List<ObjectNode> records = List.of();
    private List<Reason> reasons = List.of();

    Judged(FhirBody.Entry entry, String id) {
      this.index = entry.index();
      this.kind = entry.resource().fhirType();
      this.name = entry.typeAndId().orElse("");
      this.id = id;
    }

    boolean sound() {
      return reasons.isEmpty();
    }

    /** A record stands without its Patient: the gateway sends the one that it knows. */
    boolean refersTo(String record) {
      return !record.startsWith("Patient/")
          && records.stream()
              .flatMap(json -> json.findValues("reference").stream())
              .map(JsonNode::asText)
              .anyMatch(record::equals);
    }
  }

  /**
   * Splits a Bundle: what is faulty is held as arrivals of its own, and what is sound enters again.
   *
   * @return false: it is no Bundle, nothing of it is sound, or no single entry is at fault
   */
  boolean split(Transaction tx, Person person, Item item) {
    Arrival whole = item.first();
    if (whole.source() != Source.FHIR || !whole.kind().equals("Bundle")) {
      return false;
    }
    byte[] content = whole.content().toArray();
    List<Judged> entries = judge(content, whole, person);
    spread(entries);
    List<Judged> faulty = entries.stream().filter(entry -> !entry.sound()).toList();
    Optional<BundleParts> json = faulty.isEmpty() ? Optional.empty() : parser.parts(content);
    if (json.isEmpty() || faulty.size() == entries.size()) {
      return false;
    }
    for (Judged entry : faulty) {
      UUID id =
          parts.hold(
              tx,
              whole,
              new PartStore.Part(
                  entry.kind,
                  entry.name,
                  Bytes.of(json.get().only(entry.index)),
                  entry.reasons,
                  entry.needs));
      // It may be a withdrawal: its decision counts all the same.
      Arrival part = store.find(tx, id).orElseThrow();
      if (part.state() == ArrivalState.HELD) {
        consents.learn(tx, person, part, part.receivedAt(), Optional.empty());
      }
    }
    Set<Integer> gone = faulty.stream().map(entry -> entry.index).collect(Collectors.toSet());
    parts.keep(tx, whole, json.get().without(gone));
    return true;
  }

  private List<Judged> judge(byte[] content, Arrival whole, Person person) {
    FhirBody body;
    try {
      body = parser.kept(content);
    } catch (Fault fault) {
      // It could be read when it came; it is held as a whole for what it is now.
      return List.of();
    }
    List<Judged> entries = new ArrayList<>();
    for (FhirBody.Entry entry : body.entries()) {
      entries.add(judge(entry, body, whole, person));
    }
    return entries;
  }

  private Judged judge(FhirBody.Entry entry, FhirBody body, Arrival whole, Person person) {
    String digest = whole.sha256();
    Judged judged = new Judged(entry, converter.idOf(entry, body, digest, person.key()));
    judged.needs.addAll(converter.refused(entry, body, person.key()));
    try {
      List<Resource> records = converter.convert(entry, body, digest, person.key());
      judged.records = records.stream().map(ResourceJson::of).toList();
      judged.reasons = soundness.faults(records, person);
    } catch (DatabaseFault fault) {
      throw fault;
    } catch (Fault fault) {
      judged.reasons = List.of(fault.reason());
    } catch (RuntimeException e) {
      // The same happened to the whole and was reported there; here it is found whose fault it is.
      judged.reasons = List.of(ServiceCode.UNEXPECTED.reason());
    }
    return judged;
  }

  /** What refers to a faulty record is held with it, and what refers to that. */
  private static void spread(List<Judged> entries) {
    Set<String> gone = new HashSet<>();
    boolean more = true;
    while (more) {
      entries.stream().filter(entry -> !entry.sound()).forEach(entry -> gone.add(entry.id));
      more = false;
      for (Judged entry : entries) {
        List<String> needed = gone.stream().filter(entry::refersTo).toList();
        if (entry.sound() && !needed.isEmpty()) {
          entry.needs.addAll(needed);
          entry.reasons = List.of(ConvertCode.NEEDED.reason());
          more = true;
        }
      }
    }
  }
}
