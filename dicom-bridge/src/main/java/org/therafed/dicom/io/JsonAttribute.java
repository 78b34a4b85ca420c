package org.therafed.dicom.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** One element of DICOM JSON while its members are read, in whatever order they come. */
final class JsonAttribute {
  /** The data set it will belong to. */
  final DataSet owner;

  /** Null until the member {@code vr} has been read. */
  VR vr;

  final List<String> texts = new ArrayList<>(1);
  final List<DataSet> items = new ArrayList<>(0);

  /** The value of InlineBinary or BulkDataURI; null where there is none. */
  Value binary;

  /** Whether a value is an object with the groups of a person name. */
  boolean named;

  /** Whether the reader is within the array of values. */
  boolean inValues;

  /** Which of Value, InlineBinary and BulkDataURI was there: PS3.18 section F.2.2 allows one. */
  String content;

  /** The item that is being read; null between items. */
  DataSet openItem;

  private final int tag;

  JsonAttribute(DataSet owner, int tag) {
    this.owner = owner;
    this.tag = tag;
  }

  /**
   * The element, when all members have been read.
   *
   * @param offset where the element ends, bytes
   */
  Element element(long offset) {
    String wrong = contradiction();
    if (wrong != null) {
      throw DicomFault.at(DicomFaultCode.INVALID_JSON, offset, wrong);
    }
    if (vr == VR.SQ) {
      return new Element(tag, vr, new Value.Items(items, false));
    }
    if (tag == Tag.SpecificCharacterSet && (binary != null || !texts.isEmpty())) {
      return JsonCharsets.unicode();
    }
    if (binary != null) {
      return new Element(tag, vr, binary);
    }
    if (texts.isEmpty()) {
      return new Element(tag, vr, Value.empty(vr));
    }
    if (vr.kind() == VR.Kind.TEXT && !isAscii()) {
      // Bytes beyond ASCII where none may be are read as they are written: one for each.
      byte[] latin = String.join("\\", texts).getBytes(StandardCharsets.ISO_8859_1);
      return new Element(tag, vr, Value.Inline.of(latin));
    }
    if (!vr.isText()) {
      // Some writers close a list of numbers with null; binary numbers have no empty value.
      while (!texts.isEmpty() && texts.get(texts.size() - 1).isEmpty()) {
        texts.remove(texts.size() - 1);
      }
      texts.replaceAll(JsonNumbers::parseable);
    }
    return Element.of(
        tag, vr, texts, isUnicode() ? SpecificCharacterSet.UTF_8 : SpecificCharacterSet.DEFAULT);
  }

  /** What does not go together; null where all does. */
  private String contradiction() {
    if (vr == null) {
      return "an element without vr";
    }
    boolean hasTexts = texts.stream().anyMatch(text -> !text.isEmpty());
    boolean hasItems = items.stream().anyMatch(item -> !item.isEmpty());
    if (vr == VR.SQ ? hasTexts || binary != null : hasItems || (named && vr != VR.PN)) {
      return "values that do not go with vr " + vr;
    }
    if (vr.kind() == VR.Kind.BINARY && !texts.isEmpty()) {
      return "Value in an element of VR " + vr;
    }
    if (tag == Tag.SpecificCharacterSet && vr != VR.CS) {
      return "(0008,0005) of VR " + vr;
    }
    boolean wide = texts.stream().anyMatch(text -> text.chars().anyMatch(c -> c > 0xFF));
    return vr.kind() == VR.Kind.TEXT && wide
        ? "text outside the default repertoire in vr " + vr
        : null;
  }

  /** Whether the element holds text that ASCII does not have; it is then written in UTF-8. */
  boolean isUnicode() {
    return vr.kind() == VR.Kind.CHARSET_TEXT && !isAscii();
  }

  private boolean isAscii() {
    return texts.stream().allMatch(text -> text.chars().allMatch(c -> c < 0x80));
  }
}
