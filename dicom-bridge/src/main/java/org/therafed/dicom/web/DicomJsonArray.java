package org.therafed.dicom.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.io.DicomJson;

/** Arrays of data sets in DICOM JSON, as DICOMweb answers (PS3.18 section 8.7.3.2). */
final class DicomJsonArray {
  /** Largest answer, bytes. */
  private static final long MAX_ANSWER = 256L << 20;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxDocumentLength(MAX_ANSWER).build())
              .build());

  private DicomJsonArray() {}

  /**
   * Reads to the end of the array; a single object counts as an array of one.
   *
   * @throws DicomFault {@code INVALID_JSON}
   */
  static void read(InputStream in, Consumer<DataSet> dataSets) throws IOException {
    try (JsonParser parser = MAPPER.createParser(in)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        dataSets.accept(dataSet(parser));
      } else if (first == JsonToken.START_ARRAY) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          dataSets.accept(dataSet(parser));
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
          throw invalid(parser);
        }
      } else {
        throw invalid(parser);
      }
    } catch (JsonProcessingException e) {
      // The message of the cause quotes the text; only its place is passed on.
      throw DicomFault.at(
          DicomFaultCode.INVALID_JSON,
          e.getLocation() == null ? -1 : e.getLocation().getByteOffset(),
          "the answer is no JSON or exceeds a limit");
    }
  }

  private static DicomFault invalid(JsonParser parser) {
    return DicomFault.at(
        DicomFaultCode.INVALID_JSON,
        parser.currentLocation().getByteOffset(),
        "the answer is no array of data sets");
  }

  private static DataSet dataSet(JsonParser parser) throws IOException {
    ObjectNode object = MAPPER.readTree(parser);
    vrFirst(object);
    return DicomJson.read(MAPPER.writeValueAsBytes(object));
  }

  /** Members of JSON objects have no order, and Orthanc's come by name: values before their VR. */
  private static void vrFirst(ObjectNode dataSet) {
    for (JsonNode element : dataSet) {
      if (element instanceof ObjectNode members && members.path("vr").isTextual()) {
        ObjectNode others = MAPPER.createObjectNode();
        others.setAll(members);
        members.removeAll();
        members.set("vr", others.remove("vr"));
        if (others.get("Value") != null && members.get("vr").asText().equals("SQ")) {
          for (JsonNode item : others.get("Value")) {
            if (item instanceof ObjectNode nested) {
              vrFirst(nested);
            }
          }
        }
        members.setAll(others);
      }
    }
  }
}
