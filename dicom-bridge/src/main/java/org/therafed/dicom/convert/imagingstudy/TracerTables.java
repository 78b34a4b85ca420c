package org.therafed.dicom.convert.imagingstudy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.profiles.terminology.Radionuclide;
import org.therafed.profiles.terminology.Radionuclides;

/** Which nuclide and product the codes and words of a header mean. */
final class TracerTables {
  private static final Map<String, String> NUCLIDES = nuclides();
  private static final List<Product> PRODUCTS = products();

  /**
   * Mass number and element in a code meaning, e.g. {@code ^18^Fluorine}, {@code 99m Technetium}.
   */
  private static final Pattern MASS = Pattern.compile("(\\d{1,3}m?)");

  private static final Map<String, String> ELEMENTS =
      Map.ofEntries(
          Map.entry("actinium", "Ac"),
          Map.entry("carbon", "C"),
          Map.entry("copper", "Cu"),
          Map.entry("fluorine", "F"),
          Map.entry("gallium", "Ga"),
          Map.entry("indium", "In"),
          Map.entry("iodine", "I"),
          Map.entry("lutetium", "Lu"),
          Map.entry("nitrogen", "N"),
          Map.entry("oxygen", "O"),
          Map.entry("radium", "Ra"),
          Map.entry("rubidium", "Rb"),
          Map.entry("scandium", "Sc"),
          Map.entry("technetium", "Tc"),
          Map.entry("terbium", "Tb"),
          Map.entry("yttrium", "Y"),
          Map.entry("zirconium", "Zr"));

  /**
   * A product of the registry.
   *
   * @param byName whether free text named it and not a code
   */
  record Product(
      String system,
      String code,
      String display,
      String nuclide,
      List<String> codes,
      List<String> words,
      boolean byName) {
    Product {
      codes = List.copyOf(codes);
      words = List.copyOf(words);
    }

    private Product named() {
      return new Product(system, code, display, nuclide, codes, words, true);
    }
  }

  private TracerTables() {}

  private static Map<String, String> nuclides() {
    Map<String, String> byCode = new HashMap<>();
    for (String[] row : rows("nuclides.tsv")) {
      for (int i = 1; i < row.length; i++) {
        byCode.put(row[i], row[0]);
      }
    }
    return Map.copyOf(byCode);
  }

  private static List<Product> products() {
    List<Product> products = new ArrayList<>();
    for (String[] row : rows("tracers.tsv")) {
      products.add(new Product(row[0], row[1], row[2], row[3], list(row[4]), list(row[5]), false));
    }
    return List.copyOf(products);
  }

  private static List<String> list(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
  }

  private static List<String[]> rows(String name) {
    List<String[]> rows = new ArrayList<>();
    try (InputStream in = TracerTables.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("Resource " + name + " is missing from the jar");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          rows.add(line.split("\t", -1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  /** {@code scheme:code}; the designators under which SNOMED-RT codes are met become SRT. */
  static Optional<String> code(DataSet item) {
    Optional<String> scheme = item.string(Tag.CodingSchemeDesignator);
    Optional<String> value = item.string(Tag.CodeValue);
    if (scheme.isEmpty() || value.isEmpty()) {
      return Optional.empty();
    }
    String name =
        switch (scheme.get()) {
          case "SNM3", "99SDM" -> "SRT";
          case "NCIT" -> "NCIt";
          default -> scheme.get();
        };
    return Optional.of(name + ":" + value.get());
  }

  /** The nuclide of an item of Radiopharmaceutical Information Sequence. */
  static Optional<Radionuclide> nuclide(DataSet information) {
    Optional<DataSet> item = information.item(Tag.RadionuclideCodeSequence);
    Optional<Radionuclide> coded =
        item.flatMap(TracerTables::code)
            .map(NUCLIDES::get)
            .flatMap(name -> Radionuclides.standard().named(name));
    return coded
        .or(() -> item.flatMap(i -> i.string(Tag.CodeMeaning)).flatMap(TracerTables::parse))
        .or(
            () ->
                information
                    .item(Tag.RadiopharmaceuticalCodeSequence)
                    .flatMap(TracerTables::code)
                    .flatMap(TracerTables::product)
                    .flatMap(product -> Radionuclides.standard().named(product.nuclide())));
  }

  private static Optional<Radionuclide> parse(String meaning) {
    Matcher mass = MASS.matcher(meaning);
    if (!mass.find()) {
      return Optional.empty();
    }
    String lower = meaning.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> element : ELEMENTS.entrySet()) {
      if (lower.contains(element.getKey())) {
        return Radionuclides.standard().named(element.getValue() + "-" + mass.group(1));
      }
    }
    return Optional.empty();
  }

  private static Optional<Product> product(String code) {
    return PRODUCTS.stream().filter(p -> p.codes().contains(code)).findFirst();
  }

  /** The product of an item, by code, else by name together with the nuclide. */
  static Optional<Product> product(DataSet information, Radionuclide nuclide) {
    Optional<DataSet> item = information.item(Tag.RadiopharmaceuticalCodeSequence);
    Optional<Product> coded = item.flatMap(TracerTables::code).flatMap(TracerTables::product);
    if (coded.isPresent()) {
      return coded.filter(p -> p.nuclide().equals(nuclide.name()));
    }
    String text =
        (item.flatMap(i -> i.string(Tag.CodeMeaning)).orElse("")
                + " "
                + information.string(Tag.Radiopharmaceutical).orElse(""))
            .toLowerCase(Locale.ROOT);
    return PRODUCTS.stream()
        .filter(p -> p.nuclide().equals(nuclide.name()))
        .filter(p -> p.words().stream().anyMatch(text::contains))
        .findFirst()
        .map(Product::named);
  }
}
