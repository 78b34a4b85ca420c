package org.therafed.dicom.cli;

import java.io.PrintWriter;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.ElementVisitor;

/** Prints what a walk through a file meets, a line for each element and item, and keeps nothing. */
final class DumpWriter implements ElementVisitor {
  private static final int DEEPEST_INDENT = 20;
  private static final int HEX_BYTES = 16;

  /** Longer values are not decoded for the few characters that are shown. */
  private static final int SHOWN_BYTES = 64 << 10;

  private final PrintWriter out;
  private final boolean noValues;
  private final int width;
  private final Set<Integer> tags;

  /** Whether what comes below the top belongs to an element that was asked for. */
  private boolean asked;

  /**
   * A writer.
   *
   * @param noValues whether values are left out
   * @param width characters shown of a value
   * @param tags of the elements asked for at the top; all where there are none
   */
  DumpWriter(PrintWriter out, boolean noValues, int width, Set<Integer> tags) {
    this.out = out;
    this.noValues = noValues;
    this.width = width;
    this.tags = tags;
  }

  @Override
  public void begin(DicomFile file) {
    String uid = file.transferSyntax().uid();
    out.println(
        "# transfer syntax "
            + uid
            + Dictionary.uid(uid).map(known -> " " + known.name()).orElse("")
            + (file.preamble().isPresent() ? "" : ", no preamble")
            + (file.meta().isEmpty() ? ", no meta information" : ""));
    for (Element element : file.meta()) {
      element(0, file.meta(), element);
    }
  }

  @Override
  public void element(int depth, DataSet around, Element element) {
    if (isAsked(depth, element.tag())) {
      line(depth, around, element, value(around, element));
    }
  }

  @Override
  public void sequence(int depth, DataSet around, int tag, VR vr, boolean undefinedLength) {
    if (isAsked(depth, tag)) {
      Element named = new Element(tag, vr, Value.Inline.of(new byte[0]));
      line(depth, around, named, undefinedLength ? "<items, undefined length>" : "<items>");
    }
  }

  @Override
  public void item(int depth, long number, boolean undefinedLength) {
    if (asked) {
      indent(depth);
      out.println("item " + number + (undefinedLength ? " (undefined length)" : ""));
    }
  }

  @Override
  public void fragments(int depth, DataSet around, int tag, VR vr, long count, long bytes) {
    if (isAsked(depth, tag)) {
      Element named = new Element(tag, vr, Value.Inline.of(new byte[0]));
      line(depth, around, named, "<" + count + " fragments, " + bytes + " bytes>");
    }
  }

  private boolean isAsked(int depth, int tag) {
    if (depth == 0) {
      asked = tags.isEmpty() || tags.contains(tag);
    }
    return asked;
  }

  private void line(int depth, DataSet set, Element element, String value) {
    indent(depth);
    VR meaning = set.meaning(element);
    out.print(DicomFault.tagText(element.tag()));
    out.print(' ');
    out.print(element.vr());
    if (element.vr() == VR.UN && meaning != VR.UN && meaning != VR.SQ) {
      out.print("(" + meaning + ")");
    }
    out.print(' ');
    out.print(value);
    out.print("  # ");
    out.println(name(set, element));
  }

  private void indent(int depth) {
    out.print("  ".repeat(Math.min(depth, DEEPEST_INDENT)));
    if (depth > DEEPEST_INDENT) {
      out.print("(level " + depth + ") ");
    }
  }

  private String value(DataSet set, Element element) {
    if (element.value() instanceof Value.Bulk bulk) {
      return "<" + bulk.data().length() + " bytes at " + bulk.data().offset() + ">";
    }
    byte[] bytes = ((Value.Inline) element.value()).bytes();
    if (bytes.length == 0) {
      return "<empty>";
    }
    if (noValues || bytes.length > SHOWN_BYTES) {
      return "<" + bytes.length + " bytes>";
    }
    List<String> values = set.strings(element.tag());
    return values.isEmpty() ? hex(bytes) : text(String.join("\\", values));
  }

  private static String hex(byte[] bytes) {
    int shown = Math.min(HEX_BYTES, bytes.length);
    String hex = HexFormat.of().formatHex(bytes, 0, shown);
    return hex + (shown < bytes.length ? "… <" + bytes.length + " bytes>" : "");
  }

  /** Control characters could steer the terminal. */
  private String text(String value) {
    StringBuilder text = new StringBuilder("[");
    int end = Math.min(width, value.length());
    for (int i = 0; i < end; i++) {
      char c = value.charAt(i);
      text.append(Character.isISOControl(c) ? '·' : c);
    }
    return text.append(end < value.length() ? "…]" : "]").toString();
  }

  private static String name(DataSet set, Element element) {
    int tag = element.tag();
    if (Tags.isPrivateCreator(tag)) {
      return "private creator";
    }
    if (element.isPrivate()) {
      boolean known = set.string(Tags.creatorOf(tag)).isPresent();
      return known ? "private" : "private, no creator";
    }
    String keyword =
        Dictionary.find(tag).map(Dictionary.Entry::keyword).filter(k -> !k.isEmpty()).orElse("");
    if (keyword.isEmpty()) {
      return Tags.isGroupLength(tag) ? "group length" : "unknown";
    }
    boolean uid = element.vr() == VR.UI;
    return keyword
        + (uid
            ? set.string(tag).flatMap(Dictionary::uid).map(known -> " = " + known.name()).orElse("")
            : "");
  }
}
