package org.therafed.profiles.distribution;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;

/**
 * What an operator writes of a package, in the file {@code package.yaml} beside its files.
 *
 * @param kind what it holds
 * @param version from 1, raised with each change
 */
public record PackageDescription(PackageKind kind, int version) {

  /** The name of the file. */
  public static final String FILE = "package.yaml";

  /**
   * Reads a description.
   *
   * @param name of the package
   * @param text of the file; null if it is missing
   * @throws Fault FP-PACKAGE-006
   */
  public static PackageDescription read(String name, String text) {
    if (text == null) {
      throw fault(name, new Phrase("it is missing", "缺少此项"));
    }
    JsonNode json = tree(name, text);
    if (json == null || !json.isObject() || json.size() != 2) {
      throw fault(
          name, new Phrase("kind and version are needed, and nothing else", "应只有 kind 和 version"));
    }
    PackageKind kind =
        PackageKind.labelled(json.path("kind").asText())
            .orElseThrow(
                () ->
                    fault(
                        name,
                        new Phrase(
                            "module, code-table, tariff or policy is needed as kind",
                            "kind 应为 module、code-table、tariff 或 policy")));
    if (!json.path("version").isInt() || json.path("version").asInt() < 1) {
      throw fault(
          name, new Phrase("a whole number from 1 is needed as version", "version 应为从 1 起的整数"));
    }
    return new PackageDescription(kind, json.path("version").asInt());
  }

  /**
   * Makes the package of a folder, and looks at what it holds.
   *
   * @param folder file name → content, the description among them
   * @throws Fault FP-PACKAGE-001, FP-PACKAGE-006, FP-MODULE-001 or FP-MODULE-002
   */
  public static SignedPackage pack(PackageSigner signer, String name, Map<String, byte[]> folder) {
    Map<String, byte[]> files = new TreeMap<>(folder);
    byte[] written = files.remove(FILE);
    PackageDescription description =
        read(
            name,
            written == null ? null : new String(written, java.nio.charset.StandardCharsets.UTF_8));
    SignedPackage made =
        SignedPackage.sign(signer, description.kind(), name, description.version(), files);
    PackageContent.check(made);
    return made;
  }

  private static JsonNode tree(String name, String text) {
    try {
      return new YAMLMapper().readTree(text);
    } catch (IOException e) {
      throw fault(name, new Phrase("it is not YAML", "不是 YAML"));
    }
  }

  private static Fault fault(String name, Phrase reason) {
    return PackageCode.CONTENT.with(
        safe("package", name), safe("file", FILE), safe("reason", reason));
  }
}
