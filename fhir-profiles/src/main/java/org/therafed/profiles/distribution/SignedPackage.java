package org.therafed.profiles.distribution;

import static org.therafed.profiles.outcome.Fault.safe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;

/**
 * A package that was signed or whose signature was found to stand; there is no other. It is a ZIP
 * file of {@code manifest.json}, {@code manifest.sig} (64 bytes, Ed25519 over a prefix and the
 * bytes of the manifest) and the files of the manifest. Equal content gives equal bytes.
 */
public final class SignedPackage {

  /** Most bytes of a package, packed or unpacked. */
  public static final int LARGEST = 32 << 20;

  private static final String MANIFEST = "manifest.json";
  private static final String SIGNATURE = "manifest.sig";

  /** So that the key's signature under a package can stand under nothing else. */
  private static final byte[] PREFIX = "therafed-package\n".getBytes(StandardCharsets.US_ASCII);

  private final PackageManifest manifest;
  private final Map<String, byte[]> files;
  private final byte[] bytes;

  private SignedPackage(PackageManifest manifest, Map<String, byte[]> files, byte[] bytes) {
    this.manifest = manifest;
    this.files = files;
    this.bytes = bytes;
  }

  /**
   * Makes a package.
   *
   * @param files name → content
   * @throws Fault FP-PACKAGE-001 if a name is not one of a file without folder
   */
  public static SignedPackage sign(
      PackageSigner signer, PackageKind kind, String name, int version, Map<String, byte[]> files) {
    return sign(signer, PackageManifest.FORMAT, kind, name, version, files);
  }

  static SignedPackage sign(
      PackageSigner signer,
      int format,
      PackageKind kind,
      String name,
      int version,
      Map<String, byte[]> files) {
    Map<String, byte[]> sorted = new TreeMap<>(files);
    if (!PackageManifest.isName(name)
        || version < 1
        || !sorted.keySet().stream().allMatch(PackageManifest::isFile)) {
      throw PackageCode.UNREADABLE.with(
          safe(
              "reason",
              new Phrase(
                  "its name, its version or the name of a file is not of the form",
                  "数据包名称、版本或某个文件名的形式不正确")));
    }
    PackageManifest manifest =
        new PackageManifest(
            format,
            kind,
            name,
            version,
            sorted.entrySet().stream()
                .map(
                    file ->
                        new PackageManifest.Entry(
                            file.getKey(),
                            file.getValue().length,
                            PackageKey.sha256(file.getValue())))
                .toList());
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(MANIFEST, manifest.bytes());
    entries.put(SIGNATURE, signer.sign(signed(manifest.bytes())));
    entries.putAll(sorted);
    return new SignedPackage(manifest, sorted, zip(entries));
  }

  /**
   * Reads a package and holds it against a key. Nothing of it is looked at before the signature
   * over its manifest stands.
   *
   * @throws Fault FP-PACKAGE-001 to FP-PACKAGE-004
   */
  public static SignedPackage verify(byte[] bytes, PackageKey key) {
    Map<String, byte[]> entries = unzip(bytes);
    byte[] manifestBytes = entries.remove(MANIFEST);
    byte[] signature = entries.remove(SIGNATURE);
    if (manifestBytes == null || signature == null) {
      throw unreadable(new Phrase("manifest or signature is missing", "缺少清单或签名"));
    }
    if (!key.signed(signed(manifestBytes), signature)) {
      throw PackageCode.SIGNATURE.with(
          safe("package", new Phrase("that came", "（收到的）")), safe("key", key.id()));
    }
    PackageManifest manifest = PackageManifest.read(manifestBytes);
    for (PackageManifest.Entry file : manifest.files()) {
      check(manifest, file, entries.get(file.name()));
    }
    if (entries.size() > manifest.files().size()) {
      throw files(
          manifest,
          new Phrase("beyond the manifest", "清单以外"),
          new Phrase("it is not in the manifest", "不在清单之内"));
    }
    return new SignedPackage(manifest, new TreeMap<>(entries), bytes.clone());
  }

  private static void check(PackageManifest manifest, PackageManifest.Entry file, byte[] content) {
    if (content == null) {
      throw files(manifest, file.name(), new Phrase("it is missing", "缺少该文件"));
    }
    if (file.bytes() != PackageManifest.UNKNOWN && file.bytes() != content.length) {
      throw files(manifest, file.name(), new Phrase("it has another size", "大小与清单不符"));
    }
    if (!file.sha256().equals(PackageKey.sha256(content))) {
      throw files(manifest, file.name(), new Phrase("it has another SHA-256", "SHA-256 与清单不符"));
    }
  }

  /** What the package says of itself. */
  public PackageManifest manifest() {
    return manifest;
  }

  /** Name → content, sorted by name. */
  public Map<String, byte[]> files() {
    return Collections.unmodifiableMap(files);
  }

  /** Name → content as UTF-8 text, of files with this ending. */
  public Map<String, String> texts(String ending) {
    Map<String, String> texts = new TreeMap<>();
    files.forEach(
        (name, content) -> {
          if (name.endsWith(ending)) {
            texts.put(name, new String(content, StandardCharsets.UTF_8));
          }
        });
    return texts;
  }

  /** The package as it travels and is kept. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** SHA-256 of {@link #bytes}, hexadecimal. */
  public String sha256() {
    return PackageKey.sha256(bytes);
  }

  /**
   * Whether this one may take the place of another of its name.
   *
   * @param held what is in use
   * @return false if it is the same, unchanged
   * @throws Fault FP-PACKAGE-005 if it is older, or other content under the same version;
   *     FP-PACKAGE-008 if it is of another kind
   */
  public boolean replaces(SignedPackage held) {
    if (held.manifest.kind() != manifest.kind()) {
      throw PackageCode.KIND.with(
          safe("package", manifest.name()),
          safe("kind", manifest.kind().label()),
          safe("held", held.manifest.kind().label()));
    }
    boolean same =
        held.manifest.version() == manifest.version() && held.content().equals(content());
    if (same) {
      return false;
    }
    if (manifest.version() <= held.manifest.version()) {
      throw PackageCode.OLDER.with(
          safe("package", manifest.name()),
          safe("version", manifest.version()),
          safe("held", held.manifest.version()));
    }
    return true;
  }

  private Map<String, String> content() {
    Map<String, String> content = new TreeMap<>();
    manifest.files().forEach(file -> content.put(file.name(), file.sha256()));
    return content;
  }

  private static byte[] signed(byte[] manifest) {
    byte[] all = new byte[PREFIX.length + manifest.length];
    System.arraycopy(PREFIX, 0, all, 0, PREFIX.length);
    System.arraycopy(manifest, 0, all, PREFIX.length, manifest.length);
    return all;
  }

  private static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry header = new ZipEntry(entry.getKey());
        // No time of the machine: the same content gives the same bytes.
        header.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(header);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new IllegalStateException("Bytes in memory are written without fault.", e);
    }
    return out.toByteArray();
  }

  /** Whether the record stands at the end that closes every ZIP file, here without a comment. */
  private static boolean ends(byte[] bytes) {
    int at = bytes.length - 22;
    return at >= 0
        && bytes[at] == 'P'
        && bytes[at + 1] == 'K'
        && bytes[at + 2] == 5
        && bytes[at + 3] == 6;
  }

  private static Map<String, byte[]> unzip(byte[] bytes) {
    if (bytes.length > LARGEST) {
      throw unreadable(new Phrase("it is larger than 32 MiB", "大于 32 MiB"));
    }
    if (!ends(bytes)) {
      throw unreadable(new Phrase("it is truncated or no ZIP file", "文件被截断，或不是 ZIP 文件"));
    }
    Map<String, byte[]> entries = new TreeMap<>();
    long room = LARGEST;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readNBytes((int) room + 1);
        room -= content.length;
        if (room < 0) {
          throw unreadable(new Phrase("it unpacks to more than 32 MiB", "解压后大于 32 MiB"));
        }
        if (entries.put(entry.getName(), content) != null) {
          throw unreadable(new Phrase("a file stands in it twice", "其中有文件重复出现"));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw PackageCode.UNREADABLE.with(
          e, safe("reason", new Phrase("it is truncated or no ZIP file", "文件被截断，或不是 ZIP 文件")));
    }
    return entries;
  }

  private static Fault unreadable(Phrase reason) {
    return PackageCode.UNREADABLE.with(safe("reason", reason));
  }

  private static Fault files(PackageManifest manifest, Object file, Phrase reason) {
    return PackageCode.FILES.with(
        safe("package", manifest.shown()), safe("file", file), safe("reason", reason));
  }
}
