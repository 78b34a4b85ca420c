package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A conformance resource of a pack as its line of JSON in UTF-8, read when it is needed. */
final class PackLine {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String TYPE = "{\"resourceType\":\"";
  private static final String URL = ",\"url\":\"";

  /** Characters that hold type and URL. */
  private static final int HEAD = 512;

  private final byte[] pack;
  private final int from;
  private final int length;
  private final String type;
  private final String url;

  /** A line that begins with type and URL, between which an id may stand; not read further. */
  PackLine(byte[] pack, int from, int length) throws IOException {
    this.pack = pack;
    this.from = from;
    this.length = length;
    String head = new String(pack, from, Math.min(length, HEAD), StandardCharsets.ISO_8859_1);
    int typeEnd = head.indexOf('"', TYPE.length());
    int urlBegin = head.indexOf(URL, typeEnd) + URL.length();
    int urlEnd = head.indexOf('"', urlBegin);
    if (!head.startsWith(TYPE) || urlBegin < URL.length() || urlEnd < 0) {
      throw new IOException("A line of a pack of definitions does not begin with type and URL");
    }
    this.type = head.substring(TYPE.length(), typeEnd);
    this.url = head.substring(urlBegin, urlEnd);
  }

  String type() {
    return type;
  }

  String url() {
    return url;
  }

  JsonNode read() throws IOException {
    return MAPPER.readTree(pack, from, length);
  }
}
