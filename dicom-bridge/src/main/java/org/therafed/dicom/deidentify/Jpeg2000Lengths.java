package org.therafed.dicom.deidentify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lengths of tile-parts and packets that a codestream of JPEG 2000 states beside them (TLM, PLM,
 * PLT, ISO/IEC 15444-1 A.7), and its tile-parts themselves. Decoders find their way without: what
 * does not say the lengths there are goes.
 */
final class Jpeg2000Lengths {
  /** A segment: where its marker stands and its content ends. */
  private record Segment(int marker, int to) {}

  private record TilePart(int tile, long length) {}

  private final CodestreamScan scan;
  private final List<Segment> ofTileParts = new ArrayList<>();
  private final List<Segment> ofPackets = new ArrayList<>();
  private final List<TilePart> tileParts = new ArrayList<>();
  private final Map<Integer, Integer> partsOfTiles = new HashMap<>();

  Jpeg2000Lengths(CodestreamScan scan) {
    this.scan = scan;
  }

  /** Lengths of tile-parts. */
  void tileParts(int marker, int to) {
    ofTileParts.add(new Segment(marker, to));
  }

  /** Lengths of the packets of the tile-part whose header this is. */
  void packets(int marker, int to) {
    ofPackets.add(new Segment(marker, to));
  }

  /**
   * A tile-part: of a tile that there is, after those before it.
   *
   * @param start where its header begins
   * @param data where its packets begin
   * @param tiles of the image
   */
  void tilePart(int start, int data, int end, long tiles) {
    int tile = scan.u16(start + 4);
    int part = scan.u8(start + 10);
    int count = scan.u8(start + 11);
    int expected = partsOfTiles.merge(tile, 1, Integer::sum) - 1;
    if (tile >= tiles || part != expected || (count != 0 && part >= count)) {
      throw CodestreamScan.unreadable("a part of a tile is none of the image's");
    }
    tileParts.add(new TilePart(tile, (long) end - start));
    if (!ofPackets.isEmpty() && !fitPackets((long) end - data)) {
      drop(ofPackets);
    }
    ofPackets.clear();
  }

  private void drop(List<Segment> segments) {
    segments.forEach(segment -> scan.optional(segment.marker(), segment.to()));
  }

  /** Numbers of seven bits a byte, the last without the first bit; together as long as the data. */
  private boolean fitPackets(long data) {
    long sum = 0;
    long length = 0;
    boolean open = false;
    int number = 0;
    for (Segment segment : ofPackets) {
      if (scan.u8(segment.marker() + 4) != number++ || segment.to() <= segment.marker() + 5) {
        return false;
      }
      for (int at = segment.marker() + 5; at < segment.to(); at++) {
        length = (length << 7) | (scan.u8(at) & 0x7F);
        open = scan.u8(at) > 0x7F;
        if (length > Integer.MAX_VALUE || (!open && length == 0)) {
          return false;
        }
        sum += open ? 0 : length;
        length = open ? length : 0;
      }
      if (HiddenText.in(content(segment), false)) {
        return false;
      }
    }
    return !open && sum == data;
  }

  private byte[] content(Segment segment) {
    byte[] content = new byte[segment.to() - segment.marker() - 5];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) scan.u8(segment.marker() + 5 + i);
    }
    return content;
  }

  /** At the end of the codestream: compares the stated tile-parts with those there are. */
  void end() {
    if (!ofTileParts.isEmpty() && !fitTileParts()) {
      drop(ofTileParts);
    }
    ofTileParts.clear();
  }

  private boolean fitTileParts() {
    int next = 0;
    int number = 0;
    for (Segment segment : ofTileParts) {
      int content = segment.marker() + 4;
      int sizes = scan.u8(content + 1);
      int ofTile = sizes >> 4 & 3;
      int ofLength = (sizes & 0x40) != 0 ? 4 : 2;
      boolean known = ofTile < 3 && (sizes & 0x8F) == 0 && scan.u8(content) == number++;
      int entry = ofTile + ofLength;
      if (!known || (segment.to() - content - 2) % entry != 0) {
        return false;
      }
      for (int at = content + 2; at < segment.to(); at += entry) {
        if (next == tileParts.size() || !says(at, ofTile, ofLength, tileParts.get(next++))) {
          return false;
        }
      }
    }
    return next == tileParts.size();
  }

  private boolean says(int at, int ofTile, int ofLength, TilePart part) {
    int tile =
        switch (ofTile) {
          case 1 -> scan.u8(at);
          case 2 -> scan.u16(at);
          default -> part.tile();
        };
    long length = ofLength == 4 ? scan.u32(at + ofTile) : scan.u16(at + ofTile);
    return tile == part.tile() && length == part.length();
  }
}
