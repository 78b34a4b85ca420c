package org.therafed.dicom.pixel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A subband of one component of JPEG 2000 in one precinct, and its code blocks. */
final class Subband {
  /** Longest length of a code block's part in bits; more is damage. */
  private static final int MOST_BITS = 31;

  private record Part(int from, int length) {}

  private static final class Block {
    final List<Part> parts = new ArrayList<>();
    int passes;
    int missing;
    int lengthBits = 3;
    int newPasses;
    int newLength;
  }

  private final int kind;
  private final int planes;
  private final int width;
  private final int height;
  private final int side;
  private final int sideDown;
  private final int across;
  private final Block[] blocks;
  private final TagTree inclusion;
  private final TagTree missing;
  private final int from;
  private final int step;

  /**
   * A subband whose coefficients lie among those of a component.
   *
   * @param kind 0 low or vertically high, 1 horizontally high, 2 both
   * @param planes bits of a coefficient at most, Mb
   * @param side of a code block as a power of two, and down
   * @param from the first coefficient
   * @param step from one row to the next
   */
  Subband(int kind, int planes, int width, int height, int side, int sideDown, int from, int step) {
    this.kind = kind;
    this.planes = planes;
    this.width = width;
    this.height = height;
    this.side = side;
    this.sideDown = sideDown;
    this.from = from;
    this.step = step;
    this.across = (width + (1 << side) - 1) >> side;
    int down = (height + (1 << sideDown) - 1) >> sideDown;
    boolean empty = width == 0 || height == 0;
    this.blocks = new Block[empty ? 0 : across * down];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = new Block();
    }
    this.inclusion = new TagTree(across, down);
    this.missing = new TagTree(across, down);
  }

  /** What a packet's header says of the blocks, B.10.3 to B.10.7. */
  void header(int layer, PacketBits bits) {
    for (int i = 0; i < blocks.length; i++) {
      Block block = blocks[i];
      int x = i % across;
      int y = i / across;
      block.newPasses = 0;
      boolean first = block.passes == 0;
      boolean included = first ? inclusion.below(layer + 1, x, y, bits) : bits.bit() == 1;
      if (!included) {
        continue;
      }
      if (first) {
        int bound = 1;
        while (!missing.below(bound, x, y, bits)) {
          if (bound++ > planes) {
            throw new ArrayIndexOutOfBoundsException("a block with more planes than its subband");
          }
        }
        block.missing = bound - 1;
      }
      block.newPasses = passes(bits);
      while (bits.bit() == 1) {
        block.lengthBits++;
      }
      int length = block.lengthBits + 31 - Integer.numberOfLeadingZeros(block.newPasses);
      if (length > MOST_BITS) {
        throw new ArrayIndexOutOfBoundsException("a length of more bits than there are bytes");
      }
      block.newLength = bits.read(length);
    }
  }

  private static int passes(PacketBits bits) {
    if (bits.bit() == 0) {
      return 1;
    }
    if (bits.bit() == 0) {
      return 2;
    }
    int few = bits.read(2);
    if (few < 3) {
      return 3 + few;
    }
    int more = bits.read(5);
    return more < 31 ? 6 + more : 37 + bits.read(7);
  }

  /** The bytes of the blocks that a packet's header named. */
  void body(PacketBits bits) {
    for (Block block : blocks) {
      if (block.newPasses > 0) {
        block.parts.add(new Part(bits.take(block.newLength), block.newLength));
        block.passes += block.newPasses;
        block.newPasses = 0;
      }
    }
  }

  /** Decodes all blocks that have been read. */
  void decode(byte[] in, CodeBlockDecoder decoder, int[] to) {
    for (int i = 0; i < blocks.length; i++) {
      Block block = blocks[i];
      int left = planes - block.missing;
      if (block.passes == 0) {
        continue;
      }
      if (left < 1 || block.passes > 3 * left - 2) {
        throw new ArrayIndexOutOfBoundsException("a block with more passes than planes");
      }
      int x = (i % across) << side;
      int y = (i / across) << sideDown;
      decoder.decode(
          bytes(in, block.parts),
          block.passes,
          left,
          kind,
          Math.min(1 << side, width - x),
          Math.min(1 << sideDown, height - y),
          to,
          from + y * step + x,
          step);
    }
  }

  private static byte[] bytes(byte[] in, List<Part> parts) {
    int length = parts.stream().mapToInt(Part::length).sum();
    byte[] all = new byte[length + 2];
    int at = 0;
    for (Part part : parts) {
      System.arraycopy(in, part.from(), all, at, part.length());
      at += part.length();
    }
    Arrays.fill(all, at, at + 2, (byte) 0xFF);
    return all;
  }
}
