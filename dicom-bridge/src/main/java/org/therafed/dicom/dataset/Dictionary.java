package org.therafed.dicom.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data dictionary of PS3.6 and PS3.7, a private dictionary, and the UIDs of PS3.6 Annex A.
 *
 * <p>Read once from resources made by {@code DictionaryGenerator}, whose heads name the sources.
 */
public final class Dictionary {

  /**
   * A data element of the standard.
   *
   * @param keyword e.g. {@code PatientName}; empty for delimiters
   * @param vr the representations allowed, the preferred one first; UN where the table has none
   * @param vm value multiplicity as the standard writes it
   * @param name e.g. Patient's Name
   */
  public record Entry(String keyword, List<VR> vr, String vm, boolean retired, String name) {
    public Entry {
      vr = List.copyOf(vr);
    }
  }

  /**
   * A registered UID.
   *
   * @param type e.g. SOP Class, Transfer Syntax
   * @param iod for a storage SOP class its information object, else empty
   */
  public record RegisteredUid(
      String uid, String type, boolean retired, String iod, String keyword, String name) {}

  private record Masked(int mask, int pattern, Entry entry) {}

  /** The elements by their tags, hashed: readers of implicit VR ask for each element. */
  private static final class Elements {
    private static final int BITS = 14;

    private final int[] tags = new int[1 << BITS];
    private final Entry[] entries = new Entry[1 << BITS];
    private final List<Masked> masked = new ArrayList<>();
    private final Map<String, Integer> byKeyword = new HashMap<>();

    /** The place of a tag, or the free one where it belongs. */
    private int place(int tag) {
      // Multiplied by 2^32 over the golden ratio, neighbours lie far apart.
      int place = (tag * 0x9E3779B9) >>> (32 - BITS);
      while (entries[place] != null && tags[place] != tag) {
        place = (place + 1) & ((1 << BITS) - 1);
      }
      return place;
    }

    /** Null where there is none. */
    Entry get(int tag) {
      return entries[place(tag)];
    }

    void put(int tag, Entry entry) {
      int place = place(tag);
      tags[place] = tag;
      entries[place] = entry;
      if (!entry.keyword().isEmpty()) {
        byKeyword.put(entry.keyword(), tag);
      }
    }
  }

  /** Loaded when first asked for, and only then. */
  private static final class Standard {
    private static final Elements ELEMENTS = loadElements();

    private Standard() {}
  }

  private static final class Private {
    private static final Map<String, Map<Integer, VR>> BY_CREATOR = loadPrivate();

    private Private() {}
  }

  private static final class Uids {
    private static final Map<String, RegisteredUid> BY_UID = loadUids();

    private Uids() {}
  }

  private Dictionary() {}

  /** The element of the standard with this tag, repeating groups included. */
  public static Optional<Entry> find(int tag) {
    Elements elements = Standard.ELEMENTS;
    Entry entry = elements.get(tag);
    if (entry != null) {
      return Optional.of(entry);
    }
    for (Masked masked : elements.masked) {
      if ((tag & masked.mask()) == masked.pattern()) {
        return Optional.of(masked.entry());
      }
    }
    return Optional.empty();
  }

  /** The tag of a keyword; empty for repeating groups and unknown words. */
  public static Optional<Integer> tag(String keyword) {
    return Optional.ofNullable(Standard.ELEMENTS.byKeyword.get(keyword));
  }

  /**
   * The preferred VR of a standard element; UL for group lengths, LO for private creators, UN where
   * unknown.
   */
  public static VR vr(int tag) {
    if (Tags.isPrivate(tag)) {
      return Tags.isPrivateCreator(tag) ? VR.LO : Tags.isGroupLength(tag) ? VR.UL : VR.UN;
    }
    Entry entry = Standard.ELEMENTS.get(tag);
    if (entry != null) {
      return entry.vr().get(0);
    }
    if (Tags.isGroupLength(tag)) {
      return VR.UL;
    }
    return find(tag).map(found -> found.vr().get(0)).orElse(VR.UN);
  }

  /** As {@link #vr(int)}; of US or SS the one that Pixel Representation (0028,0103) chooses. */
  public static VR vr(int tag, boolean signedPixels) {
    VR vr = vr(tag);
    if (vr == VR.US && signedPixels && find(tag).orElseThrow().vr().contains(VR.SS)) {
      return VR.SS;
    }
    return vr;
  }

  /** The VR of a private element by the creator that reserved its block; UN where unknown. */
  public static VR vr(String creator, int tag) {
    Map<Integer, VR> rows = Private.BY_CREATOR.get(creator.strip());
    return rows == null ? VR.UN : rows.getOrDefault(tag & 0xFFFF00FF, VR.UN);
  }

  /** The VR that an element of this data set would have, private creators considered. */
  static VR vr(DataSet set, int tag) {
    if (!Tags.isPrivate(tag) || Tags.isPrivateCreator(tag)) {
      return vr(tag);
    }
    int creator = Tags.creatorOf(tag);
    return Tags.isPrivateCreator(creator)
        ? set.string(creator).map(name -> vr(name, tag)).orElse(VR.UN)
        : VR.UN;
  }

  /** A registered UID. */
  public static Optional<RegisteredUid> uid(String uid) {
    return Optional.ofNullable(Uids.BY_UID.get(uid));
  }

  /** All registered UIDs of one type, in order of the table. */
  public static List<RegisteredUid> uids(String type) {
    return Uids.BY_UID.values().stream().filter(u -> u.type().equals(type)).toList();
  }

  /** The storage SOP classes of PS3.4 Table B.5-1, and the retired ones of PS3.6 by name. */
  public static List<String> storageSopClasses() {
    return Uids.BY_UID.values().stream()
        .filter(Dictionary::isStorage)
        .map(RegisteredUid::uid)
        .toList();
  }

  private static boolean isStorage(RegisteredUid uid) {
    boolean retiredStorage =
        uid.retired()
            && uid.type().equals("SOP Class")
            && uid.uid().startsWith("1.2.840.10008.5.1.4.1.1.")
            && uid.name().contains("Storage");
    return !uid.iod().isEmpty() || retiredStorage;
  }

  private static Elements loadElements() {
    Elements elements = new Elements();
    for (String line : ResourceLines.of("data-elements.tsv")) {
      String[] fields = ResourceLines.fields(line, 6);
      Entry entry =
          new Entry(fields[4], vrs(fields[1]), fields[2], fields[3].equals("R"), fields[5]);
      if (fields[0].indexOf('x') >= 0) {
        elements.masked.add(new Masked(mask(fields[0]), pattern(fields[0]), entry));
      } else {
        elements.put(Integer.parseUnsignedInt(fields[0], 16), entry);
      }
    }
    return elements;
  }

  private static int mask(String tag) {
    StringBuilder hex = new StringBuilder();
    tag.chars().forEach(c -> hex.append(c == 'x' ? '0' : 'F'));
    // Groups 50xx and 60xx repeat over even numbers only; the lowest bit must stay zero.
    if (tag.startsWith("xx", 2)) {
      hex.setCharAt(3, '1');
    }
    return Integer.parseUnsignedInt(hex.toString(), 16);
  }

  private static int pattern(String tag) {
    return Integer.parseUnsignedInt(tag.replace('x', '0'), 16);
  }

  private static List<VR> vrs(String text) {
    List<VR> vrs = new ArrayList<>();
    for (String name : ResourceLines.split(text, '/')) {
      VR vr = name.length() == 2 ? VR.lookup(name.charAt(0), name.charAt(1)) : null;
      vrs.add(vr == null ? VR.UN : vr);
    }
    // Implicit VR little endian writes these as OW (PS3.5 section A.1), or US for look-up tables.
    if (vrs.size() > 1 && vrs.contains(VR.OW)) {
      vrs.remove(VR.OW);
      vrs.add(0, VR.OW);
    }
    return vrs;
  }

  private static Map<String, Map<Integer, VR>> loadPrivate() {
    Map<String, Map<Integer, VR>> byCreator = new HashMap<>();
    Map<Integer, VR> rows = Map.of();
    for (String line : ResourceLines.of("private-elements.tsv")) {
      if (line.charAt(0) == '=') {
        rows = byCreator.computeIfAbsent(line.substring(1), creator -> new HashMap<>());
      } else {
        String[] fields = ResourceLines.fields(line, 4);
        int tag = pattern(fields[0]) & 0xFFFF00FF;
        rows.put(tag, vrs(fields[1].replace('_', '/')).get(0));
      }
    }
    return byCreator;
  }

  private static Map<String, RegisteredUid> loadUids() {
    Map<String, RegisteredUid> byUid = new LinkedHashMap<>();
    for (String line : ResourceLines.of("uids.tsv")) {
      String[] f = ResourceLines.fields(line, 6);
      byUid.put(f[0], new RegisteredUid(f[0], f[1], f[2].equals("R"), f[3], f[4], f[5]));
    }
    return Collections.unmodifiableMap(byUid);
  }
}
