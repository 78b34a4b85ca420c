package org.therafed.profiles.distribution;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;

/**
 * What a package says of itself; what is signed.
 *
 * <p>Format 2 adds the size of each file to format 1, so that a reader knows it before it unpacks;
 * a program reads its own format and the one before.
 *
 * @param format of the manifest
 * @param kind what the package holds
 * @param name e.g. {@code therapies}: lower-case letters, digits and hyphens
 * @param version from 1; a later one replaces an earlier one
 * @param files in the order in which they are packed
 */
public record PackageManifest(
    int format, PackageKind kind, String name, int version, List<Entry> files) {

  /** The format that this program writes. */
  public static final int FORMAT = 2;

  /** The oldest format that this program reads. */
  public static final int LEAST_FORMAT = FORMAT - 1;

  /** A size that is not known: format 1 does not say it. */
  static final long UNKNOWN = -1;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * One file.
   *
   * @param name without folder
   * @param bytes its size; −1 where the format does not say it
   * @param sha256 of its content, hexadecimal
   */
  public record Entry(String name, long bytes, String sha256) {}

  public PackageManifest {
    files = List.copyOf(files);
  }

  /** Name and version, for messages. */
  public String shown() {
    return name + " " + version;
  }

  /** Whether a name may be a package's. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  byte[] bytes() {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", format).put("kind", kind.label()).put("name", name).put("version", version);
    for (Entry file : files) {
      ObjectNode row = json.withArray("files").addObject();
      row.put("name", file.name());
      if (format >= 2) {
        row.put("bytes", file.bytes());
      }
      row.put("sha256", file.sha256());
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a manifest whose signature stands.
   *
   * @throws Fault FP-PACKAGE-001 or FP-PACKAGE-003
   */
  static PackageManifest read(byte[] bytes) {
    JsonNode json = tree(bytes);
    String name = json.path("name").asText();
    if (!isName(name)) {
      throw unreadable(new Phrase("the manifest names no package", "清单没有写明是哪个数据包"));
    }
    int format = json.path("format").asInt(0);
    if (format < LEAST_FORMAT || format > FORMAT) {
      throw PackageCode.FORMAT.with(
          safe("package", name),
          safe("format", format),
          safe("least", LEAST_FORMAT),
          safe("most", FORMAT));
    }
    PackageKind kind =
        PackageKind.labelled(json.path("kind").asText())
            .orElseThrow(
                () ->
                    unreadable(
                        new Phrase("the kind of " + name + " is not known", name + " 的类别未知")));
    int version = json.path("version").asInt(0);
    if (version < 1) {
      throw unreadable(
          new Phrase(
              "the version of " + name + " is not a whole number from 1", name + " 的版本不是从 1 起的整数"));
    }
    List<Entry> files = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (JsonNode row : json.path("files")) {
      Entry file = file(row, format);
      if (!seen.add(file.name())) {
        throw unreadable(
            new Phrase(
                "a file of " + name + " stands twice in the manifest", name + " 的某个文件在清单中重复出现"));
      }
      files.add(file);
    }
    return new PackageManifest(format, kind, name, version, files);
  }

  private static Entry file(JsonNode row, int format) {
    Entry file =
        new Entry(
            row.path("name").asText(),
            format >= 2 ? row.path("bytes").asLong(UNKNOWN) : UNKNOWN,
            row.path("sha256").asText());
    boolean sized = format < 2 || file.bytes() >= 0;
    if (!isFile(file.name()) || !sized || !SHA_256.matcher(file.sha256()).matches()) {
      throw unreadable(
          new Phrase(
              "a file of the manifest has no name, size or SHA-256", "清单中有文件缺少名称、大小或 SHA-256"));
    }
    return file;
  }

  static boolean isFile(String name) {
    return FILE.matcher(name).matches();
  }

  private static JsonNode tree(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw unreadable(new Phrase("the manifest is not JSON", "清单不是 JSON"));
    } catch (IOException e) {
      throw new IllegalStateException("Bytes in memory are read without fault.", e);
    }
  }

  private static Fault unreadable(Phrase reason) {
    return PackageCode.UNREADABLE.with(safe("reason", reason));
  }
}
