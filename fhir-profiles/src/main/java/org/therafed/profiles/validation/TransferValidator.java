package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.profile.Canonical;

/**
 * Checks a whole transfer: a transaction of PUTs, each of one record, each record once and valid by
 * its profile. References are checked for their form; a record they name may have come earlier.
 */
public final class TransferValidator {
  private static final Set<String> BUNDLE = Set.of("resourceType", "type", "identifier", "entry");
  private static final Set<String> ENTRY = Set.of("fullUrl", "resource", "request");
  private static final Set<String> REQUEST = Set.of("method", "url");
  private static final Set<String> IDENTIFIER = Set.of("system", "value");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}/[1-9][0-9]{0,17}");

  private final RecordValidator validator;

  /** A validator over that of single records. */
  public TransferValidator(RecordValidator validator) {
    this.validator = validator;
  }

  /**
   * Checks a transfer.
   *
   * @param bundle its JSON
   * @return the findings; those of a record have expressions {@code Bundle.entry[i].resource…}
   */
  public List<Issue> validate(JsonNode bundle) {
    Findings frame = new Findings("");
    names(bundle, BUNDLE, "Bundle", frame);
    if (!"Bundle".equals(bundle.path("resourceType").textValue())
        || !"transaction".equals(bundle.path("type").textValue())) {
      transfer(
          frame,
          "Bundle.type",
          "type",
          new Phrase("is not transaction", "不是 transaction"),
          new Phrase("a FHIR transaction", "须为 FHIR 事务"));
    }
    JsonNode identifier = bundle.path("identifier");
    names(identifier, IDENTIFIER, "Bundle.identifier", frame);
    if (!Canonical.TRANSFER.equals(identifier.path("system").textValue())
        || !NAME.matcher(identifier.path("value").asText()).matches()) {
      transfer(
          frame,
          "Bundle.identifier",
          "identifier",
          new Phrase("is not valid", "无效"),
          new Phrase("site/sequence", "须为“机构/序号”"));
    }
    JsonNode entries = bundle.path("entry");
    if (!entries.isArray() || entries.isEmpty()) {
      transfer(
          frame,
          "Bundle.entry",
          "entry",
          new Phrase("is missing or empty", "缺失或为空"),
          new Phrase("at least one record", "至少一条记录"));
    }
    List<Issue> issues = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      entry(entries.get(i), "Bundle.entry[" + i + "]", seen, frame, issues);
    }
    List<Issue> all = new ArrayList<>(frame.issues());
    all.addAll(issues);
    return List.copyOf(all);
  }

  private void entry(
      JsonNode entry, String at, Set<String> seen, Findings frame, List<Issue> issues) {
    names(entry, ENTRY, at, frame);
    JsonNode request = entry.path("request");
    names(request, REQUEST, at + ".request", frame);
    JsonNode resource = entry.path("resource");
    String url = resource.path("resourceType").asText() + "/" + resource.path("id").asText();
    if (!"PUT".equals(request.path("method").textValue())
        || !url.equals(request.path("url").textValue())) {
      transfer(
          frame,
          at + ".request",
          "request",
          new Phrase("does not put the entry's own record", "未提交本条目自身的记录"),
          new Phrase(
              "method PUT and url Type/id of the resource", "method 须为 PUT，url 须为该资源的 Type/id"));
    }
    if (entry.has("fullUrl") && !url.equals(entry.path("fullUrl").textValue())) {
      transfer(
          frame,
          at + ".fullUrl",
          "fullUrl",
          new Phrase("is not the record's", "不是该记录的"),
          new Phrase("Type/id or absent", "须为 Type/id，或不给出"));
    }
    if (!seen.add(url)) {
      transfer(
          frame,
          at + ".resource",
          "resource",
          new Phrase("stands twice", "重复出现"),
          new Phrase("each record once", "每条记录只出现一次"));
    }
    if (!resource.isObject()) {
      transfer(
          frame,
          at + ".resource",
          "resource",
          new Phrase("is missing", "缺失"),
          new Phrase("one resource an entry", "每个条目须有一个资源"));
      return;
    }
    for (Issue issue : validator.validate(resource)) {
      issues.add(issue.within(at + ".resource"));
    }
  }

  private static void names(JsonNode object, Set<String> allowed, String at, Findings findings) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!allowed.contains(field.getKey())) {
        String name = field.getKey();
        if (Vocabulary.isElement(name)) {
          findings.add(IssueCode.UNKNOWN_ELEMENT, at + "." + name, name, Phrase.NONE, Phrase.NONE);
        } else {
          findings.unnamed(at, at);
        }
      }
    }
  }

  private static void transfer(
      Findings findings, String expression, String element, Phrase found, Phrase needed) {
    findings.add(IssueCode.TRANSFER, expression, element, found, needed);
  }
}
