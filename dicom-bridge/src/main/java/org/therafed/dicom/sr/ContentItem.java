package org.therafed.dicom.sr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A node of a content tree, PS3.3 C.17.3. Immutable; no deeper than {@link ContentReader#DEPTH}.
 *
 * @param relationship to the item above; empty at the root
 * @param name Concept Name Code Sequence (0040,A043)
 * @param observed Observation DateTime (0040,A032), text of VR DT
 */
public record ContentItem(
    Optional<Relationship> relationship,
    Optional<Code> name,
    ItemValue value,
    Optional<String> observed,
    List<ContentItem> children) {
  public ContentItem {
    children = List.copyOf(children);
  }

  /** An item as written by templates. */
  public static ContentItem of(
      Relationship relationship, Code name, ItemValue value, ContentItem... children) {
    return of(relationship, name, value, Arrays.asList(children));
  }

  /** As {@link #of(Relationship, Code, ItemValue, ContentItem...)}. */
  public static ContentItem of(
      Relationship relationship, Code name, ItemValue value, List<ContentItem> children) {
    return new ContentItem(
        Optional.of(relationship), Optional.of(name), value, Optional.empty(), children);
  }

  /** The root of a document. */
  public static ContentItem root(Code title, String template, List<ContentItem> children) {
    return new ContentItem(
        Optional.empty(),
        Optional.of(title),
        new ItemValue.Container(false, Optional.of(template)),
        Optional.empty(),
        children);
  }

  /** Whether the concept name means this. */
  public boolean is(Code concept) {
    return name.isPresent() && name.get().means(concept);
  }

  /** The children of this name, in order. */
  public List<ContentItem> all(Code concept) {
    return children.stream().filter(child -> child.is(concept)).toList();
  }

  /** The first child of this name. */
  public Optional<ContentItem> first(Code concept) {
    return children.stream().filter(child -> child.is(concept)).findFirst();
  }

  /** The coded value, where this is a CODE that has one. */
  public Optional<Code> code() {
    return value instanceof ItemValue.Coded coded ? coded.code() : Optional.empty();
  }

  /** The coded value of the first child of this name. */
  public Optional<Code> code(Code concept) {
    return first(concept).flatMap(ContentItem::code);
  }

  /** Text of TEXT, UIDREF, PNAME, DATE, TIME, DATETIME; the meaning of CODE. */
  public Optional<String> text() {
    String text = null;
    if (value instanceof ItemValue.Text held) {
      text = held.text();
    } else if (value instanceof ItemValue.Uid held) {
      text = held.uid();
    } else if (value instanceof ItemValue.Person held) {
      text = held.name();
    } else if (value instanceof ItemValue.Date held) {
      text = held.text();
    } else if (value instanceof ItemValue.Time held) {
      text = held.text();
    } else if (value instanceof ItemValue.DateTime held) {
      text = held.text();
    } else if (value instanceof ItemValue.Coded held) {
      text = held.code().map(Code::meaning).orElse(null);
    }
    return Optional.ofNullable(text).filter(t -> !t.isEmpty());
  }

  /** The text of the first child of this name. */
  public Optional<String> text(Code concept) {
    return first(concept).flatMap(ContentItem::text);
  }

  /** The measurement of the first child of this name that is one. */
  public Optional<SrNumber> number(Code concept) {
    return all(concept).stream().map(ContentItem::number).flatMap(Optional::stream).findFirst();
  }

  /** The measurement, where this is a NUM with a legible value and a unit. */
  public Optional<SrNumber> number() {
    if (!(value instanceof ItemValue.Numeric number)
        || number.value().isEmpty()
        || number.unit().isEmpty()) {
      return Optional.empty();
    }
    OptionalDouble decimal = parse(number.value().get());
    return decimal.isPresent()
        ? Optional.of(
            new SrNumber(decimal.getAsDouble(), number.value().get(), number.unit().get().value()))
        : Optional.empty();
  }

  private static OptionalDouble parse(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** This item and all below it, in document order, without recursion. */
  public Stream<ContentItem> walk() {
    List<ContentItem> all = new ArrayList<>();
    List<ContentItem> open = new ArrayList<>();
    open.add(this);
    while (!open.isEmpty()) {
      ContentItem item = open.remove(open.size() - 1);
      all.add(item);
      for (int i = item.children.size() - 1; i >= 0; i--) {
        open.add(item.children.get(i));
      }
    }
    return all.stream();
  }
}
