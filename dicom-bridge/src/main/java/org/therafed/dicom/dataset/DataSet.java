package org.therafed.dicom.dataset;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Data elements in order of their tags (unsigned), PS3.5 section 7.
 *
 * <p>Reading is typed and lenient: a value that does not fit its representation reads as empty, and
 * the bytes stay as they are. An element of VR UN reads by the dictionary's VR where that knows the
 * tag. Not safe for use by several threads while one of them writes.
 */
public final class DataSet implements Iterable<Element> {
  private final ElementIndex index;
  private final int row;

  /** Null before a data set that was read is first looked at. */
  private volatile ElementTable elements;

  private DataSet parent;
  private boolean undefinedLength;
  private SpecificCharacterSet ownCharset;

  /** A data set without elements. */
  public DataSet() {
    index = null;
    row = 0;
    elements = new ElementTable();
  }

  /** A data set as read, of a row of the index. */
  DataSet(ElementIndex index, int row, DataSet parent) {
    this.index = index;
    this.row = row;
    this.parent = parent;
    this.undefinedLength = index.undefinedLength(row);
  }

  private ElementTable elements() {
    ElementTable made = elements;
    return made == null ? make() : made;
  }

  /** Once, whichever of several reading threads looks first: all are to see the same items. */
  private synchronized ElementTable make() {
    if (elements == null) {
      elements = index.elements(row, this);
    }
    return elements;
  }

  /** The number of elements, group lengths included. */
  public int size() {
    return elements().size();
  }

  /** Whether there is no element. */
  public boolean isEmpty() {
    return elements == null ? index.isEmpty(row) : elements.isEmpty();
  }

  /** Whether an element with this tag exists, empty or not. */
  public boolean contains(int tag) {
    return elements().find(tag) != null;
  }

  /** The element with this tag. */
  public Optional<Element> element(int tag) {
    return Optional.ofNullable(elements().find(tag));
  }

  /** The elements in order of tags. */
  @Override
  public Iterator<Element> iterator() {
    return elements().iterator();
  }

  /** The data set that holds the sequence of this item; empty at the top. */
  public Optional<DataSet> parent() {
    return Optional.ofNullable(parent);
  }

  /** For an item: whether it was, and will be, written with undefined length. */
  public boolean undefinedLength() {
    return undefinedLength;
  }

  /** For an item: how its length is written. */
  public DataSet undefinedLength(boolean undefined) {
    undefinedLength = undefined;
    return this;
  }

  /** The first value with any text; empty where the element is absent or holds none. */
  public Optional<String> string(int tag) {
    Element element = elements().find(tag);
    if (element == null || element.isEmpty()) {
      return Optional.empty();
    }
    for (String value : strings(element)) {
      if (!value.isEmpty()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** All values, empty ones in their place; no values where the element is absent or empty. */
  public List<String> strings(int tag) {
    Element element = elements().find(tag);
    return element == null ? List.of() : strings(element);
  }

  private List<String> strings(Element element) {
    VR vr = meaning(element);
    SpecificCharacterSet set =
        vr.kind() == VR.Kind.CHARSET_TEXT ? charset() : SpecificCharacterSet.DEFAULT;
    return Values.strings(element, vr, set);
  }

  /** All values of an element by its VR as written, for those who walk through a data set. */
  public static List<String> strings(Element element, SpecificCharacterSet charset) {
    return Values.strings(element, element.vr(), charset);
  }

  /** The VR as written; for UN the one of the dictionary, private creators considered. */
  public VR meaning(Element element) {
    return element.vr() == VR.UN ? Dictionary.vr(this, element.tag()) : element.vr();
  }

  /** The first value as a number, of any numeric or decimal representation. */
  public OptionalDouble decimal(int tag) {
    Optional<String> text = string(tag);
    try {
      return text.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(Double.parseDouble(text.get()));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** All values as numbers; none at all where one of them is no number. */
  public List<Double> decimals(int tag) {
    try {
      return strings(tag).stream().map(Double::valueOf).toList();
    } catch (NumberFormatException e) {
      return List.of();
    }
  }

  /** The first value as a whole number; empty where it has a fraction or does not fit. */
  public OptionalInt integer(int tag) {
    OptionalLong value = longInteger(tag);
    return value.isPresent() && value.getAsLong() == (int) value.getAsLong()
        ? OptionalInt.of((int) value.getAsLong())
        : OptionalInt.empty();
  }

  /** As {@link #integer}, 64 bits. */
  public OptionalLong longInteger(int tag) {
    Optional<String> text = string(tag);
    try {
      return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text.get()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** The items of a sequence; none where the element is absent or no sequence. */
  public List<DataSet> items(int tag) {
    Element element = elements().find(tag);
    return element != null && element.value() instanceof Value.Items items
        ? items.items()
        : List.of();
  }

  /** The first item of a sequence. */
  public Optional<DataSet> item(int tag) {
    List<DataSet> items = items(tag);
    return items.isEmpty() ? Optional.empty() : Optional.of(items.get(0));
  }

  /** A date of VR DA; empty where it is none. */
  public Optional<LocalDate> date(int tag) {
    return string(tag).flatMap(Temporal::date);
  }

  /** A value of VR DT, with its own offset or the one of (0008,0201). */
  public Optional<DicomDateTime> dateTime(int tag) {
    return string(tag).flatMap(Temporal::dateTime).map(value -> value.orOffset(zoneOffset()));
  }

  /** A DA and a TM together; the date alone where the time is absent or illegible. */
  public Optional<DicomDateTime> dateTime(int dateTag, int timeTag) {
    return Temporal.dateTime(this, dateTag, timeTag);
  }

  /** A TM of a day that is known from elsewhere; empty where absent or illegible. */
  public Optional<DicomDateTime> dateTime(LocalDate day, int timeTag) {
    return string(timeTag)
        .flatMap(time -> Temporal.time(day, time))
        .map(value -> value.orOffset(zoneOffset()));
  }

  /** Timezone Offset From UTC (0008,0201) of this data set or of one that holds it. */
  public Optional<ZoneOffset> zoneOffset() {
    return Temporal.zoneOffset(this);
  }

  /** A person name. */
  public Optional<PersonName> personName(int tag) {
    return string(tag).flatMap(PersonName::parse);
  }

  /** The bytes of a value that is not a sequence, little endian, as a reference. */
  public Optional<BulkData> bulk(int tag) {
    Element element = elements().find(tag);
    if (element == null) {
      return Optional.empty();
    }
    if (element.value() instanceof Value.Inline inline) {
      return Optional.of(new MemoryBulkData(inline.bytes(), 0));
    }
    return element.value() instanceof Value.Bulk bulk ? Optional.of(bulk.data()) : Optional.empty();
  }

  /**
   * The tag of a private element in the block that its creator reserved here.
   *
   * @param group odd group number
   * @param element low byte inside the block
   */
  public OptionalInt privateTag(String creator, int group, int element) {
    return PrivateBlocks.find(this, creator, group, element);
  }

  /** The character set of this data set, its own or inherited. */
  public SpecificCharacterSet charset() {
    for (DataSet set = this; set != null; set = set.parent) {
      if (set.ownCharset == null && set.contains(Tag.SpecificCharacterSet)) {
        set.ownCharset = SpecificCharacterSet.of(set.elements().find(Tag.SpecificCharacterSet));
      }
      if (set.ownCharset != null) {
        return set.ownCharset;
      }
    }
    return SpecificCharacterSet.DEFAULT;
  }

  /** Puts an empty element. */
  public DataSet put(int tag, VR vr) {
    return put(new Element(tag, vr, Value.empty(vr)));
  }

  /**
   * Puts text values, encoded by the character set in force now: set (0008,0005) first. Numeric
   * representations take their decimal text, AT eight hex digits.
   *
   * @throws DicomFault where the character set or the representation cannot express a value
   */
  public DataSet put(int tag, VR vr, String... values) {
    return put(Element.of(tag, vr, List.of(values), charset()));
  }

  /** Puts numbers, binary or as decimal text by the representation. */
  public DataSet put(int tag, VR vr, Number... values) {
    byte[] bytes = Values.encodeNumbers(vr, List.of(values));
    return put(new Element(tag, vr, Value.Inline.of(bytes)));
  }

  /** Puts bytes, words little endian, padded to even length. */
  public DataSet putBytes(int tag, VR vr, byte[] bytes) {
    return put(new Element(tag, vr, Value.Inline.of(Values.padded(vr, bytes.clone()))));
  }

  /** Puts a reference to bytes, words little endian. */
  public DataSet putBulk(int tag, VR vr, BulkData data) {
    return put(new Element(tag, vr, new Value.Bulk(data)));
  }

  /**
   * Puts a sequence with defined length; the items become part of this data set. An item that is
   * part of another data set already stays there, and a copy of it is put.
   */
  public DataSet putItems(int tag, DataSet... items) {
    return putItems(tag, List.of(items));
  }

  /** As {@link #putItems(int, DataSet...)}. */
  public DataSet putItems(int tag, List<DataSet> items) {
    return put(new Element(tag, VR.SQ, new Value.Items(new ArrayList<>(items), false)));
  }

  /**
   * Puts an element in place of one with the same tag. The length of its group is forgotten. Items
   * that are part of another data set are copied, as by {@link #putItems(int, DataSet...)}.
   */
  public DataSet put(Element element) {
    if (!Tags.isGroupLength(element.tag())) {
      elements().remove(element.tag() & 0xFFFF0000);
    }
    append(element);
    return this;
  }

  /** Removes an element; nothing happens where there is none. */
  public DataSet remove(int tag) {
    elements().remove(tag & 0xFFFF0000);
    elements().remove(tag);
    if (tag == Tag.SpecificCharacterSet) {
      ownCharset = null;
    }
    return this;
  }

  /**
   * For readers: appends an element as read, in any order; group lengths stay. The last one of a
   * tag counts.
   */
  public void append(Element read) {
    Element element = owned(read);
    if (element.tag() == Tag.SpecificCharacterSet) {
      ownCharset = null;
    }
    elements().append(element);
  }

  /**
   * The element with items that this data set may be the parent of: those of another data set are
   * copied, for they take their character set and time zone from where they stand.
   */
  private Element owned(Element element) {
    if (!(element.value() instanceof Value.Items items)) {
      return element;
    }
    boolean foreign = false;
    for (DataSet item : items.items()) {
      foreign |= item.parent != null && item.parent != this;
    }
    if (!foreign) {
      adopt(items);
      return element;
    }
    List<DataSet> own = new ArrayList<>(items.items().size());
    for (DataSet item : items.items()) {
      DataSet mine = item.parent == null || item.parent == this ? item : item.copy();
      mine.parent = this;
      own.add(mine);
    }
    return new Element(element.tag(), element.vr(), new Value.Items(own, items.undefinedLength()));
  }

  private record Copying(DataSet from, DataSet to) {}

  /** A copy that shares all values but its items, at any depth, without parent. */
  private DataSet copy() {
    DataSet copy = new DataSet();
    Deque<Copying> left = new ArrayDeque<>();
    left.push(new Copying(this, copy));
    while (!left.isEmpty()) {
      Copying next = left.pop();
      next.to().undefinedLength = next.from().undefinedLength;
      for (Element element : next.from()) {
        if (element.value() instanceof Value.Items items) {
          List<DataSet> inner = new ArrayList<>(items.items().size());
          for (DataSet item : items.items()) {
            DataSet one = new DataSet();
            one.parent = next.to();
            inner.add(one);
            left.push(new Copying(item, one));
          }
          Value.Items copied = new Value.Items(inner, items.undefinedLength());
          next.to().elements().append(new Element(element.tag(), element.vr(), copied));
        } else {
          next.to().elements().append(element);
        }
      }
    }
    return copy;
  }

  /** Becomes the parent of the items of a value. */
  void adopt(Value value) {
    if (value instanceof Value.Items items) {
      items.items().forEach(item -> item.parent = this);
    }
  }
}
