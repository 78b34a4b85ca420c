package org.therafed.registry.distribution;

import java.util.List;

/**
 * What there is to fetch.
 *
 * @param keyId short name of the key that signed them
 * @param key its public half: base64 of the SubjectPublicKeyInfo
 * @param packages by name
 */
public record PackageListing(String keyId, String key, List<Item> packages) {

  /**
   * A package.
   *
   * @param sha256 of its bytes, hexadecimal
   */
  public record Item(
      String name, String kind, int version, int format, long bytes, String sha256) {}

  static PackageListing of(PackageShelf shelf) {
    return new PackageListing(
        shelf.key().id(),
        shelf.key().text(),
        shelf.all().stream()
            .map(
                each ->
                    new Item(
                        each.manifest().name(),
                        each.manifest().kind().label(),
                        each.manifest().version(),
                        each.manifest().format(),
                        each.bytes().length,
                        each.sha256()))
            .toList());
  }
}
