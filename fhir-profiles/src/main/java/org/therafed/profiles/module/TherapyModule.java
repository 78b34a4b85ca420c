package org.therafed.profiles.module;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.LabTest;
import org.therafed.profiles.terminology.Product;
import org.therafed.profiles.terminology.Products;
import org.therafed.profiles.terminology.ResponseCriteria;
import org.therafed.profiles.terminology.Systems;

/**
 * One therapy as data.
 *
 * @param id e.g. {@code rlt-psma}
 * @param version a course keeps the version it began with
 * @param title in English and Chinese
 * @param kind what sort of therapy it is
 * @param indications diagnoses it is for
 * @param products what is administered
 * @param diagnostics what is administered only to image
 * @param ownProducts those of products and diagnostics that no table of the library knows
 * @param ownNuclides nuclides that no table of the library knows
 * @param ownKinds kinds of products that the library does not know
 * @param schedule cycles and intervals; null where there are no cycles
 * @param doses how the products are dosed
 * @param windows what is due when
 * @param organsAtRisk organs whose absorbed dose is watched
 * @param biomarkers laboratory tests it watches
 * @param endpoints what is asked of it
 * @param adverseEventsOfInterest NCIt codes of CTCAE terms
 * @param otherEvents events of interest without a CTCAE term
 * @param ownCriteria criteria of response that no table of the library knows
 * @param strata companion data to stratify by
 * @param required what the completeness score counts
 * @param followUpDays how long a person is followed after the index date; 0 where not stated
 */
public record TherapyModule(
    String id,
    String version,
    Title title,
    ModuleKind kind,
    List<Coding> indications,
    List<Coding> products,
    List<Coding> diagnostics,
    List<OwnProduct> ownProducts,
    List<OwnNuclide> ownNuclides,
    List<OwnKind> ownKinds,
    Schedule schedule,
    List<Dose> doses,
    List<VisitWindow> windows,
    List<OrganLimit> organsAtRisk,
    List<Biomarker> biomarkers,
    List<Endpoint> endpoints,
    List<Coding> adverseEventsOfInterest,
    List<OtherEvent> otherEvents,
    List<OwnCriterion> ownCriteria,
    List<Stratum> strata,
    List<RequiredElement> required,
    int followUpDays) {

  public TherapyModule {
    indications = List.copyOf(indications);
    products = List.copyOf(products);
    diagnostics = List.copyOf(diagnostics);
    ownProducts = List.copyOf(ownProducts);
    ownNuclides = List.copyOf(ownNuclides);
    ownKinds = List.copyOf(ownKinds);
    doses = List.copyOf(doses);
    windows = List.copyOf(windows);
    organsAtRisk = List.copyOf(organsAtRisk);
    biomarkers = List.copyOf(biomarkers);
    endpoints = List.copyOf(endpoints);
    adverseEventsOfInterest = List.copyOf(adverseEventsOfInterest);
    otherEvents = List.copyOf(otherEvents);
    ownCriteria = List.copyOf(ownCriteria);
    strata = List.copyOf(strata);
    required = List.copyOf(required);
  }

  /** A title in both languages. */
  public record Title(String en, String zh) {
    /** The title for a reader. */
    public String in(Locale locale) {
      return locale.getLanguage().equals("zh") ? zh : en;
    }
  }

  /**
   * When cycles are due.
   *
   * @param maxCycles most cycles of a course
   * @param intervalDays from cycle to cycle
   * @param earlyDays how many days early is still in the window
   * @param lateDays how many days late is still in the window
   */
  public record Schedule(int maxCycles, int intervalDays, int earlyDays, int lateDays) {}

  /**
   * The activity of one cycle.
   *
   * @param megabecquerel as planned, MBq
   * @param tolerancePercent what still counts as planned
   * @param possibleMin below is a slip of unit or key, MBq
   * @param possibleMax above is a slip of unit or key, MBq
   */
  public record PlannedActivity(
      BigDecimal megabecquerel,
      BigDecimal tolerancePercent,
      BigDecimal possibleMin,
      BigDecimal possibleMax) {
    /** Whether an activity in MBq is as planned, within the tolerance. */
    public boolean asPlanned(BigDecimal mbq) {
      BigDecimal margin = megabecquerel.multiply(tolerancePercent).movePointLeft(2);
      return mbq.subtract(megabecquerel).abs().compareTo(margin) <= 0;
    }

    /** Whether an activity in MBq is possible at all. */
    public boolean possible(BigDecimal mbq) {
      return mbq.compareTo(possibleMin) >= 0 && mbq.compareTo(possibleMax) <= 0;
    }
  }

  /**
   * A laboratory test the module watches.
   *
   * @param id its name within the module, e.g. {@code psa}
   * @param test of the laboratory catalogue, or brought by the module
   * @param also codes of other tests that measure the same in the same unit
   * @param plausibleMin smallest possible, in {@link #unit}
   * @param plausibleMax largest possible, in {@link #unit}
   * @param title in both languages; the name of the test where the module gives none
   */
  public record Biomarker(
      String id,
      LabTest test,
      Set<String> also,
      BigDecimal plausibleMin,
      BigDecimal plausibleMax,
      Title title) {
    public Biomarker {
      also = Set.copyOf(also);
    }

    /** The codes whose values are of this series. */
    public Set<String> codes() {
      return Stream.concat(Stream.of(loinc()), also.stream())
          .collect(Collectors.toUnmodifiableSet());
    }

    /** LOINC code, or a code of the local systems, as {@link LabTest#loinc}. */
    public String loinc() {
      return test.loinc();
    }

    /** Canonical UCUM unit. */
    public String unit() {
      return test.unit();
    }
  }

  /**
   * A question asked of the therapy.
   *
   * @param id its name in questions, e.g. {@code psa50}
   * @param code in the endpoint code system, e.g. {@code PSA50}, or brought by the module
   * @param title in both languages
   * @param kind the rule that answers
   * @param parameters the rule's parameters: numbers, texts or lists of texts
   */
  public record Endpoint(
      String id, String code, Title title, RuleKind kind, Map<String, Object> parameters) {
    /** The event of {@code time-to-event} that has failure to reach a remission among its parts. */
    public static final String EVENT_FREE = "failure-relapse-or-death";

    /** The parameter that says what the start of another therapy means. */
    public static final String NEXT_THERAPY = "nextTherapy";

    public Endpoint {
      parameters = Map.copyOf(parameters);
    }

    /**
     * The code with its system and display: that of the set {@code endpoint}, or the title where
     * the module brings the code.
     */
    public Coding coding() {
      if (OwnCode.isMeant(code)) {
        return new Coding(Systems.MODULE_ENDPOINT, code, title.en());
      }
      String display =
          CodeSets.standard()
              .find("endpoint")
              .flatMap(set -> set.display(Systems.ENDPOINT, code))
              .orElse(title.en());
      return new Coding(Systems.ENDPOINT, code, display);
    }

    /** Whether a parameter is given. */
    boolean has(String name) {
      return parameters.containsKey(name);
    }

    /**
     * A whole-number parameter.
     *
     * @throws ArithmeticException for one that is no whole number; a module that holds one is
     *     refused when it is read
     */
    public Optional<Integer> integer(String name) {
      return parameters.get(name) instanceof Number number
          ? Optional.of(new BigDecimal(number.toString()).intValueExact())
          : Optional.empty();
    }

    /** A decimal parameter. */
    public Optional<BigDecimal> decimal(String name) {
      return parameters.get(name) instanceof Number number
          ? Optional.of(new BigDecimal(number.toString()))
          : Optional.empty();
    }

    /** A text parameter. */
    public Optional<String> text(String name) {
      return parameters.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A text as a list of one, or a list of texts; empty if the parameter is absent. */
    public List<String> textOrTexts(String name) {
      return text(name).map(List::of).orElseGet(() -> texts(name));
    }

    /** A list of texts; empty if the parameter is absent. */
    public List<String> texts(String name) {
      return parameters.get(name) instanceof List<?> list
          ? list.stream().map(String::valueOf).toList()
          : List.of();
    }
  }

  /** Codes of the adverse events that it names: CTCAE terms first, then those beside CTCAE. */
  public List<String> namedEvents() {
    return Stream.concat(
            adverseEventsOfInterest.stream().map(Coding::code),
            otherEvents.stream().map(other -> other.event().code()))
        .distinct()
        .toList();
  }

  /** The canonical with version, as the {@code module} extension carries it. */
  public String canonical() {
    return Canonical.module(id, version);
  }

  /**
   * The activity of one cycle, where a product is given by a fixed activity; null elsewhere. The
   * first such product counts.
   */
  public PlannedActivity activity() {
    for (Dose dose : doses) {
      if (dose instanceof Dose.Activity fixed) {
        return fixed.planned();
      }
    }
    return null;
  }

  /** What the module or the library knows of a product that the module gives. */
  public Optional<Product> product(Coding coding) {
    return own(coding)
        .map(OwnProduct::product)
        .or(() -> Products.standard().coded(coding.system(), coding.code()));
  }

  /** The product that the module brings under this coding. */
  public Optional<OwnProduct> own(Coding coding) {
    return ownProducts.stream().filter(own -> own.product().coding().equals(coding)).findFirst();
  }

  /** A criterion of the library, or of the module. */
  public Optional<ResponseCriteria.Criterion> criterion(String name) {
    return ownCriteria.stream()
        .map(OwnCriterion::criterion)
        .filter(criterion -> criterion.name().equals(name))
        .findFirst()
        .or(() -> ResponseCriteria.standard().named(name));
  }

  /** Whether a product, by its code, are cells that the module gives. */
  public boolean infuses(String product) {
    return doses.stream()
        .anyMatch(dose -> dose instanceof Dose.Cells && dose.product().code().equals(product));
  }

  /** A window by id. */
  public Optional<VisitWindow> window(String windowId) {
    return windows.stream().filter(w -> w.id().equals(windowId)).findFirst();
  }

  /** An endpoint by id. */
  public Optional<Endpoint> endpoint(String endpointId) {
    return endpoints.stream().filter(e -> e.id().equals(endpointId)).findFirst();
  }

  /** A biomarker by id. */
  public Optional<Biomarker> biomarker(String biomarkerId) {
    return biomarkers.stream().filter(b -> b.id().equals(biomarkerId)).findFirst();
  }
}
