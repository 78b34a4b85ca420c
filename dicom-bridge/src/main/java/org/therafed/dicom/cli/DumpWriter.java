package org.therafed.dicom.cli;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** Prints data sets a line for each element, with a stack of its own: nesting may be deep. */
final class DumpWriter {
  private static final int DEEPEST_INDENT = 20;
  private static final int HEX_BYTES = 16;

  /** Longer values are not decoded for the few characters that are shown. */
  private static final int SHOWN_BYTES = 64 << 10;

  private final PrintWriter out;
  private final boolean noValues;
  private final int width;
  private final Set<Integer> tags;

  /** A data set on the way, and the items that are still to come after it. */
  private record Level(DataSet set, Iterator<Element> rest, Iterator<DataSet> siblings) {}

  /**
   * A writer.
   *
   * @param noValues whether values are left out
   * @param width characters shown of a value
   * @param tags of the elements asked for at the top
   */
  DumpWriter(PrintWriter out, boolean noValues, int width, Set<Integer> tags) {
    this.out = out;
    this.noValues = noValues;
    this.width = width;
    this.tags = tags;
  }

  /** Prints a whole data set. */
  void write(DataSet set) {
    run(new Level(set, set.iterator(), List.<DataSet>of().iterator()));
  }

  /** Prints an element of the top, with its items, where its tag is asked for. */
  void writeIfAsked(DataSet set, Element element) {
    if (tags.contains(element.tag())) {
      run(new Level(set, List.of(element).iterator(), List.<DataSet>of().iterator()));
    }
  }

  private void run(Level top) {
    Deque<Level> stack = new ArrayDeque<>();
    stack.push(top);
    while (!stack.isEmpty()) {
      Level level = stack.peek();
      if (level.rest().hasNext()) {
        Element element = level.rest().next();
        line(stack.size() - 1, level.set(), element);
        if (element.value() instanceof Value.Items items) {
          push(stack, items.items().iterator());
        }
      } else {
        stack.pop();
        push(stack, level.siblings());
      }
    }
  }

  private void push(Deque<Level> stack, Iterator<DataSet> items) {
    if (items.hasNext()) {
      DataSet item = items.next();
      indent(stack.size());
      out.println("item" + (item.undefinedLength() ? " (undefined length)" : ""));
      stack.push(new Level(item, item.iterator(), items));
    }
  }

  private void line(int depth, DataSet set, Element element) {
    indent(depth);
    VR meaning = set.meaning(element);
    out.print(DicomFault.tagText(element.tag()));
    out.print(' ');
    out.print(element.vr());
    if (element.vr() == VR.UN && meaning != VR.UN && meaning != VR.SQ) {
      out.print("(" + meaning + ")");
    }
    out.print(' ');
    out.print(value(set, element));
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
    if (element.value() instanceof Value.Items items) {
      String length = items.undefinedLength() ? ", undefined length" : "";
      return "<" + items.items().size() + " items" + length + ">";
    }
    if (element.value() instanceof Value.Fragments fragments) {
      long sum = fragments.fragments().stream().mapToLong(BulkData::length).sum();
      int count = Math.max(0, fragments.fragments().size() - 1);
      return "<" + count + " fragments, " + sum + " bytes>";
    }
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
