package org.therafed.profiles.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.CodeSet;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.CtcaeTerms;

/** Reads and checks one therapy module. {@code docs/modules.md} describes its form. */
public final class ModuleReader {
  private static final Set<String> SECTIONS =
      Set.of(
          "id",
          "version",
          "title",
          "kind",
          "include",
          "indications",
          "nuclides",
          "productKinds",
          "products",
          "diagnostics",
          "schedule",
          "activity",
          "doses",
          "windows",
          "organsAtRisk",
          "biomarkers",
          "criteria",
          "endpoints",
          "adverseEventsOfInterest",
          "otherEvents",
          "strata",
          "required",
          "followUpDays");

  private final Row module;

  /** The module, then what it includes: the first row of an id is taken. */
  private final List<Row> sources = new ArrayList<>();

  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

  private ModuleReader(Row module, Fragments fragments) {
    this.module = module;
    sources.add(module);
    for (Row name : module.rows("include")) {
      sources.add(
          fragments
              .find(name.node().asText())
              .orElseThrow(() -> name.fault("", new Phrase("the fragment is not known", "未知的片段"))));
    }
  }

  /**
   * Reads a module; the fragments of the library may be included.
   *
   * @param file its name, for messages
   * @param yaml the document
   * @throws Fault FP-MODULE-001 with file, path and reason
   */
  public static TherapyModule read(String file, byte[] yaml) {
    return read(Row.document(file, yaml), Fragments.standard());
  }

  static TherapyModule read(Row document, Fragments fragments) {
    return new ModuleReader(document, fragments).module();
  }

  private TherapyModule module() {
    module.only(SECTIONS, new Phrase("the section is not known", "未知的节"));
    String id = module.text("id");
    if (!id.matches("[a-z][a-z0-9-]{0,63}")) {
      throw module.fault(
          "id", new Phrase("it is not made of a-z, 0-9 and hyphen", "只能由 a-z、0-9 和连字符组成"));
    }
    TherapyModule.Schedule schedule = module.has("schedule") ? schedule() : null;
    List<OwnNuclide> nuclides = NuclideReader.nuclides(module, id);
    List<OwnKind> kinds = KindReader.kinds(module, id);
    ProductReader given = new ProductReader(id, kinds, nuclides);
    List<Coding> products = given.codings(module, "products");
    List<Coding> diagnostics = union(source -> given.codings(source, "diagnostics"));
    List<Dose> doses = DoseReader.doses(module, products);
    DoseReader.check(doses, schedule, module);
    given.check(doses, module);
    List<Row.Read<VisitWindow>> windows = merged("windows", WindowReader::window, VisitWindow::id);
    windows.forEach(window -> WindowReader.check(window, schedule));
    List<OrganLimit> organs =
        values(merged("organsAtRisk", CompanionReader::organ, OrganLimit::id));
    List<Row.Read<TherapyModule.Biomarker>> tests =
        merged(
            "biomarkers", row -> BiomarkerReader.biomarker(row, id), TherapyModule.Biomarker::id);
    BiomarkerReader.checkDifferent(tests);
    List<TherapyModule.Biomarker> biomarkers = values(tests);
    List<OtherEvent> events = otherEvents(id);
    List<OwnCriterion> criteria = CriterionReader.criteria(module, id);
    Declared declared = new Declared(id, biomarkers, organs, given.own(), events, criteria);
    List<Row.Read<TherapyModule.Endpoint>> endpoints =
        merged(
            "endpoints", row -> EndpointReader.endpoint(row, declared), TherapyModule.Endpoint::id);
    EndpointReader.checkComposites(endpoints);
    List<Row.Read<RequiredElement>> required =
        merged("required", CompanionReader::required, RequiredElement::id);
    TherapyModule therapy =
        new TherapyModule(
            id,
            version(),
            title(),
            kind(),
            indications(),
            products,
            diagnostics,
            given.own(),
            nuclides,
            kinds,
            schedule,
            doses,
            values(windows),
            organs,
            biomarkers,
            values(endpoints),
            union(ModuleReader::terms),
            events,
            criteria,
            values(merged("strata", CompanionReader::stratum, Stratum::id)),
            values(required),
            module.whole("followUpDays", 1, 0));
    required.forEach(element -> CompanionReader.check(element, therapy));
    windows.forEach(window -> WindowReader.check(window, therapy));
    ModuleNeeds.check(therapy, module);
    return therapy;
  }

  /** Products and tests may have an international name alone; a therapy is named in Chinese too. */
  private TherapyModule.Title title() {
    TherapyModule.Title title = module.title("title");
    if (!CHINESE.matcher(title.zh()).find()) {
      throw module.fault(
          "title.zh", new Phrase("a Chinese title has Chinese characters", "中文标题应含有汉字"));
    }
    return title;
  }

  /** A course keeps it for life, so it must say which one. */
  private String version() {
    String version = module.text("version");
    if (ModuleVersion.of(version).isEmpty()) {
      throw module.fault(
          "version",
          new Phrase(
              "MAJOR.MINOR.PATCH is needed, as 1.2.0, found '" + version + "'",
              "应为 MAJOR.MINOR.PATCH，如 1.2.0，实际为“" + version + "”"));
    }
    return version;
  }

  private ModuleKind kind() {
    return module
        .optionalText("kind")
        .map(
            label ->
                ModuleKind.named(label)
                    .orElseThrow(
                        () ->
                            module.fault(
                                "kind",
                                new Phrase(
                                    "the kind '" + label + "' is not known",
                                    "未知的类别“" + label + "”"))))
        .orElse(ModuleKind.OTHER);
  }

  private <T> List<Row.Read<T>> merged(
      String section, Function<Row, T> reader, Function<T, String> id) {
    Map<String, Row.Read<T>> byId = new LinkedHashMap<>();
    for (Row source : sources) {
      for (Row.Read<T> read : source.read(section, reader)) {
        byId.putIfAbsent(id.apply(read.value()), read);
      }
    }
    return new ArrayList<>(byId.values());
  }

  private static <T> List<T> values(List<Row.Read<T>> read) {
    return read.stream().map(Row.Read::value).toList();
  }

  private <T> List<T> union(Function<Row, List<T>> reader) {
    return sources.stream().flatMap(source -> reader.apply(source).stream()).distinct().toList();
  }

  private List<OtherEvent> otherEvents(String id) {
    Map<String, OtherEvent> byCode = new LinkedHashMap<>();
    for (Row source : sources) {
      for (Row row : source.rows("otherEvents")) {
        OtherEvent event = EventReader.event(row, id);
        byCode.putIfAbsent(event.event().code(), event);
      }
    }
    return List.copyOf(byCode.values());
  }

  private List<Coding> indications() {
    CodeSet set = CodeSets.standard().find("diagnosis").orElseThrow();
    List<Coding> codings = new ArrayList<>();
    for (Row row : module.rows("indications")) {
      row.only("system", "code");
      String system = row.node().path("system").asText();
      String code = row.node().path("code").asText();
      if (!set.contains(system, code)) {
        throw row.fault(
            "",
            new Phrase(
                "the code " + code + " is not in the set diagnosis",
                "代码 " + code + " 不在 diagnosis 集合中"));
      }
      codings.add(new Coding(system, code, set.display(system, code).orElse(code)));
    }
    return codings;
  }

  private TherapyModule.Schedule schedule() {
    Row row = module.at("schedule");
    row.only("maxCycles", "intervalDays", "earlyDays", "lateDays");
    int interval = row.whole("intervalDays", 1);
    int early = row.whole("earlyDays", 0);
    if (early >= interval) {
      // A cycle late by more than the interval moves those after it; one that early is the one
      // before.
      throw row.fault(
          "earlyDays",
          new Phrase(
              "the windows of two cycles overlap: fewer days than the interval of "
                  + interval
                  + " are needed, found "
                  + early,
              "两个周期的时间窗重叠：天数应少于间隔 " + interval + "，实际为 " + early));
    }
    return new TherapyModule.Schedule(
        row.whole("maxCycles", 1), interval, early, row.whole("lateDays", 0));
  }

  private static List<Coding> terms(Row source) {
    List<Coding> terms = new ArrayList<>();
    for (Row row : source.rows("adverseEventsOfInterest")) {
      String term = row.node().asText();
      Coding coding =
          CtcaeTerms.standard()
              .named(term)
              .orElseThrow(
                  () ->
                      row.fault(
                          "",
                          new Phrase(
                              "'" + term + "' is no CTCAE v5 term",
                              "“" + term + "”不是 CTCAE v5 术语")))
              .coding();
      if (terms.contains(coding)) {
        throw row.fault(
            "",
            new Phrase("the adverse event '" + term + "' stands twice", "不良事件“" + term + "”重复出现"));
      }
      terms.add(coding);
    }
    return terms;
  }
}
