package org.therafed.registry.bulk;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.records.RecordTypes;
import org.therafed.registry.records.Since;

/**
 * What an export is asked for.
 *
 * @param types resource types, in the order of their files
 * @param since first moment of a month
 * @see <a href="https://hl7.org/fhir/uv/bulkdata/STU2/export.html">Bulk Data Access 2.0, export</a>
 */
record ExportRequest(List<String> types, Optional<OffsetDateTime> since) {

  private static final Set<String> FORMATS =
      new TreeSet<>(Set.of("application/fhir+ndjson", "application/ndjson", "ndjson"));

  ExportRequest {
    types = List.copyOf(types);
  }

  /**
   * Reads it.
   *
   * @param possible types of the route
   * @param uri path and query
   * @param prefer the header; may be null
   * @throws Fault RG-EXPORT-001, RG-SEARCH-001, RG-SEARCH-002
   */
  static ExportRequest of(List<String> possible, String uri, String prefer) {
    String wishes = prefer == null ? "" : prefer.toLowerCase(Locale.ROOT);
    if (!wishes.contains("respond-async")) {
      throw invalid("the header Prefer: respond-async is missing");
    }
    boolean lenient = wishes.contains("handling=lenient");
    List<String> types = new ArrayList<>();
    Optional<OffsetDateTime> since = Optional.empty();
    int position = 0;
    for (Map.Entry<String, List<String>> part : parameters(uri).entrySet()) {
      position++;
      for (String value : part.getValue()) {
        switch (part.getKey()) {
          case "_type" -> types.addAll(RecordTypes.listed(value));
          case "_since" -> since = Optional.of(Since.month(value));
          case "_outputFormat" -> {
            if (!FORMATS.contains(value)) {
              throw invalid("_outputFormat is none of " + String.join(", ", FORMATS));
            }
          }
          default -> {
            if (!lenient) {
              throw RegistryCode.SEARCH_PARAMETER.with(
                  Fault.safe("position", position),
                  Fault.safe("choices", "_type, _since, _outputFormat"));
            }
          }
        }
      }
    }
    if (!possible.containsAll(types)) {
      throw invalid("_type has one that this export does not hold");
    }
    return new ExportRequest(
        types.isEmpty() ? possible : types.stream().distinct().sorted().toList(), since);
  }

  private static Map<String, List<String>> parameters(String uri) {
    try {
      return new QueryStringDecoder(uri, StandardCharsets.UTF_8).parameters();
    } catch (IllegalArgumentException e) {
      throw RegistryCode.REQUEST_UNREADABLE.with(e);
    }
  }

  private static Fault invalid(String reason) {
    return RegistryCode.EXPORT_REQUEST.with(Fault.safe("reason", reason));
  }
}
