package org.therafed.dicom.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** Reads one object of DICOM JSON with a stack of its own. */
final class JsonDataSetReader {
  private final JsonParser json;
  private final BulkDataUris uris;
  private final ReadLimits limits;
  private final Deque<Attribute> stack = new ArrayDeque<>();
  private int elements;

  /** One element while its members are read, and the data set it will belong to. */
  private static final class Attribute {
    final DataSet owner;
    final int tag;
    VR vr;
    final List<String> texts = new ArrayList<>(1);
    final List<DataSet> items = new ArrayList<>(0);
    Value binary;
    boolean inValues;
    DataSet openItem;

    Attribute(DataSet owner, int tag) {
      this.owner = owner;
      this.tag = tag;
    }
  }

  JsonDataSetReader(JsonParser json, BulkDataUris uris, ReadLimits limits) {
    this.json = json;
    this.uris = uris;
    this.limits = limits;
  }

  DataSet read() throws IOException {
    expect(json.nextToken(), JsonToken.START_OBJECT);
    DataSet root = new DataSet();
    while (true) {
      JsonToken token = json.nextToken();
      Attribute top = stack.peek();
      if (top == null && token == JsonToken.END_OBJECT) {
        return root;
      }
      if (top == null) {
        open(root, token);
      } else if (top.openItem != null && token == JsonToken.END_OBJECT) {
        top.openItem = null;
      } else if (top.openItem != null) {
        open(top.openItem, token);
      } else if (top.inValues) {
        value(top, token);
      } else {
        member(top, token);
      }
    }
  }

  private void open(DataSet owner, JsonToken token) throws IOException {
    expect(token, JsonToken.FIELD_NAME);
    count();
    stack.push(new Attribute(owner, tag(json.currentName())));
    expect(json.nextToken(), JsonToken.START_OBJECT);
  }

  private void member(Attribute attribute, JsonToken token) throws IOException {
    if (token == JsonToken.END_OBJECT) {
      stack.pop();
      attribute.owner.append(element(attribute));
      return;
    }
    expect(token, JsonToken.FIELD_NAME);
    String name = json.currentName();
    JsonToken start = json.nextToken();
    switch (name) {
      case "vr" -> attribute.vr = vr(text(start));
      case "InlineBinary" -> attribute.binary = inline(start);
      case "BulkDataURI" -> attribute.binary = new Value.Bulk(uris.resolve(text(start)));
      case "Value" -> {
        expect(start, JsonToken.START_ARRAY);
        attribute.inValues = true;
      }
      default -> throw invalid("member other than vr, Value, InlineBinary, BulkDataURI");
    }
  }

  private void value(Attribute attribute, JsonToken token) throws IOException {
    if (token == null) {
      throw invalid("the text ends within an element");
    }
    switch (token) {
      case END_ARRAY -> attribute.inValues = false;
      case VALUE_NULL -> attribute.texts.add("");
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          attribute.texts.add(json.getText());
      case START_OBJECT -> {
        if (attribute.vr == VR.PN) {
          attribute.texts.add(personName());
        } else {
          item(attribute);
        }
      }
      default -> throw invalid("value of type " + token);
    }
  }

  private void item(Attribute attribute) {
    if (attribute.vr != VR.SQ) {
      throw invalid("an item in an element whose vr, given before it, is not SQ");
    }
    if (stack.size() > limits.nesting()) {
      throw DicomFault.at(
          DicomFaultCode.NESTING_TOO_DEEP, offset(), "at most " + limits.nesting() + " levels");
    }
    count();
    attribute.openItem = new DataSet();
    attribute.items.add(attribute.openItem);
  }

  private String personName() throws IOException {
    String[] groups = {"", "", ""};
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_OBJECT;
        token = json.nextToken()) {
      expect(token, JsonToken.FIELD_NAME);
      int group =
          switch (json.currentName()) {
            case "Alphabetic" -> 0;
            case "Ideographic" -> 1;
            case "Phonetic" -> 2;
            default -> throw invalid("person name group other than the three of PS3.18");
          };
      JsonToken value = json.nextToken();
      groups[group] = value == JsonToken.VALUE_NULL ? "" : text(value);
    }
    int last = groups[2].isEmpty() ? groups[1].isEmpty() ? 1 : 2 : 3;
    return String.join("=", List.of(groups).subList(0, last));
  }

  private Element element(Attribute attribute) {
    int tag = attribute.tag;
    VR vr = attribute.vr;
    if (vr == null) {
      throw invalid("an element without vr");
    }
    if (vr == VR.SQ) {
      return new Element(tag, vr, new Value.Items(attribute.items, false));
    }
    if (attribute.binary != null) {
      return new Element(tag, vr, attribute.binary);
    }
    if (attribute.texts.isEmpty()) {
      return new Element(tag, vr, Value.Inline.of(new byte[0]));
    }
    if (vr.kind() == VR.Kind.BINARY) {
      throw invalid("Value in an element of VR " + vr);
    }
    if (tag == Tag.SpecificCharacterSet) {
      return Element.of(tag, vr, List.of("ISO_IR 192"), SpecificCharacterSet.DEFAULT);
    }
    if (!vr.isText()) {
      // Some writers close a list of numbers with null; binary numbers have no empty value.
      while (!attribute.texts.isEmpty() && last(attribute.texts).isEmpty()) {
        attribute.texts.remove(attribute.texts.size() - 1);
      }
      attribute.texts.replaceAll(JsonNumbers::parseable);
    }
    return Element.of(tag, vr, attribute.texts, charset(attribute));
  }

  private static String last(List<String> texts) {
    return texts.get(texts.size() - 1);
  }

  /** Text beyond ASCII at the top makes the data set say that it is UTF-8. */
  private SpecificCharacterSet charset(Attribute attribute) {
    boolean ascii = attribute.texts.stream().allMatch(t -> t.chars().allMatch(c -> c < 0x80));
    if (ascii || attribute.vr.kind() != VR.Kind.CHARSET_TEXT) {
      return SpecificCharacterSet.DEFAULT;
    }
    DataSet top = stack.isEmpty() ? attribute.owner : stack.peekLast().owner;
    if (!top.contains(Tag.SpecificCharacterSet)) {
      top.append(
          Element.of(
              Tag.SpecificCharacterSet,
              VR.CS,
              List.of("ISO_IR 192"),
              SpecificCharacterSet.DEFAULT));
    }
    return SpecificCharacterSet.UTF_8;
  }

  private Value inline(JsonToken token) throws IOException {
    expect(token, JsonToken.VALUE_STRING);
    return Value.Inline.of(json.getBinaryValue());
  }

  private String text(JsonToken token) throws IOException {
    expect(token, JsonToken.VALUE_STRING);
    return json.getText();
  }

  private VR vr(String text) {
    VR vr = text.length() == 2 ? VR.lookup(text.charAt(0), text.charAt(1)) : null;
    if (vr == null) {
      throw DicomFault.at(DicomFaultCode.INVALID_VR, offset(), "vr is none of PS3.5 Table 6.2-1");
    }
    return vr;
  }

  private int tag(String name) {
    try {
      if (name.length() == 8) {
        int tag = Integer.parseUnsignedInt(name, 16);
        if (tag >>> 16 != 0xFFFE && !Tags.isGroupLength(tag)) {
          return tag;
        }
      }
    } catch (NumberFormatException e) {
      throw invalid("member name that is no tag of eight hex digits");
    }
    throw invalid("member name that is no tag of an element");
  }

  private void expect(JsonToken found, JsonToken needed) {
    if (found != needed) {
      throw invalid(found + " where " + needed + " was needed");
    }
  }

  private void count() {
    if (++elements > limits.elements()) {
      throw DicomFault.at(
          DicomFaultCode.TOO_MANY_ELEMENTS, offset(), "more than " + limits.elements());
    }
  }

  private DicomFault invalid(String detail) {
    return DicomFault.at(DicomFaultCode.INVALID_JSON, offset(), detail);
  }

  private long offset() {
    return json.currentLocation().getByteOffset();
  }
}
