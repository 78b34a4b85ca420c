package org.therafed.dicom.deidentify;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.VR;

/**
 * Private attributes known to be safe, PS3.15 Table E.3.10-1, by the creator that reserved their
 * block and never by a fixed block number.
 */
final class SafePrivate {
  private record Key(String creator, int group, int element) {}

  private static final Map<Key, VR> ROWS = load();

  private SafePrivate() {}

  /**
   * The representation of a safe element; empty where the element is not in the table.
   *
   * @param creator value of (gggg,00bb) in the same data set
   */
  static Optional<VR> find(String creator, int tag) {
    VR vr = ROWS.get(new Key(creator.strip(), tag >>> 16, tag & 0xFF));
    if (vr == VR.UN) {
      vr = Dictionary.vr(creator, tag);
    }
    return Optional.ofNullable(vr);
  }

  private static Map<Key, VR> load() {
    Map<Key, VR> rows = new HashMap<>();
    for (String line : TableFiles.lines("safe-private.tsv")) {
      String[] f = line.split("\t", -1);
      int group = Integer.parseInt(f[1], 16);
      VR vr = f[3].length() == 2 ? VR.lookup(f[3].charAt(0), f[3].charAt(1)) : null;
      rows.put(new Key(f[0], group, Integer.parseInt(f[2], 16)), vr == null ? VR.UN : vr);
    }
    return Map.copyOf(rows);
  }
}
