package org.therafed.profiles.publish.module;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.therafed.profiles.module.OrganLimit;
import org.therafed.profiles.module.OtherEvent;
import org.therafed.profiles.module.OwnKind;
import org.therafed.profiles.module.RequiredElement;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.ResponseCriteria;
import org.therafed.profiles.terminology.Systems;

/** The value sets of a module; one that would be empty is left out. */
final class ValueSetWriter {
  private final TherapyModule module;

  ValueSetWriter(TherapyModule module) {
    this.module = module;
  }

  List<Resource> valueSets() {
    List<Resource> sets = new ArrayList<>();
    add(sets, "indication", "Indications", "适应证", module.indications());
    add(
        sets,
        "product",
        "Products",
        "产品",
        Stream.concat(module.products().stream(), module.diagnostics().stream())
            .flatMap(this::withOtherCodes)
            .toList());
    add(
        sets,
        "ae-of-interest",
        "Adverse events of interest",
        "关注的不良事件",
        Stream.concat(
                module.adverseEventsOfInterest().stream(),
                module.otherEvents().stream().map(OtherEvent::event))
            .toList());
    add(
        sets,
        "organ-at-risk",
        "Organs at risk",
        "危及器官",
        module.organsAtRisk().stream().map(OrganLimit::organ).toList());
    add(sets, "response-criterion", "Response criteria", "疗效标准", criteria());
    add(
        sets,
        "response-category",
        "Categories of response",
        "疗效类别",
        module.ownCriteria().stream()
            .flatMap(own -> own.criterion().categories().stream())
            .map(ResponseCriteria.Category::coding)
            .toList());
    add(
        sets,
        "radionuclide",
        "Radionuclides",
        "放射性核素",
        module.ownNuclides().stream().map(own -> own.nuclide().coding()).toList());
    add(
        sets,
        "product-kind",
        "Kinds of product",
        "产品类别",
        module.ownKinds().stream().map(ValueSetWriter::coding).toList());
    return sets;
  }

  private static Coding coding(OwnKind own) {
    return new Coding(Systems.MODULE_PRODUCT, own.kind().code(), own.title().en());
  }

  /** A product, and the other codes of one that the module brings. */
  private Stream<Coding> withOtherCodes(Coding product) {
    return Stream.concat(
        Stream.of(product),
        module.own(product).stream().flatMap(own -> own.product().alsoCoded().stream()));
  }

  /** The criteria that endpoints and required elements name. */
  private List<Coding> criteria() {
    Set<String> names = new LinkedHashSet<>();
    module.endpoints().forEach(endpoint -> names.addAll(endpoint.textOrTexts("criterion")));
    module.required().stream()
        .filter(element -> element.fact() == RequiredElement.Source.RESPONSE)
        .filter(element -> element.of() != null)
        .forEach(element -> names.add(element.of()));
    module.ownCriteria().forEach(own -> names.add(own.criterion().name()));
    return names.stream().map(name -> module.criterion(name).orElseThrow().coding()).toList();
  }

  private void add(
      List<Resource> sets, String id, String english, String chinese, List<Coding> codings) {
    if (codings.isEmpty()) {
      return;
    }
    Resource set =
        Resource.canonical(
            "ValueSet",
            module.id() + "-" + id,
            module,
            new TherapyModule.Title(
                english + ": " + module.title().en(), chinese + "：" + module.title().zh()));
    Map<String, ArrayNode> bySystem = new LinkedHashMap<>();
    ArrayNode include = set.json().putObject("compose").putArray("include");
    for (Coding coding : new LinkedHashSet<>(codings)) {
      ArrayNode concepts =
          bySystem.computeIfAbsent(
              coding.system(),
              system -> include.addObject().put("system", system).putArray("concept"));
      ObjectNode concept = concepts.addObject();
      concept.put("code", coding.code()).put("display", coding.display());
      module.otherEvents().stream()
          .filter(event -> event.event().equals(coding))
          .forEach(event -> OwnTexts.event(concept, event));
      OwnTexts.criterion(concept, coding, module.ownCriteria());
      module.ownNuclides().stream()
          .filter(own -> own.nuclide().coding().equals(coding))
          .forEach(own -> OwnTexts.nuclide(concept, own));
      module.ownKinds().stream()
          .filter(own -> coding(own).equals(coding))
          .forEach(own -> OwnTexts.kind(concept, own));
      module
          .own(coding)
          .ifPresent(
              own ->
                  concept
                      .putArray("designation")
                      .addObject()
                      .put("language", "zh")
                      .put("value", own.title().zh()));
    }
    sets.add(set);
  }
}
