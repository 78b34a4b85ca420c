package org.therafed.dicom.pixel;

import java.util.OptionalInt;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;

/**
 * How the samples of an image are laid out, PS3.3 C.7.6.3 and PS3.5 section 8.
 *
 * @param rows height of a frame
 * @param columns width of a frame
 * @param samples per pixel, 1 to 4
 * @param bitsAllocated 1, 8, 16, 32 or 64
 * @param bitsStored low bits that count, up to the high bit
 * @param signed whether samples are in two's complement
 * @param planar whether the samples of a colour frame lie plane by plane
 * @param floating whether the samples are IEEE 754 numbers
 * @param frames one or more
 */
public record PixelFormat(
    int rows,
    int columns,
    int samples,
    int bitsAllocated,
    int bitsStored,
    int highBit,
    boolean signed,
    boolean planar,
    boolean floating,
    int frames) {
  /** Samples of one frame: 16,384 x 16,384; larger ones come as tiles (our choice). */
  static final long MOST_SAMPLES = 1L << 28;

  static PixelFormat of(DataSet image) {
    boolean floating = !image.contains(Tag.PixelData);
    int allocated =
        floating ? image.contains(Tag.FloatPixelData) ? 32 : 64 : needed(image, Tag.BitsAllocated);
    int stored = floating ? allocated : image.integer(Tag.BitsStored).orElse(allocated);
    PixelFormat format =
        new PixelFormat(
            needed(image, Tag.Rows),
            needed(image, Tag.Columns),
            image.integer(Tag.SamplesPerPixel).orElse(1),
            allocated,
            stored,
            floating ? allocated - 1 : image.integer(Tag.HighBit).orElse(stored - 1),
            image.integer(Tag.PixelRepresentation).orElse(0) == 1,
            image.integer(Tag.PlanarConfiguration).orElse(0) == 1,
            floating,
            image.integer(Tag.NumberOfFrames).orElse(1));
    format.check();
    return format;
  }

  private static int needed(DataSet image, int tag) {
    OptionalInt value = image.integer(tag);
    return value.orElseThrow(
        () ->
            DicomFault.of(
                DicomFaultCode.PIXELS_INVALID,
                DicomFault.tagText(tag) + " is absent or no number"));
  }

  private void check() {
    boolean width =
        bitsAllocated == 1
            || bitsAllocated == 8
            || bitsAllocated == 16
            || bitsAllocated == 32
            || (floating && bitsAllocated == 64);
    boolean bits =
        bitsStored >= 1
            && bitsStored <= bitsAllocated
            && highBit < bitsAllocated
            && highBit >= bitsStored - 1;
    boolean shape = rows > 0 && columns > 0 && samples >= 1 && samples <= 4 && frames >= 1;
    if (!width || !bits || !shape || (bitsAllocated == 1 && samples != 1)) {
      throw DicomFault.of(
          DicomFaultCode.PIXELS_INVALID,
          "rows, columns, samples, bits or frames contradict PS3.5 section 8");
    }
    if ((long) rows * columns * samples > MOST_SAMPLES) {
      throw DicomFault.of(
          DicomFaultCode.PIXELS_INVALID, "a frame of more than " + MOST_SAMPLES + " samples");
    }
  }

  /** Samples of one frame. */
  public int frameSamples() {
    return rows * columns * samples;
  }

  /** Bits of one native frame; frames of single bits are packed without padding between them. */
  long frameBits() {
    return (long) frameSamples() * bitsAllocated;
  }

  /** The stored value in the low bits of a word: shifted, masked, and extended where signed. */
  long stored(long word) {
    return extended(word >>> (highBit - bitsStored + 1), bitsStored);
  }

  /** A value of some bits, two's complement where the image says so. */
  long extended(long word, int bits) {
    if (bits >= 64) {
      return word;
    }
    long masked = word & ((1L << bits) - 1);
    boolean negative = signed && (masked >>> (bits - 1)) == 1;
    return negative ? masked - (1L << bits) : masked;
  }
}
