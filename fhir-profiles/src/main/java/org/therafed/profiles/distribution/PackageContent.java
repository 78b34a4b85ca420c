package org.therafed.profiles.distribution;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;

/** What a package holds, read by its kind. */
public final class PackageContent {

  /** What stands twice, or after the end of the first document, would be dropped unnoticed. */
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private PackageContent() {}

  /**
   * Looks at every file of a package, so that one with a mistake is never put to use.
   *
   * @throws Fault FP-PACKAGE-006 with file and reason, FP-PACKAGE-009 without a file; of a module
   *     FP-MODULE-001 or -002
   */
  public static void check(SignedPackage source) {
    PackageKind kind = source.manifest().kind();
    if (source.files().isEmpty()) {
      throw PackageCode.EMPTY.with(
          safe("package", source.manifest().shown()), safe("ending", "*" + kind.ending()));
    }
    for (String file : source.files().keySet()) {
      // A file that nobody reads is a mistake: its author believes it to hold.
      if (!file.endsWith(kind.ending())) {
        throw fault(
            source,
            file,
            new Phrase(
                "a package of kind " + kind.label() + " reads files *" + kind.ending() + " alone",
                "类别为 " + kind.label() + " 的数据包只读取 *" + kind.ending() + " 文件"));
      }
    }
    switch (source.manifest().kind()) {
      case MODULE -> modules(source);
      case CODE_TABLE -> CodeTable.of(source);
      case TARIFF -> TariffList.of(source);
      case POLICY -> RetentionPolicy.of(List.of(source));
    }
  }

  /**
   * The therapy modules of a package of kind {@code module}.
   *
   * @throws Fault FP-MODULE-001 with file, path and reason, or FP-MODULE-002
   */
  public static ModuleCatalog modules(SignedPackage source) {
    return ModuleCatalog.ofFiles(source.texts(".yaml"));
  }

  /**
   * The names and values of a package of kind {@code policy}, each name once in all its files.
   *
   * @throws Fault FP-PACKAGE-006 if a file is no object of plain values, a name stands twice, or a
   *     second document stands in a file
   */
  public static Map<String, String> policy(SignedPackage source) {
    Map<String, String> values = new TreeMap<>();
    source
        .texts(".yaml")
        .forEach(
            (file, text) -> {
              JsonNode json = yaml(source, file, text);
              for (Map.Entry<String, JsonNode> value : json.properties()) {
                if (!value.getValue().isValueNode()) {
                  throw fault(
                      source,
                      file,
                      new Phrase(value.getKey() + " is no plain value", value.getKey() + " 不是简单值"));
                }
                if (values.put(value.getKey(), value.getValue().asText()) != null) {
                  throw fault(
                      source,
                      file,
                      new Phrase(
                          value.getKey() + " stands in another file too",
                          value.getKey() + " 在另一文件中也有"));
                }
              }
            });
    return values;
  }

  private static JsonNode yaml(SignedPackage source, String file, String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      if (json == null || !json.isObject()) {
        throw fault(
            source, file, new Phrase("it is no object of names and values", "不是由名称和值组成的对象"));
      }
      return json;
    } catch (MismatchedInputException e) {
      throw fault(
          source,
          file,
          new Phrase("a second document stands in it; one is needed", "其中有第二个文档；应只有一个"));
    } catch (IOException e) {
      throw fault(
          source, file, new Phrase("it is not YAML, or a name stands twice", "不是 YAML，或有名称重复"));
    }
  }

  private static Fault fault(SignedPackage source, String file, Phrase reason) {
    return PackageCode.CONTENT.with(
        safe("package", source.manifest().shown()), safe("file", file), safe("reason", reason));
  }
}
