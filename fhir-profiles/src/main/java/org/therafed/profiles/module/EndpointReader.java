package org.therafed.profiles.module;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.Systems;

/** Reads the endpoints of a module. */
final class EndpointReader {
  private EndpointReader() {}

  static TherapyModule.Endpoint endpoint(Row row, Declared module) {
    row.only("id", "code", "title", "kind", "parameters");
    String kind = row.node().path("kind").asText();
    TherapyModule.Endpoint endpoint =
        new TherapyModule.Endpoint(
            row.text("id"),
            code(row, module.module()),
            row.title("title"),
            RuleKind.named(kind)
                .orElseThrow(
                    () ->
                        row.fault(
                            "kind",
                            new Phrase(
                                "the rule '" + kind + "' is not known", "未知的规则“" + kind + "”"))),
            withResponses(parameters(row.at("parameters")), kind, module));
    EndpointParameters.check(endpoint, module, row.at("parameters"));
    EndpointCodeSense.check(endpoint, module, row);
    return endpoint;
  }

  /** A code of the registry's endpoints, or one that the module brings. */
  private static String code(Row row, String module) {
    String code = row.text("code");
    if (OwnCode.isMeant(code)) {
      return OwnCode.read(row, "code", module, "endpoint", Systems.MODULE_ENDPOINT);
    }
    if (!CodeSets.standard().find("endpoint").orElseThrow().contains(Systems.ENDPOINT, code)) {
      throw row.fault("code", new Phrase("the endpoint code is not known", "未知的终点代码"));
    }
    return code;
  }

  /** Of a criterion that the module brings the responses are known: they need not be repeated. */
  private static Map<String, Object> withResponses(
      Map<String, Object> parameters, String kind, Declared module) {
    List<String> responses = module.responses(String.valueOf(parameters.get("criterion")));
    if (kind.equals(RuleKind.BEST_OF.label()) && !responses.isEmpty()) {
      parameters.putIfAbsent("responders", responses);
    }
    return parameters;
  }

  private static Map<String, Object> parameters(Row row) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : row.node().properties()) {
      JsonNode value = entry.getValue();
      if (value.isNumber()) {
        row.number(entry.getKey());
        parameters.put(entry.getKey(), value.numberValue());
      } else if (value.isTextual()) {
        parameters.put(entry.getKey(), value.textValue());
      } else if (value.isArray()) {
        List<String> texts = new ArrayList<>();
        value.forEach(item -> texts.add(item.asText()));
        parameters.put(entry.getKey(), List.copyOf(texts));
      } else {
        throw row.fault(
            entry.getKey(), new Phrase("it is neither number, text nor list", "既不是数字、文字，也不是列表"));
      }
    }
    return parameters;
  }

  /**
   * That composites name endpoints of the module which are true or false, or times, and do not lead
   * back to themselves.
   */
  static void checkComposites(List<Row.Read<TherapyModule.Endpoint>> endpoints) {
    Map<String, TherapyModule.Endpoint> byId = new HashMap<>();
    endpoints.forEach(read -> byId.put(read.value().id(), read.value()));
    for (Row.Read<TherapyModule.Endpoint> read : endpoints) {
      Row row = read.row().at("parameters");
      for (String part : parts(read.value())) {
        if (!byId.containsKey(part)) {
          throw row.fault(
              "of", new Phrase("the module has no endpoint " + part, "本模块没有终点 " + part));
        }
        RuleKind kind = byId.get(part).kind();
        if (kind == RuleKind.SLOPE || kind == RuleKind.COST_SUM) {
          throw row.fault(
              "of",
              new Phrase(
                  "a composite cannot be made of a " + kind.label(),
                  "复合终点不能由 " + kind.label() + " 组成"));
        }
      }
    }
    for (Row.Read<TherapyModule.Endpoint> read : endpoints) {
      if (leadsTo(read.value(), read.value().id(), byId, new HashSet<>())) {
        throw read.row()
            .at("parameters")
            .fault("of", new Phrase("the composite leads back to itself", "复合终点引用了自身"));
      }
      boolean composite = read.value().kind() == RuleKind.COMPOSITE;
      if (composite && !areSeveral(parts(read.value()))) {
        // One part is that part under another name; the same twice, a slip of another one.
        throw read.row()
            .at("parameters")
            .fault(
                "of",
                new Phrase("two endpoints or more, none twice, are needed", "应有两个或更多的终点，且不得重复"));
      }
    }
  }

  private static List<String> parts(TherapyModule.Endpoint endpoint) {
    return endpoint.kind() == RuleKind.COMPOSITE ? endpoint.texts("of") : List.of();
  }

  private static boolean areSeveral(List<String> parts) {
    return parts.size() > 1 && Set.copyOf(parts).size() == parts.size();
  }

  private static boolean leadsTo(
      TherapyModule.Endpoint from,
      String goal,
      Map<String, TherapyModule.Endpoint> byId,
      Set<String> seen) {
    for (String part : parts(from)) {
      if (part.equals(goal) || (seen.add(part) && leadsTo(byId.get(part), goal, byId, seen))) {
        return true;
      }
    }
    return false;
  }
}
