package org.therafed.profiles.transfer;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.therafed.profiles.identifier.ResourceReference;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.identifier.TransferSequence;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.profile.Canonical;

/**
 * A transfer as it travels: a FHIR transaction Bundle of PUTs, identified as {@code
 * <site>/<sequence>}. Numbers keep the digits they were written with.
 */
public final class TransferBundle {
  /** Reads strictly: no repeated names, nothing after the object, at most 64 levels. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxNumberLength(64)
                          .maxStringLength(1 << 20)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /**
   * One entry.
   *
   * @param index its place, from 0
   * @param reference the record's {@code Type/id}
   * @param resource the resource
   */
  public record Entry(int index, ResourceReference reference, ObjectNode resource) {}

  private final SiteId site;
  private final TransferSequence sequence;
  private final List<Entry> entries;
  private final ObjectNode json;

  private TransferBundle(
      SiteId site, TransferSequence sequence, List<Entry> entries, ObjectNode json) {
    this.site = site;
    this.sequence = sequence;
    this.entries = List.copyOf(entries);
    this.json = json;
  }

  /**
   * Builds the wire form.
   *
   * @param site the sender
   * @param sequence its number, from 1
   * @param resources with resourceType and id; each record once; not copied
   * @throws Fault FP-TRANSFER-003 for a resource without type or id, or one that stands twice
   */
  public static ObjectNode build(SiteId site, long sequence, List<ObjectNode> resources) {
    ObjectNode bundle = JsonNodeFactory.instance.objectNode();
    bundle.put("resourceType", "Bundle").put("type", "transaction");
    bundle
        .putObject("identifier")
        .put("system", Canonical.TRANSFER)
        .put("value", site.value() + "/" + new TransferSequence(sequence).value());
    ArrayNode entries = bundle.putArray("entry");
    Set<String> seen = new HashSet<>();
    for (ObjectNode resource : resources) {
      ResourceReference reference = reference(resource, entries.size());
      if (!seen.add(reference.text())) {
        throw resourceFault(entries.size(), new Phrase("the record stands twice", "该记录重复出现"));
      }
      ObjectNode entry = entries.addObject();
      entry.set("resource", resource);
      entry.putObject("request").put("method", "PUT").put("url", reference.text());
    }
    return bundle;
  }

  /** The bytes of a transfer, or of any resource; UTF-8, compact, in the order of the tree. */
  public static byte[] bytes(JsonNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads JSON as a transfer is read, without judging what it says.
   *
   * @throws Fault FP-TRANSFER-001
   */
  public static JsonNode readTree(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      // The parser's own message may quote the body.
      String line = e.getLocation() == null ? "?" : Integer.toString(e.getLocation().getLineNr());
      throw TransferCode.NOT_JSON.with(
          safe("reason", new Phrase("near line " + line, "在第 " + line + " 行附近")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the frame of a transfer: who sends, which number, which records. What the records say is
   * judged by {@code TransferValidator}.
   *
   * @throws Fault FP-TRANSFER-001 if it is not JSON, FP-TRANSFER-002 if it is not a transfer,
   *     FP-TRANSFER-003 if an entry has no resource with type and id
   */
  public static TransferBundle parse(byte[] body) {
    return of(readTree(body));
  }

  /** As {@link #parse(byte[])}, of a tree. */
  public static TransferBundle of(JsonNode json) {
    if (!(json instanceof ObjectNode bundle)
        || !"Bundle".equals(json.path("resourceType").textValue())
        || !"transaction".equals(json.path("type").textValue())) {
      throw notATransfer(
          new Phrase("it is not a Bundle of type transaction", "不是 transaction 类型的 Bundle"));
    }
    JsonNode identifier = bundle.path("identifier");
    String name = identifier.path("value").asText();
    int slash = name.indexOf('/');
    if (!Canonical.TRANSFER.equals(identifier.path("system").textValue()) || slash < 1) {
      throw notATransfer(new Phrase("its identifier is not site/sequence", "其标识不是“站点/序号”的形式"));
    }
    List<Entry> entries = new ArrayList<>();
    for (JsonNode entry : bundle.path("entry")) {
      JsonNode resource = entry.path("resource");
      if (!(resource instanceof ObjectNode object)) {
        throw resourceFault(entries.size(), new Phrase("it has no resource", "没有 resource"));
      }
      entries.add(new Entry(entries.size(), reference(object, entries.size()), object));
    }
    return new TransferBundle(
        new SiteId(name.substring(0, slash)), sequence(name.substring(slash + 1)), entries, bundle);
  }

  private static TransferSequence sequence(String text) {
    if (!text.matches("[1-9][0-9]{0,17}")) {
      throw notATransfer(new Phrase("its sequence is no number from 1", "其序号不是从 1 起的数"));
    }
    return new TransferSequence(Long.parseLong(text));
  }

  private static ResourceReference reference(ObjectNode resource, int entry) {
    String text = resource.path("resourceType").asText() + "/" + resource.path("id").asText();
    return ResourceReference.parse(text)
        .orElseThrow(
            () ->
                resourceFault(
                    entry,
                    new Phrase("it has no valid resourceType and id", "没有有效的 resourceType 和 id")));
  }

  private static Fault resourceFault(int entry, Phrase reason) {
    return TransferCode.RESOURCE.with(safe("entry", entry), safe("reason", reason));
  }

  private static Fault notATransfer(Phrase reason) {
    return TransferCode.NOT_A_TRANSFER.with(safe("reason", reason));
  }

  /** Who sends. */
  public SiteId site() {
    return site;
  }

  /** Its number at that site. */
  public TransferSequence sequence() {
    return sequence;
  }

  /** The records, in order. */
  public List<Entry> entries() {
    return entries;
  }

  /** The tree it was read from. */
  public ObjectNode json() {
    return json;
  }
}
