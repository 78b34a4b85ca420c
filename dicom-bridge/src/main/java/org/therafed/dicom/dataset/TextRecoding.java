package org.therafed.dicom.dataset;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Changes the character set of a data set and all its items, the texts with it. */
public final class TextRecoding {
  private TextRecoding() {}

  /**
   * Writes every text anew in another character set. Items lose a (0008,0005) of their own.
   *
   * <p>Nothing is changed where a text cannot be expressed: all texts are encoded first.
   *
   * @param set the data set at the top
   * @param target the character set to come, e.g. {@link SpecificCharacterSet#UTF_8}
   * @throws DicomFault {@link DicomFaultCode#NOT_ENCODABLE} where the target lacks a character, or
   *     a text has bytes that its own set does not define
   */
  public static void recode(DataSet set, SpecificCharacterSet target) {
    List<Runnable> changes = new ArrayList<>();
    Deque<DataSet> open = new ArrayDeque<>();
    open.push(set);
    while (!open.isEmpty()) {
      DataSet next = open.pop();
      for (Element element : next) {
        if (element.value() instanceof Value.Items items) {
          items.items().forEach(open::push);
        } else if (next.meaning(element).kind() == VR.Kind.CHARSET_TEXT && !element.isEmpty()) {
          Element recoded = recoded(next, element, target);
          changes.add(() -> next.append(recoded));
        }
      }
      if (next != set) {
        changes.add(() -> next.remove(Tag.SpecificCharacterSet));
      }
    }
    changes.forEach(Runnable::run);
    set.put(Tag.SpecificCharacterSet, VR.CS, target.terms().toArray(String[]::new));
  }

  private static Element recoded(DataSet owner, Element element, SpecificCharacterSet target) {
    byte[] bytes = Values.bytes(element);
    VR vr = owner.meaning(element);
    String text = owner.charset().decode(bytes, 0, bytes.length, vr == VR.PN);
    if (text.indexOf('\uFFFD') >= 0) {
      throw DicomFault.of(
          DicomFaultCode.NOT_ENCODABLE,
          DicomFault.tagText(element.tag())
              + " has bytes that the declared character set does not define; correct (0008,0005)");
    }
    byte[] recoded = Values.padded(vr, target.encode(text, vr == VR.PN));
    return new Element(element.tag(), element.vr(), Value.Inline.of(recoded));
  }
}
