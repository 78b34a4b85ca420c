package org.therafed.dicom.deidentify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * When pixels may show identity, and where. Rules are data, one a line, tried in order; the first
 * that matches decides.
 *
 * <p>Fields, separated by tabs, {@code *} matching anything: name; SOP Class UIDs separated by
 * commas, {@code ~} standing for 1.2.840.10008.5.1.4.1.1.; Burned In Annotation ({@code YES}
 * for any statement that is not NO, {@code NO}, {@code -} for absent); values Image Type or a Frame
 * Type must contain, joined by {@code +}, compared without case, spaces and signs, {@code
 * @converted} for a stated Conversion Type and {@code @captured} for a device of secondary capture;
 * Samples per Pixel, {@code 3} for a palette and any other colour, too; regular expressions for Manufacturer and Manufacturer's Model Name; Rows;
 * Columns; verdict: {@code clean}, {@code suspicious}, {@code blank:x,y,width,height;…} or {@code
 * blank:outside-ultrasound-regions}.
 */
public record PixelRule(
    String name,
    Set<String> sopClasses,
    String burnedIn,
    Set<String> imageType,
    String samples,
    Pattern manufacturer,
    Pattern model,
    String rows,
    String columns,
    Verdict verdict,
    List<PixelRegion> regions) {

  /** What follows where a rule matches. */
  public enum Verdict {
    /** The pixels show no identity. */
    CLEAN,
    /** They may; a person has to look. */
    SUSPICIOUS,
    /** The regions named are blanked. */
    BLANK_REGIONS,
    /** All outside Sequence of Ultrasound Regions (0018,6011) is blanked. */
    BLANK_OUTSIDE_ULTRASOUND_REGIONS
  }

  private static final int FIELDS = 10;
  private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";

  public PixelRule {
    sopClasses = Set.copyOf(sopClasses);
    imageType = imageType.stream().map(PixelTraits::folded).collect(Collectors.toUnmodifiableSet());
    regions = List.copyOf(regions);
  }

  /**
   * Reads rules; lines that are empty or begin with {@code #} do not count.
   *
   * @throws DicomFault {@link DicomFaultCode#DEIDENTIFY_POLICY} with the number of the line
   */
  public static List<PixelRule> parse(List<String> lines) {
    List<PixelRule> rules = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && line.charAt(0) != '#') {
        rules.add(parse(line, i + 1));
      }
    }
    return rules;
  }

  private static PixelRule parse(String line, int number) {
    String[] f = line.split("\t", -1);
    if (f.length != FIELDS) {
      throw invalid(number, f.length + " fields; " + FIELDS + " needed");
    }
    try {
      String verdict = f[9].strip();
      return new PixelRule(
          f[0],
          all(f[1].replace("~", STORAGE), ","),
          f[2],
          all(f[3], "\\+"),
          f[4],
          pattern(f[5]),
          pattern(f[6]),
          f[7],
          f[8],
          verdict(verdict, number),
          regions(verdict));
    } catch (PatternSyntaxException | NumberFormatException e) {
      throw invalid(number, "an expression or number is malformed");
    }
  }

  private static Set<String> all(String field, String separator) {
    return field.equals("*") ? Set.of() : Set.of(field.split(separator, -1));
  }

  private static Pattern pattern(String field) {
    return Pattern.compile(field.equals("*") ? ".*" : field, Pattern.CASE_INSENSITIVE);
  }

  private static Verdict verdict(String text, int number) {
    if (text.equals("blank:outside-ultrasound-regions")) {
      return Verdict.BLANK_OUTSIDE_ULTRASOUND_REGIONS;
    }
    if (text.startsWith("blank:")) {
      return Verdict.BLANK_REGIONS;
    }
    return switch (text) {
      case "clean" -> Verdict.CLEAN;
      case "suspicious" -> Verdict.SUSPICIOUS;
      default -> throw invalid(number, "the verdict is none of the known");
    };
  }

  private static List<PixelRegion> regions(String verdict) {
    List<PixelRegion> regions = new ArrayList<>();
    if (verdict.startsWith("blank:") && !verdict.endsWith("regions")) {
      for (String text : verdict.substring("blank:".length()).split(";", -1)) {
        String[] n = text.split(",", -1);
        if (n.length != 4) {
          throw new NumberFormatException();
        }
        regions.add(
            new PixelRegion(
                Integer.parseInt(n[0].strip()),
                Integer.parseInt(n[1].strip()),
                Integer.parseInt(n[2].strip()),
                Integer.parseInt(n[3].strip())));
      }
    }
    return regions;
  }

  private static DicomFault invalid(int line, String what) {
    return DicomFault.of(
        DicomFaultCode.DEIDENTIFY_POLICY,
        String.format(Locale.ROOT, "pixel rule in line %d: %s", line, what));
  }

  /** A match-all field, or equality. */
  static boolean matches(String field, String value) {
    return field.equals("*") || field.equals(value);
  }
}
