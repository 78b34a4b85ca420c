package org.therafed.registry.findings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.therafed.profiles.coherence.Coherence;
import org.therafed.profiles.coherence.Finding;

/** The findings of one person as rows: those of each hospital alone, then what linking adds. */
final class PersonsFindings {

  private final Map<String, List<JsonNode>> bySite = new LinkedHashMap<>();
  private final Set<String> patients = new TreeSet<>();

  void add(String site, String patient, JsonNode resource) {
    bySite.computeIfAbsent(site, none -> new ArrayList<>()).add(resource);
    patients.add(patient);
  }

  /**
   * Adds the rows. What a hospital sees follows from its own records alone: it must not learn from
   * a finding, or from one that vanishes, that its patient is known elsewhere.
   */
  void rows(Coherence coherence, ArrayNode rows) {
    Set<Finding> known = new HashSet<>();
    bySite.forEach(
        (site, records) -> {
          List<Finding> own = coherence.findings(records);
          own.forEach(finding -> row(rows, site, finding));
          known.addAll(own);
        });
    if (bySite.size() > 1) {
      List<JsonNode> all = bySite.values().stream().flatMap(Collection::stream).toList();
      coherence.findings(all).stream()
          .filter(finding -> !known.contains(finding))
          .forEach(finding -> row(rows, null, finding));
    }
  }

  private void row(ArrayNode rows, String site, Finding finding) {
    ObjectNode row = rows.addObject();
    row.put("site", site).put("code", finding.code()).put("severity", finding.severity().code());
    row.put("message", finding.message()).put("message_zh", finding.messageZh());
    ArrayNode records = JsonNodeFactory.instance.arrayNode();
    finding.references().forEach(records::add);
    row.set("records", records);
    ArrayNode elements = row.putArray("elements");
    finding.elements().forEach(elements::add);
    ArrayNode ids = row.putArray("patients");
    patients.forEach(ids::add);
  }
}
