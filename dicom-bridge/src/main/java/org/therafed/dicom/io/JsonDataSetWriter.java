package org.therafed.dicom.io;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** Walks a data set into JSON with a stack of its own. */
final class JsonDataSetWriter {
  private static final String[] PERSON_NAME_GROUPS = {"Alphabetic", "Ideographic", "Phonetic"};

  /** Of the names of bulk data in one data set: 16 million characters. */
  private static final long MOST_NAMES = 16 << 20;

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private final JsonGenerator json;
  private final BulkDataUris uris;
  private final Deque<Frame> stack = new ArrayDeque<>();

  /** Tags and item numbers of what is being written, as in the names of bulk data. */
  private final StringBuilder place = new StringBuilder();

  /** Characters of all names of bulk data so far. */
  private long named;

  private static final class Frame {
    final Iterator<Element> rest;
    final SpecificCharacterSet charset;
    int sequenceTag;
    int itemNumber;
    int placeLength;
    Iterator<DataSet> items;

    Frame(DataSet set, SpecificCharacterSet charset) {
      this.rest = set.iterator();
      this.charset = charset;
    }
  }

  JsonDataSetWriter(JsonGenerator json, BulkDataUris uris) {
    this.json = json;
    this.uris = uris;
  }

  void write(DataSet root) throws IOException {
    json.writeStartObject();
    stack.push(new Frame(root, root.charset()));
    while (!stack.isEmpty()) {
      Frame frame = stack.peek();
      if (frame.items != null) {
        item(frame);
      } else if (frame.rest.hasNext()) {
        element(frame, frame.rest.next());
      } else {
        json.writeEndObject();
        stack.pop();
      }
    }
  }

  private void item(Frame frame) throws IOException {
    if (frame.items.hasNext()) {
      DataSet item = frame.items.next();
      frame.itemNumber++;
      place.setLength(frame.placeLength);
      place.append(hex(frame.sequenceTag)).append('/').append(frame.itemNumber).append('/');
      json.writeStartObject();
      boolean own = item.contains(Tag.SpecificCharacterSet);
      stack.push(new Frame(item, own ? item.charset() : frame.charset));
    } else {
      json.writeEndArray();
      json.writeEndObject();
      frame.items = null;
      place.setLength(frame.placeLength);
    }
  }

  private void element(Frame frame, Element element) throws IOException {
    int tag = element.tag();
    if (Tags.isGroupLength(tag)) {
      return;
    }
    json.writeFieldName(hex(tag));
    json.writeStartObject();
    if (element.value() instanceof Value.Items items) {
      json.writeStringField("vr", "SQ");
      if (!items.items().isEmpty()) {
        json.writeArrayFieldStart("Value");
        frame.sequenceTag = tag;
        frame.itemNumber = -1;
        frame.placeLength = place.length();
        frame.items = items.items().iterator();
        return;
      }
    } else if (tag == Tag.SpecificCharacterSet && !element.isEmpty()) {
      json.writeStringField("vr", "CS");
      json.writeArrayFieldStart("Value");
      json.writeString("ISO_IR 192");
      json.writeEndArray();
    } else {
      json.writeStringField("vr", element.vr().name());
      if (!element.isEmpty()) {
        value(frame, element);
      }
    }
    json.writeEndObject();
  }

  private void value(Frame frame, Element element) throws IOException {
    VR vr = element.vr();
    if (vr.kind() != VR.Kind.BINARY && vr.kind() != VR.Kind.SEQUENCE) {
      values(vr, DataSet.strings(element, frame.charset));
    } else if (element.value() instanceof Value.Inline inline) {
      json.writeFieldName("InlineBinary");
      json.writeBinary(inline.array(), inline.offset(), inline.length());
    } else if (element.value() instanceof Value.Bulk bulk) {
      bulk(element.tag(), bulk.data());
    } else {
      if (uris == null) {
        throw DicomFault.of(
            DicomFaultCode.NOT_ENCODABLE,
            "encapsulated pixel data have no inline form in DICOM JSON; give URIs");
      }
      json.writeStringField("BulkDataURI", uris.uri(path(element.tag())));
    }
  }

  private void bulk(int tag, BulkData data) throws IOException {
    if (data instanceof NamedBulkData named) {
      json.writeStringField("BulkDataURI", named.uri());
    } else if (uris != null) {
      json.writeStringField("BulkDataURI", uris.uri(path(tag)));
    } else if (data.length() > Integer.MAX_VALUE) {
      throw DicomFault.of(
          DicomFaultCode.VALUE_TOO_LARGE, "a value of 2 GiB or more cannot be written inline");
    } else {
      json.writeFieldName("InlineBinary");
      try (InputStream in = data.open()) {
        json.writeBinary(in, (int) data.length());
      }
    }
  }

  private void values(VR vr, List<String> all) throws IOException {
    // A name of delimiters alone has no component group to be written.
    List<String> values =
        vr == VR.PN ? all.stream().map(name -> isBare(name) ? "" : name).toList() : all;
    if (values.size() == 1 && values.get(0).isEmpty()) {
      // Blanks only: no value.
      return;
    }
    json.writeArrayFieldStart("Value");
    for (String value : values) {
      if (value.isEmpty()) {
        json.writeNull();
      } else if (vr == VR.PN) {
        personName(value);
      } else if (isNumber(vr) && JsonNumbers.isNumber(value)) {
        json.writeNumber(value);
      } else if (isNumber(vr)) {
        json.writeString(JsonNumbers.normal(value));
      } else {
        json.writeString(value);
      }
    }
    json.writeEndArray();
  }

  private static boolean isBare(String name) {
    return name.chars().allMatch(c -> c == '=');
  }

  /** SV and UV are strings: numbers above 2^53 would lose digits in readers of JSON. */
  private static boolean isNumber(VR vr) {
    return switch (vr) {
      case DS, IS, FL, FD, SL, SS, UL, US -> true;
      default -> false;
    };
  }

  private void personName(String value) throws IOException {
    json.writeStartObject();
    String[] groups = value.split("=", 3);
    for (int i = 0; i < groups.length; i++) {
      if (!groups[i].isEmpty()) {
        json.writeStringField(PERSON_NAME_GROUPS[i], groups[i]);
      }
    }
    json.writeEndObject();
  }

  /** Names grow with depth, and there may be one for each element: all together are bounded. */
  private String path(int tag) {
    named += place.length() + 8;
    if (named > MOST_NAMES) {
      throw DicomFault.of(
          DicomFaultCode.VALUE_TOO_LARGE,
          "the places of nested bulk data take more than " + MOST_NAMES + " characters in JSON");
    }
    return place + hex(tag);
  }

  static String hex(int tag) {
    char[] hex = new char[8];
    for (int i = 0; i < 8; i++) {
      hex[i] = HEX[tag >>> (28 - 4 * i) & 0xF];
    }
    return new String(hex);
  }
}
