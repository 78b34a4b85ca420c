package org.therafed.dicom.sr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who or what observed, TID 1002 to 1004.
 *
 * @param device whether a device, else a person
 * @param name of the person or device; of a person it identifies
 * @param uid of a device
 */
public record Observer(
    boolean device,
    Optional<String> name,
    Optional<String> uid,
    Optional<String> manufacturer,
    Optional<String> model,
    Optional<String> serialNumber) {

  /** A device. */
  public static Observer device(String uid, String manufacturer, String model) {
    return new Observer(
        true,
        Optional.empty(),
        Optional.of(uid),
        Optional.of(manufacturer),
        Optional.of(model),
        Optional.empty());
  }

  /** Without the name, so that a log line cannot hold it. */
  @Override
  public String toString() {
    return device ? "Observer[device]" : "Observer[person]";
  }

  /** Observers follow one another in a flat list, each begun by its type (TID 1002 row 1). */
  static List<Observer> of(ContentItem root) {
    List<List<ContentItem>> runs = new ArrayList<>();
    for (ContentItem child : root.children()) {
      boolean begins = child.is(Concepts.OBSERVER_TYPE);
      boolean context = child.relationship().filter(Observer::isContext).isPresent();
      if (begins || (context && runs.isEmpty() && isObserver(child))) {
        runs.add(new ArrayList<>());
      }
      if (context && !runs.isEmpty()) {
        runs.get(runs.size() - 1).add(child);
      }
    }
    return runs.stream().map(Observer::one).toList();
  }

  private static boolean isContext(Relationship relationship) {
    return relationship == Relationship.HAS_OBS_CONTEXT;
  }

  private static boolean isObserver(ContentItem item) {
    return item.is(Concepts.PERSON_NAME) || item.is(Concepts.DEVICE_UID);
  }

  private static Observer one(List<ContentItem> run) {
    ContentItem all =
        new ContentItem(
            Optional.empty(),
            Optional.empty(),
            new ItemValue.Container(false, Optional.empty()),
            Optional.empty(),
            run);
    boolean device =
        all.code(Concepts.OBSERVER_TYPE).filter(Concepts.DEVICE::means).isPresent()
            || all.first(Concepts.DEVICE_UID).isPresent();
    return new Observer(
        device,
        all.text(device ? Concepts.DEVICE_NAME : Concepts.PERSON_NAME),
        all.text(Concepts.DEVICE_UID),
        all.text(Concepts.DEVICE_MANUFACTURER),
        all.text(Concepts.DEVICE_MODEL),
        all.text(Concepts.DEVICE_SERIAL));
  }

  List<ContentItem> items() {
    List<ContentItem> items = new ArrayList<>();
    items.add(
        context(
            Concepts.OBSERVER_TYPE,
            new ItemValue.Coded(Optional.of(device ? Concepts.DEVICE : Concepts.PERSON))));
    if (!device) {
      name.ifPresent(n -> items.add(context(Concepts.PERSON_NAME, new ItemValue.Person(n))));
      return items;
    }
    uid.ifPresent(u -> items.add(context(Concepts.DEVICE_UID, new ItemValue.Uid(u))));
    name.ifPresent(n -> items.add(context(Concepts.DEVICE_NAME, new ItemValue.Text(n))));
    manufacturer.ifPresent(
        m -> items.add(context(Concepts.DEVICE_MANUFACTURER, new ItemValue.Text(m))));
    model.ifPresent(m -> items.add(context(Concepts.DEVICE_MODEL, new ItemValue.Text(m))));
    serialNumber.ifPresent(s -> items.add(context(Concepts.DEVICE_SERIAL, new ItemValue.Text(s))));
    return items;
  }

  private static ContentItem context(Code name, ItemValue value) {
    return ContentItem.of(Relationship.HAS_OBS_CONTEXT, name, value);
  }
}
