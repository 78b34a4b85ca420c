package org.therafed.dicom.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A place where our DICOM JSON and another tool's differ, with the reason why both are right or
 * ours is. The reasons are explained in docs/reports/dicom-json.md.
 *
 * @param path tags and item numbers from the top
 * @param reason null where nothing justifies the difference
 */
record JsonDifference(String path, Reason reason) {

  enum Reason {
    /** The same binary number in other decimal digits; ours are the fewest that give it back. */
    DIGITS,
    /** The other tool's digits give a number one or two steps beside the one in the file. */
    INEXACT,
    /** Texts are Unicode, so ours says ISO_IR 192 in items too. */
    CHARSET_OF_ITEM,
    /** (0008,0005) without value stays so. */
    EMPTY_CHARSET,
    /** Empty components at the end of a name are kept as they are written. */
    NAME_DELIMITERS,
    /** IS and DS that are no JSON numbers, such as 01, are strings with all their characters. */
    NOT_A_JSON_NUMBER,
    /** A value of odd length gets no padding. */
    PADDING,
    /** An implicit VR data set: one private dictionary knows the element, the other does not. */
    PRIVATE_DICTIONARY,
    /** UN whose bytes are a sequence: ours has its items (PS3.5 6.2.2 note 2), the other bytes. */
    UNKNOWN_SEQUENCE
  }

  private record Pair(String path, JsonNode ours, JsonNode theirs) {}

  /** All differences of two data sets, which may nest deeply. */
  static List<JsonDifference> between(JsonNode ours, JsonNode theirs) {
    List<JsonDifference> found = new ArrayList<>();
    Deque<Pair> open = new ArrayDeque<>();
    open.push(new Pair("", ours, theirs));
    while (!open.isEmpty()) {
      Pair pair = open.pop();
      TreeSet<String> names = new TreeSet<>();
      pair.ours().fieldNames().forEachRemaining(names::add);
      pair.theirs().fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        JsonNode mine = pair.ours().path(name);
        JsonNode other = pair.theirs().path(name);
        element(new Pair(pair.path() + name, mine, other), name, open, found);
      }
    }
    return found;
  }

  private static void element(Pair pair, String tag, Deque<Pair> open, List<JsonDifference> found) {
    JsonNode mine = pair.ours().path("Value");
    JsonNode other = pair.theirs().path("Value");
    boolean sequences = isSequence(pair.ours()) && isSequence(pair.theirs());
    if (sequences && mine.size() == other.size()) {
      for (int i = 0; i < mine.size(); i++) {
        open.push(new Pair(pair.path() + "/" + i + "/", mine.get(i), other.get(i)));
      }
    } else if (!pair.ours().equals(pair.theirs())) {
      found.add(
          new JsonDifference(pair.path(), reason(pair.path(), tag, pair.ours(), pair.theirs())));
    }
  }

  private static boolean isSequence(JsonNode element) {
    return element.path("vr").asText().equals("SQ");
  }

  private static Reason reason(String path, String tag, JsonNode ours, JsonNode theirs) {
    boolean inItem = path.length() > 8;
    String vr = ours.path("vr").asText();
    boolean privateElement = Integer.parseInt(tag.substring(3, 4), 16) % 2 == 1;
    if (vr.equals("SQ") && theirs.path("vr").asText().equals("UN") && isItem(theirs)) {
      return Reason.UNKNOWN_SEQUENCE;
    }
    if (!vr.equals(theirs.path("vr").asText())) {
      return privateElement && theirs.path("vr").asText().equals("UN")
          ? Reason.PRIVATE_DICTIONARY
          : null;
    }
    JsonNode mine = ours.path("Value");
    JsonNode other = theirs.path("Value");
    if (tag.equals("00080005")) {
      boolean unicode = mine.path(0).asText().equals("ISO_IR 192");
      boolean empty = mine instanceof MissingNode;
      return empty ? Reason.EMPTY_CHARSET : inItem && unicode ? Reason.CHARSET_OF_ITEM : null;
    }
    return switch (vr) {
      case "FL", "FD" -> binary(vr, mine, other);
      case "IS", "DS" ->
          all(mine, other, JsonDifference::sameDecimal) ? Reason.NOT_A_JSON_NUMBER : null;
      case "PN" -> names(mine).equals(names(other)) ? Reason.NAME_DELIMITERS : null;
      default -> isPadding(ours, theirs) ? Reason.PADDING : null;
    };
  }

  /** Whether bytes begin with an item, little endian. */
  private static boolean isItem(JsonNode element) {
    byte[] bytes = Base64.getDecoder().decode(element.path("InlineBinary").asText());
    return bytes.length >= 8
        && bytes[0] == (byte) 0xFE
        && bytes[1] == (byte) 0xFF
        && bytes[2] == 0
        && bytes[3] == (byte) 0xE0;
  }

  private interface Same {
    boolean test(JsonNode ours, JsonNode theirs);
  }

  private static boolean all(JsonNode ours, JsonNode theirs, Same same) {
    if (ours.size() != theirs.size() || ours.isEmpty()) {
      return false;
    }
    for (int i = 0; i < ours.size(); i++) {
      if (!same.test(ours.get(i), theirs.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Reason binary(String vr, JsonNode ours, JsonNode theirs) {
    if (all(ours, theirs, (a, b) -> number(vr, a).equals(number(vr, b)))) {
      return Reason.DIGITS;
    }
    boolean close =
        all(
            ours,
            theirs,
            (a, b) -> Math.abs(a.asDouble() - b.asDouble()) <= 2 * Math.ulp(a.asDouble()));
    return close ? Reason.INEXACT : null;
  }

  private static Number number(String vr, JsonNode value) {
    double number = value.asDouble();
    return vr.equals("FL") ? (Number) (float) number : (Number) number;
  }

  private static boolean sameDecimal(JsonNode ours, JsonNode theirs) {
    boolean text = ours.isTextual() && !theirs.isTextual();
    return ours.equals(theirs)
        || (text && new BigDecimal(ours.asText()).compareTo(theirs.decimalValue()) == 0);
  }

  /** Groups without the carets at their end; names without any text are none. */
  private static List<String> names(JsonNode values) {
    List<String> names = new ArrayList<>();
    for (JsonNode value : values) {
      StringBuilder name = new StringBuilder();
      for (Map.Entry<String, JsonNode> group : value.properties()) {
        String text = group.getValue().asText().replaceAll("\\^+$", "");
        name.append(text.isEmpty() ? "" : group.getKey() + "=" + text);
      }
      if (name.length() > 0) {
        names.add(name.toString());
      }
    }
    return names;
  }

  private static boolean isPadding(JsonNode ours, JsonNode theirs) {
    if (!ours.has("InlineBinary") || !theirs.has("InlineBinary")) {
      return false;
    }
    byte[] mine = Base64.getDecoder().decode(ours.get("InlineBinary").asText());
    byte[] other = Base64.getDecoder().decode(theirs.get("InlineBinary").asText());
    return mine.length % 2 == 1
        && other.length == mine.length + 1
        && java.util.Arrays.equals(mine, java.util.Arrays.copyOf(other, mine.length));
  }
}
