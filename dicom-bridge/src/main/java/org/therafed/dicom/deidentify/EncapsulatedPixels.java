package org.therafed.dicom.deidentify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.EncapsulatedFrames;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;
import org.therafed.dicom.io.TransferSyntax;

/**
 * Compressed pixel data without what their segments say besides the pixels. Nothing is decoded and
 * no length changes: bytes that no decoder needs become zeros, so that offset tables stay right. A
 * fragment without such bytes stays as it is.
 */
final class EncapsulatedPixels {
  /** A frame is looked at in memory. */
  private static final int MOST_BYTES = 1 << 30;

  private static final String RLE = "1.2.840.10008.1.2.5";
  private static final String DEFLATED_FRAMES = "1.2.840.10008.1.2.8.1";

  private final DataSet set;
  private final String syntax;
  private final Echoes echoes;
  private final Optional<UnusedBits> unused;
  private final List<BulkData> out = new ArrayList<>();
  private final Map<Surplus.Kind, Integer> found = new EnumMap<>(Surplus.Kind.class);
  private boolean tableEmptied;

  /**
   * What came of the fragments.
   *
   * @param pixels the value itself where nothing was surplus
   * @param actions what was done, for the report
   */
  record Result(Value pixels, List<String> actions) {}

  private EncapsulatedPixels(DataSet set, String syntax, Echoes echoes) {
    this.set = set;
    this.syntax = syntax;
    this.echoes = echoes;
    this.unused = UnusedBits.of(set);
  }

  /**
   * The pixel data of an object; empty where they are not fragments.
   *
   * @param syntax in which it was read; empty where nobody knows: then only what is recognised by
   *     its first bytes passes
   * @throws DicomFault {@code PIXELS_NOT_CLEANABLE} where frames or segments cannot be told apart
   */
  static Optional<Result> cleaned(DataSet set, Optional<TransferSyntax> syntax, Echoes echoes) {
    for (int tag : new int[] {Tag.FloatPixelData, Tag.DoubleFloatPixelData}) {
      if (set.element(tag).filter(e -> e.value() instanceof Value.Fragments).isPresent()) {
        throw uncleanable("floating point pixels are fragments");
      }
    }
    Optional<Value> value = set.element(Tag.PixelData).map(Element::value);
    if (value.isEmpty() || !(value.get() instanceof Value.Fragments fragments)) {
      return Optional.empty();
    }
    String uid = syntax.map(TransferSyntax::uid).orElse("");
    return Optional.of(new EncapsulatedPixels(set, uid, echoes).run(fragments));
  }

  private Result run(Value.Fragments fragments) {
    if (fragments.fragments().stream().allMatch(fragment -> fragment.length() == 0)) {
      return new Result(fragments, List.of());
    }
    BulkData table = fragments.fragments().get(0);
    List<EncapsulatedFrames.Frame> frames = frames(fragments);
    out.add(tableEmptied ? BulkData.of(new byte[0]) : table);
    frames.forEach(this::frame);
    if (found.isEmpty() && !tableEmptied) {
      return new Result(fragments, List.of());
    }
    List<String> actions = new ArrayList<>();
    found.forEach((kind, count) -> actions.add(count + " " + kind.text() + " made zeros"));
    if (tableEmptied) {
      actions.add("offset table emptied, it did not point at the frames");
    }
    return new Result(new Value.Fragments(out), actions);
  }

  /** By the tables where they are right; one that is not may say anything, and goes. */
  private List<EncapsulatedFrames.Frame> frames(Value.Fragments fragments) {
    boolean extended = set.contains(Tag.ExtendedOffsetTable);
    if (extended || set.contains(Tag.ExtendedOffsetTableLengths)) {
      checkExtended(fragments);
    }
    boolean stated = fragments.fragments().get(0).length() > 0;
    if (stated && !extended) {
      try {
        return EncapsulatedFrames.of(set).frames();
      } catch (DicomFault e) {
        if (e.code() != DicomFaultCode.INVALID_VALUE) {
          throw e;
        }
      }
    }
    tableEmptied = stated;
    return extended ? framesOf(set) : framesOf(withoutTable(fragments));
  }

  private DataSet withoutTable(Value.Fragments fragments) {
    List<BulkData> bare = new ArrayList<>(fragments.fragments());
    bare.set(0, BulkData.of(new byte[0]));
    DataSet plain = new DataSet();
    set.element(Tag.NumberOfFrames).ifPresent(plain::put);
    return plain.put(new Element(Tag.PixelData, VR.OB, new Value.Fragments(bare)));
  }

  private static List<EncapsulatedFrames.Frame> framesOf(DataSet set) {
    try {
      return EncapsulatedFrames.of(set).frames();
    } catch (DicomFault e) {
      if (e.code() != DicomFaultCode.INVALID_VALUE) {
        throw e;
      }
      throw uncleanable("fragments and number of frames do not fit each other");
    }
  }

  /** Offsets are compared where frames are told apart; lengths are all but a byte of padding. */
  private void checkExtended(Value.Fragments fragments) {
    List<EncapsulatedFrames.Frame> frames = framesOf(set);
    for (EncapsulatedFrames.Frame frame : frames) {
      long all = frame.fragments().stream().mapToLong(BulkData::length).sum();
      if (frame.length() < all - 1) {
        throw uncleanable("the extended offset table leaves out bytes of a frame");
      }
    }
    if (!set.contains(Tag.ExtendedOffsetTable) || fragments.fragments().size() < 2) {
      throw uncleanable("one of the extended offset tables is absent");
    }
  }

  private void frame(EncapsulatedFrames.Frame frame) {
    byte[] bytes = bytes(frame.fragments());
    if (bytes.length == 0) {
      throw uncleanable("a frame holds no data");
    }
    CodestreamScan scan = new CodestreamScan(bytes);
    walk(scan, bytes);
    if (echoes.inBytes(scan.tables())) {
      throw uncleanable("a table within a frame repeats an identifier");
    }
    if (echoes.anywhereIn(withoutSurplus(bytes, scan.found()))) {
      throw uncleanable("the coded pixels of a frame hold an identifier in letters");
    }
    refuseUnused(scan, bytes);
    scan.found().forEach(surplus -> found.merge(surplus.kind(), 1, Integer::sum));
    long at = 0;
    for (BulkData fragment : frame.fragments()) {
      out.add(blanked(fragment, at, scan.found()));
      at += fragment.length();
    }
  }

  private static byte[] withoutSurplus(byte[] bytes, List<Surplus> surplus) {
    if (surplus.isEmpty()) {
      return bytes;
    }
    byte[] left = bytes.clone();
    surplus.forEach(part -> Arrays.fill(left, part.from(), part.to(), (byte) 0));
    return left;
  }

  private void walk(CodestreamScan scan, byte[] bytes) {
    if (syntax.equals(DEFLATED_FRAMES)) {
      DeflatedSegments.walk(scan, bytes, set);
      refuseUnused(DeflatedSegments.pixels(bytes));
    } else if (JpegSegments.begin(scan)) {
      JpegSegments.walk(scan, set);
    } else if (Jpeg2000Segments.begin(scan)) {
      Jpeg2000Segments.walk(scan, set);
    } else if (syntax.equals(RLE) || (syntax.isEmpty() && RleSegments.begin(scan, set))) {
      RleSegments.walk(scan, set);
      if (unused.isPresent() && RleSegments.mayHold(scan, set, unused.get())) {
        refuseUnused(new ByteArrayInputStream(RleSegments.pixels(scan, set)));
      }
    } else {
      throw uncleanable(
          "what else than pixels lies in frames of this encoding is not known; ask the archive for"
              + " another transfer syntax");
    }
  }

  /** Where a frame is coded with more bits than the image has; others need no decoding. */
  private void refuseUnused(CodestreamScan scan, byte[] bytes) {
    if (unused.isEmpty() || scan.codec().isEmpty() || !unused.get().mayBeAmong(scan.codedBits())) {
      return;
    }
    try {
      CodedSamples samples = unused.get().coded(set.integer(Tag.Columns).orElse(0));
      scan.codec().get().decode(bytes, set, samples);
      unused.get().refuse(samples);
    } catch (DicomFault e) {
      if (e.code() != DicomFaultCode.PIXELS_INVALID) {
        throw e;
      }
      throw uncleanable(
          "frames are coded with more bits than Bits Stored and cannot be decoded here, text may be"
              + " drawn there; ask the archive for another transfer syntax");
    }
  }

  private void refuseUnused(InputStream pixels) {
    try (pixels) {
      if (unused.isPresent()) {
        unused.get().refuse(pixels);
      }
    } catch (IOException e) {
      throw CodestreamScan.unreadable("it is not deflated");
    }
  }

  private static byte[] bytes(List<BulkData> fragments) {
    long length = fragments.stream().mapToLong(BulkData::length).sum();
    if (length > MOST_BYTES) {
      throw uncleanable("a frame has more than 1 GiB");
    }
    if (fragments.size() == 1) {
      return fragments.get(0).bytes(MOST_BYTES);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream((int) length);
    fragments.forEach(fragment -> all.writeBytes(fragment.bytes(MOST_BYTES)));
    return all.toByteArray();
  }

  private static BulkData blanked(BulkData fragment, long start, List<Surplus> surplus) {
    List<BlankedBytes.Range> ranges = new ArrayList<>();
    for (Surplus part : surplus) {
      long from = Math.max(part.from() - start, 0);
      long to = Math.min(part.to() - start, fragment.length());
      if (from < to) {
        if (part.kind() == Surplus.Kind.TRAILING && from == 0 && to == fragment.length()) {
          throw uncleanable("there are fragments beyond the frames");
        }
        ranges.add(new BlankedBytes.Range(from, to, (byte) 0));
      }
      long marker = part.renamed() - start;
      if (part.renamed() != Surplus.NONE && marker >= 0 && marker < fragment.length()) {
        ranges.add(new BlankedBytes.Range(marker, marker + 1, Surplus.COMMENT_MARKER));
      }
    }
    return ranges.isEmpty() ? fragment : new BlankedBytes(fragment, ranges);
  }

  private static DicomFault uncleanable(String why) {
    return DicomFault.of(DicomFaultCode.PIXELS_NOT_CLEANABLE, why);
  }
}
