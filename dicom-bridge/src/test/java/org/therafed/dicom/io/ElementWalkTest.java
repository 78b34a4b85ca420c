package org.therafed.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.Shared;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** A walk tells what reading finds, and fails where it fails. */
class ElementWalkTest {
  /** What was met, a line each; values by their length and text. */
  private static final class Told implements ElementVisitor {
    final List<String> lines = new ArrayList<>();

    @Override
    public void element(int depth, DataSet around, Element element) {
      lines.add(line(depth, element, around));
    }

    @Override
    public void sequence(int depth, DataSet around, int tag, VR vr, boolean undefinedLength) {
      lines.add(depth + " " + Integer.toHexString(tag) + " " + vr + " items");
    }

    @Override
    public void item(int depth, long number, boolean undefinedLength) {
      lines.add(depth + " item " + number + " " + undefinedLength);
    }

    @Override
    public void fragments(int depth, DataSet around, int tag, VR vr, long count, long bytes) {
      lines.add(depth + " " + Integer.toHexString(tag) + " " + vr + " " + count + " " + bytes);
    }
  }

  private static String line(int depth, Element element, DataSet around) {
    String value =
        element.value() instanceof Value.Inline inline
            ? inline.length() + " " + around.strings(element.tag())
            : ((Value.Bulk) element.value()).data().length() + " bulk";
    return depth
        + " "
        + Integer.toHexString(element.tag())
        + " "
        + element.vr()
        + " "
        + around.meaning(element)
        + " "
        + value;
  }

  /** Elements of an item that are still to be told. */
  private record Level(
      DataSet set, Iterator<Element> rest, Iterator<DataSet> siblings, int number) {}

  /** The same of what was read whole, with a stack of its own. */
  private static List<String> told(DataSet root) {
    List<String> lines = new ArrayList<>();
    Deque<Level> stack = new ArrayDeque<>();
    stack.push(new Level(root, root.iterator(), List.<DataSet>of().iterator(), 0));
    while (!stack.isEmpty()) {
      Level level = stack.peek();
      int depth = stack.size() - 1;
      if (!level.rest().hasNext()) {
        stack.pop();
        push(stack, level.siblings(), level.number() + 1, lines);
        continue;
      }
      Element element = level.rest().next();
      String head = depth + " " + Integer.toHexString(element.tag()) + " " + element.vr() + " ";
      if (element.value() instanceof Value.Items items) {
        lines.add(head + "items");
        push(stack, items.items().iterator(), 1, lines);
      } else if (element.value() instanceof Value.Fragments fragments) {
        long bytes = fragments.fragments().stream().mapToLong(BulkData::length).sum();
        lines.add(head + Math.max(0, fragments.fragments().size() - 1) + " " + bytes);
      } else {
        lines.add(line(depth, element, level.set()));
      }
    }
    return lines;
  }

  private static void push(
      Deque<Level> stack, Iterator<DataSet> items, int number, List<String> lines) {
    if (items.hasNext()) {
      DataSet item = items.next();
      lines.add(stack.size() + " item " + number + " " + item.undefinedLength());
      stack.push(new Level(item, item.iterator(), items, number));
    }
  }

  @Test
  void everyFileIsToldAsItIsRead() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Shared.file("EXPECTED.csv").getParent())) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    assertThat(toldAsRead(files)).isGreaterThan(100);
  }

  /** What fuzzing found: mostly broken, each in another way. */
  @Test
  void everyInputOfTheCorpusIsToldAsItIsRead() throws IOException {
    List<Path> files;
    try (Stream<Path> all =
        Files.list(Path.of("src/test/resources/org/therafed/dicom/fuzz/reader"))) {
      files = all.sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(500);
    assertThat(toldAsRead(files)).isGreaterThan(50);
  }

  /** How many of the files could be read to their end. */
  private static int toldAsRead(List<Path> files) {
    int whole = 0;
    for (Path file : files) {
      List<String> expected = List.of();
      String fault = "";
      try {
        expected = told(Part10Reader.read(file).dataSet());
      } catch (DicomFault e) {
        fault = e.getMessage();
      }
      Told told = new Told();
      String met = "";
      try {
        Part10Reader.walk(file, told);
      } catch (DicomFault e) {
        met = e.getMessage();
      }
      assertThat(met).as(file.getFileName().toString()).isEqualTo(fault);
      if (fault.isEmpty()) {
        // Files may have elements out of order or twice; reading sorts them, a walk does not.
        assertThat(new HashSet<>(told.lines))
            .as(file.getFileName().toString())
            .containsAll(expected);
        whole++;
      }
    }
    return whole;
  }

  /** More than a reader takes; as objects they would be hundreds of megabytes. */
  @Test
  void itemsWithoutNumberAreToldAndNotKept(@TempDir Path folder) throws IOException {
    int items = 2_100_000;
    byte[] item = {-2, -1, 0, (byte) 0xE0, 0, 0, 0, 0};
    byte[] begin = {0x40, 0, 0x30, (byte) 0xA7, 'S', 'Q', 0, 0, -1, -1, -1, -1};
    byte[] end = {-2, -1, (byte) 0xDD, (byte) 0xE0, 0, 0, 0, 0};
    Path file = folder.resolve("many.dcm");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      Part10Writer.write(
          new DataSet().put(Tag.Modality, VR.CS, "PT"), TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
      out.write(begin);
      for (int i = 0; i < items; i++) {
        out.write(item);
      }
      out.write(end);
    }
    long[] last = new long[1];
    ElementVisitor visitor =
        new ElementVisitor() {
          @Override
          public void item(int depth, long number, boolean undefinedLength) {
            last[0] = number;
          }
        };
    Part10Reader.walk(file, visitor);
    assertThat(last[0]).isEqualTo(items);
  }
}
