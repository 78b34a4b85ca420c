package org.therafed.profiles.outcome;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether every code below a package speaks both languages; for the tests of all modules. */
public final class BilingualCodes {
  private static final Pattern PLACE = Pattern.compile("\\{\\w+}");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  private BilingualCodes() {}

  /** The enums of codes below a package, tests left out. */
  public static List<Class<?>> enumsBelow(String root) {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root)
            .stream()
            .filter(found -> found.isAssignableTo(FaultCode.class) && found.isEnum())
            .map(JavaClass::reflect)
            .collect(Collectors.toList());
  }

  /** What is missing or contradicts, each with its code; empty where both languages agree. */
  public static List<String> faults(Class<?> codes) throws IOException {
    List<String> faults = new ArrayList<>();
    Set<String> known = new TreeSet<>();
    for (Object constant : codes.getEnumConstants()) {
      FaultCode code = (FaultCode) constant;
      Reason english = code.template();
      // Without arguments every place stands as it is written.
      Reason both = code.reason();
      Stream.of("found", "needed", "remedy").forEach(part -> known.add(code.code() + "." + part));
      check(code.code() + ".found", english.found(), both.foundZh(), faults);
      check(code.code() + ".needed", english.needed(), both.neededZh(), faults);
      check(code.code() + ".remedy", english.remedy(), both.remedyZh(), faults);
    }
    Properties catalogue = new Properties();
    try (InputStream in = codes.getResourceAsStream(codes.getSimpleName() + "_zh.properties")) {
      if (in != null) {
        catalogue.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      }
    }
    catalogue.stringPropertyNames().stream()
        .filter(row -> !known.contains(row))
        .forEach(row -> faults.add(row + " is of no code"));
    return faults;
  }

  private static void check(String row, String english, String chinese, List<String> faults) {
    boolean placesAlone = PLACE.matcher(english).replaceAll("").isBlank();
    if (chinese.isBlank() || !(placesAlone || HAN.matcher(chinese).find())) {
      faults.add(row + " has no Chinese sentence");
    } else if (!places(english).equals(places(chinese))) {
      faults.add(row + " has other places: " + places(chinese));
    }
  }

  private static Set<String> places(String sentence) {
    return PLACE
        .matcher(sentence)
        .results()
        .map(place -> place.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All faults of several enums. */
  public static List<String> faults(List<Class<?>> enums) throws IOException {
    List<String> faults = new ArrayList<>();
    for (Class<?> codes : enums) {
      faults.addAll(faults(codes));
    }
    return faults;
  }
}
