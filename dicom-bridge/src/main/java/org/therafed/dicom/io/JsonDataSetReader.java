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
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** Reads one object of DICOM JSON with a stack of its own. */
final class JsonDataSetReader {
  /** The component groups of a person name, PS3.18 section F.2.2. */
  private static final List<String> GROUPS = List.of("Alphabetic", "Ideographic", "Phonetic");

  /** What the values of one text may cost in memory is this times some 60 bytes. */
  private static final int MOST_VALUES = 4 * ReadLimits.DEFAULT.elements();

  private final JsonParser json;
  private final BulkDataUris uris;
  private final ReadLimits limits;
  private final Deque<JsonAttribute> stack = new ArrayDeque<>();
  private final JsonCharsets charsets = new JsonCharsets();
  private int elements;
  private int values;

  JsonDataSetReader(JsonParser json, BulkDataUris uris, ReadLimits limits) {
    this.json = json;
    this.uris = uris;
    this.limits = limits;
  }

  /** One object; what follows it is not looked at. */
  DataSet read() throws IOException {
    expect(json.nextToken(), JsonToken.START_OBJECT);
    return object();
  }

  /** One object, or an array of them as DICOMweb answers (PS3.18 section 8.7.3.2). */
  List<DataSet> readAll() throws IOException {
    JsonToken start = json.nextToken();
    if (start == JsonToken.START_OBJECT) {
      return List.of(object());
    }
    expect(start, JsonToken.START_ARRAY);
    List<DataSet> all = new ArrayList<>();
    for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      expect(next, JsonToken.START_OBJECT);
      all.add(object());
    }
    return all;
  }

  private DataSet object() throws IOException {
    DataSet root = new DataSet();
    while (true) {
      JsonToken token = json.nextToken();
      JsonAttribute top = stack.peek();
      if (top == null && token == JsonToken.END_OBJECT) {
        charsets.settle(root);
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
    stack.push(new JsonAttribute(owner, tag(json.currentName())));
    expect(json.nextToken(), JsonToken.START_OBJECT);
  }

  private void member(JsonAttribute attribute, JsonToken token) throws IOException {
    if (token == JsonToken.END_OBJECT) {
      stack.pop();
      attribute.owner.append(attribute.element(offset()));
      if (attribute.isUnicode()) {
        charsets.add(attribute.owner);
      }
      return;
    }
    expect(token, JsonToken.FIELD_NAME);
    String name = json.currentName();
    JsonToken start = json.nextToken();
    if (!name.equals("vr")) {
      content(attribute, name);
    }
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

  /** Of two contents one would be lost, or both would be read as one. */
  private void content(JsonAttribute attribute, String name) {
    if (attribute.content != null) {
      throw invalid("more than one of Value, InlineBinary and BulkDataURI in an element");
    }
    attribute.content = name;
  }

  private void value(JsonAttribute attribute, JsonToken token) throws IOException {
    if (token == null) {
      throw invalid("the text ends within an element");
    }
    if (++values > MOST_VALUES) {
      throw DicomFault.at(
          DicomFaultCode.TOO_MANY_ELEMENTS, offset(), "more than " + MOST_VALUES + " values");
    }
    switch (token) {
      case END_ARRAY -> attribute.inValues = false;
      case VALUE_NULL -> attribute.texts.add("");
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          attribute.texts.add(json.getText());
      case START_OBJECT -> objectValue(attribute);
      default -> throw invalid("value of type " + token);
    }
  }

  /** An item or a person name. The order of members is free, so that vr may come later. */
  private void objectValue(JsonAttribute attribute) throws IOException {
    JsonToken first = json.nextToken();
    if (first == JsonToken.FIELD_NAME && GROUPS.contains(json.currentName())) {
      attribute.named = true;
      attribute.texts.add(personName(first));
    } else if (first == JsonToken.END_OBJECT) {
      attribute.texts.add("");
      count();
      attribute.items.add(new DataSet());
    } else {
      item(attribute);
      open(attribute.openItem, first);
    }
  }

  private void item(JsonAttribute attribute) {
    if (attribute.vr != null && attribute.vr != VR.SQ) {
      throw invalid("an item in an element whose vr is not SQ");
    }
    if (stack.size() > limits.nesting()) {
      throw DicomFault.at(
          DicomFaultCode.NESTING_TOO_DEEP, offset(), "at most " + limits.nesting() + " levels");
    }
    count();
    attribute.openItem = new DataSet();
    attribute.items.add(attribute.openItem);
  }

  private String personName(JsonToken first) throws IOException {
    String[] groups = {"", "", ""};
    for (JsonToken token = first; token != JsonToken.END_OBJECT; token = json.nextToken()) {
      expect(token, JsonToken.FIELD_NAME);
      int group = GROUPS.indexOf(json.currentName());
      if (group < 0) {
        throw invalid("person name group other than the three of PS3.18");
      }
      JsonToken value = json.nextToken();
      groups[group] = value == JsonToken.VALUE_NULL ? "" : text(value);
    }
    int last = groups[2].isEmpty() ? groups[1].isEmpty() ? 1 : 2 : 3;
    return String.join("=", List.of(groups).subList(0, last));
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
