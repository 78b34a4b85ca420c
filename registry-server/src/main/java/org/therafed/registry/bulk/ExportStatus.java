package org.therafed.registry.bulk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How far an export is.
 *
 * @param request address by which it was started
 * @param startedAt ISO 8601, UTC
 * @param expiresAt likewise
 * @param position how many of its types are done
 * @param outdated whether what it may hold has changed since
 */
record ExportStatus(
    String request,
    String startedAt,
    String expiresAt,
    int position,
    int types,
    boolean outdated,
    List<File> files) {

  /** A file of one type. */
  record File(int number, String type, int records) {}

  ExportStatus {
    files = List.copyOf(files);
  }

  boolean done() {
    return position == types;
  }

  /** The manifest of a finished export. */
  String manifest(String address) {
    ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    manifest.put("transactionTime", startedAt);
    manifest.put("request", request);
    manifest.put("requiresAccessToken", true);
    ArrayNode output = manifest.putArray("output");
    for (File file : files) {
      output
          .addObject()
          .put("type", file.type())
          .put("url", address + "/" + file.number())
          .put("count", file.records());
    }
    manifest.putArray("error");
    return manifest.toString();
  }
}
