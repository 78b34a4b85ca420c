package org.therafed.dicom.sr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** TID 10022 Radiopharmaceutical Administration Event Data and TID 10023 Organ Dose. */
final class AdministrationItems {
  private AdministrationItems() {}

  static Administration read(ContentItem event) {
    Optional<ContentItem> agent =
        event.first(Concepts.AGENT).or(() -> event.first(Concepts.AGENT_BY_RT));
    return new Administration(
        agent.flatMap(ContentItem::code),
        below(agent, event, Concepts.RADIONUCLIDE).flatMap(ContentItem::code),
        below(agent, event, Concepts.HALF_LIFE).flatMap(ContentItem::number),
        event.text(Concepts.ADMINISTRATION_UID),
        event.text(Concepts.START),
        event.text(Concepts.STOP),
        event.number(Concepts.ADMINISTERED_ACTIVITY),
        event.first(Concepts.ACTIVITY_BEFORE).flatMap(AdministrationItems::measured),
        event.first(Concepts.ACTIVITY_AFTER).flatMap(AdministrationItems::measured),
        event.number(Concepts.EXTRAVASATION),
        event.number(Concepts.VOLUME),
        event.code(Concepts.ROUTE),
        event.number(Concepts.EFFECTIVE_DOSE),
        event.all(Concepts.ORGAN_DOSE_INFORMATION).stream()
            .map(AdministrationItems::organDose)
            .flatMap(Optional::stream)
            .toList());
  }

  /** Properties of the agent, met under the event too. */
  private static Optional<ContentItem> below(
      Optional<ContentItem> agent, ContentItem event, Code name) {
    return agent.flatMap(a -> a.first(name)).or(() -> event.first(name));
  }

  private static Optional<Administration.Measured> measured(ContentItem item) {
    return item.number()
        .map(
            number ->
                new Administration.Measured(
                    number, item.observed(), item.code(Concepts.ACTIVITY_DEVICE)));
  }

  private static Optional<Administration.OrganDose> organDose(ContentItem container) {
    Optional<ContentItem> site = container.first(Concepts.FINDING_SITE);
    Optional<ContentItem> dose = container.first(Concepts.ORGAN_DOSE);
    if (site.flatMap(ContentItem::code).isEmpty() || dose.flatMap(ContentItem::number).isEmpty()) {
      return Optional.empty();
    }
    Optional<Code> laterality =
        site.get().code(Concepts.LATERALITY).or(() -> container.code(Concepts.LATERALITY));
    return Optional.of(
        new Administration.OrganDose(
            site.get().code().orElseThrow(),
            laterality,
            dose.get().number().orElseThrow(),
            container.number(Concepts.MASS),
            dose.get()
                .text(Concepts.REFERENCE_AUTHORITY)
                .or(() -> container.text(Concepts.REFERENCE_AUTHORITY))));
  }

  static ContentItem write(Administration event) {
    List<ContentItem> items = new ArrayList<>();
    event.agent().ifPresent(agent -> items.add(agent(agent, event)));
    event
        .eventUid()
        .ifPresent(uid -> items.add(contains(Concepts.ADMINISTRATION_UID, new ItemValue.Uid(uid))));
    event.start().ifPresent(t -> items.add(contains(Concepts.START, new ItemValue.DateTime(t))));
    event.stop().ifPresent(t -> items.add(contains(Concepts.STOP, new ItemValue.DateTime(t))));
    number(items, Concepts.ADMINISTERED_ACTIVITY, event.administered());
    event.before().ifPresent(m -> items.add(measured(Concepts.ACTIVITY_BEFORE, m)));
    event.after().ifPresent(m -> items.add(measured(Concepts.ACTIVITY_AFTER, m)));
    number(items, Concepts.EXTRAVASATION, event.extravasation());
    number(items, Concepts.VOLUME, event.volume());
    number(items, Concepts.EFFECTIVE_DOSE, event.effectiveDose());
    event
        .route()
        .ifPresent(r -> items.add(GroupWriter.coded(Relationship.CONTAINS, Concepts.ROUTE, r)));
    event.organDoses().forEach(dose -> items.add(organDose(dose)));
    return contains(
        Concepts.ADMINISTRATION, new ItemValue.Container(false, Optional.of("10022")), items);
  }

  private static ContentItem agent(Code agent, Administration event) {
    List<ContentItem> properties = new ArrayList<>();
    event
        .radionuclide()
        .ifPresent(
            nuclide ->
                properties.add(
                    GroupWriter.coded(
                        Relationship.HAS_PROPERTIES, Concepts.RADIONUCLIDE, nuclide)));
    event
        .halfLife()
        .ifPresent(
            number ->
                properties.add(
                    ContentItem.of(
                        Relationship.HAS_PROPERTIES, Concepts.HALF_LIFE, number.item())));
    return ContentItem.of(
        Relationship.CONTAINS, Concepts.AGENT, new ItemValue.Coded(Optional.of(agent)), properties);
  }

  private static ContentItem measured(Code name, Administration.Measured measured) {
    List<ContentItem> device =
        measured.device().stream()
            .map(
                code ->
                    GroupWriter.coded(Relationship.HAS_PROPERTIES, Concepts.ACTIVITY_DEVICE, code))
            .toList();
    return new ContentItem(
        Optional.of(Relationship.CONTAINS),
        Optional.of(name),
        measured.activity().item(),
        measured.observed(),
        device);
  }

  private static ContentItem organDose(Administration.OrganDose dose) {
    List<ContentItem> items = new ArrayList<>();
    items.add(
        ContentItem.of(
            Relationship.HAS_CONCEPT_MOD,
            Concepts.FINDING_SITE,
            new ItemValue.Coded(Optional.of(dose.site())),
            dose.laterality().stream()
                .map(side -> GroupWriter.modifier(Concepts.LATERALITY, side))
                .toList()));
    number(items, Concepts.MASS, dose.mass());
    List<ContentItem> authority =
        dose.authority().stream()
            .map(
                text ->
                    ContentItem.of(
                        Relationship.HAS_PROPERTIES,
                        Concepts.REFERENCE_AUTHORITY,
                        new ItemValue.Text(text)))
            .toList();
    items.add(contains(Concepts.ORGAN_DOSE, dose.dose().item(), authority));
    return contains(
        Concepts.ORGAN_DOSE_INFORMATION,
        new ItemValue.Container(false, Optional.of("10023")),
        items);
  }

  private static void number(List<ContentItem> items, Code name, Optional<SrNumber> number) {
    number.ifPresent(n -> items.add(contains(name, n.item())));
  }

  private static ContentItem contains(Code name, ItemValue value, List<ContentItem> below) {
    return ContentItem.of(Relationship.CONTAINS, name, value, below);
  }

  private static ContentItem contains(Code name, ItemValue value) {
    return ContentItem.of(Relationship.CONTAINS, name, value);
  }
}
