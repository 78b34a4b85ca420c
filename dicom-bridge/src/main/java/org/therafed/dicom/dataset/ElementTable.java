package org.therafed.dicom.dataset;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Elements in an array that is put in order of tags (unsigned) when first looked at: readers append
 * in order, so that nothing is moved.
 */
final class ElementTable implements Iterable<Element> {
  private static final Element[] NONE = new Element[0];

  private Element[] elements = NONE;
  private int size;
  private boolean sorted = true;

  ElementTable() {}

  /** Takes over elements in any order; the last one of a tag counts. */
  ElementTable(Element[] elements) {
    this.elements = elements;
    this.size = elements.length;
    for (int i = 1; i < size; i++) {
      if (Integer.compareUnsigned(elements[i - 1].tag(), elements[i].tag()) >= 0) {
        sorted = false;
      }
    }
    sort();
  }

  int size() {
    sort();
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Appends in any order; the last one of a tag counts. */
  void append(Element element) {
    if (size == elements.length) {
      elements = Arrays.copyOf(elements, Math.max(8, size + (size >> 1)));
    }
    if (size > 0 && Integer.compareUnsigned(elements[size - 1].tag(), element.tag()) >= 0) {
      sorted = false;
    }
    elements[size++] = element;
  }

  /** The element with this tag; null where there is none. */
  Element find(int tag) {
    int index = indexOf(tag);
    return index < 0 ? null : elements[index];
  }

  void remove(int tag) {
    int index = indexOf(tag);
    if (index >= 0) {
      System.arraycopy(elements, index + 1, elements, index, size - index - 1);
      elements[--size] = null;
    }
  }

  private int indexOf(int tag) {
    sort();
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Integer.compareUnsigned(elements[middle].tag(), tag);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  private void sort() {
    if (sorted) {
      return;
    }
    // The sort is stable: of equal tags the last one read comes last and wins.
    Arrays.sort(elements, 0, size, (a, b) -> Integer.compareUnsigned(a.tag(), b.tag()));
    int kept = 0;
    for (int i = 0; i < size; i++) {
      boolean repeated = i + 1 < size && elements[i + 1].tag() == elements[i].tag();
      if (!repeated) {
        elements[kept++] = elements[i];
      }
    }
    Arrays.fill(elements, kept, size, null);
    size = kept;
    sorted = true;
  }

  @Override
  public Iterator<Element> iterator() {
    sort();
    return new Iterator<>() {
      private int at;

      @Override
      public boolean hasNext() {
        return at < size;
      }

      @Override
      public Element next() {
        if (at >= size) {
          throw new NoSuchElementException();
        }
        return elements[at++];
      }
    };
  }
}
