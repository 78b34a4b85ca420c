package org.therafed.gateway.console;

import java.util.List;

/**
 * A form, ready to print.
 *
 * @param module id
 * @param patient the hospital's id of the patient, as it was entered
 * @param problems how many answers are wrong; none are before the form was sent
 * @param nothing whether it was sent without any answer
 * @param taken id of the arrival that the form became; null otherwise
 */
public record FormView(
    String module,
    String title,
    String patient,
    String issuer,
    String patientProblem,
    List<Group> groups,
    int problems,
    boolean nothing,
    String taken) {

  /**
   * A group of items.
   *
   * @param linkId empty: the items outside of groups
   * @param open whether it is shown unfolded
   */
  public record Group(
      String linkId, String title, boolean repeats, boolean open, List<Instance> instances) {

    /** Number of the next one of a group that repeats. */
    public int next() {
      return instances.size() + 1;
    }
  }

  /** One of a group, from 1. */
  public record Instance(
      String module, String linkId, int number, List<Field> fields, String problem) {}

  /**
   * An item.
   *
   * @param name of the form's field
   * @param type as HTML takes it: {@code date}, {@code datetime-local}, {@code number}, {@code
   *     text}, {@code select}, or {@code open}: a text with proposals
   * @param unit that is fixed; empty otherwise
   * @param unitName name of the field of a unit that is entered; empty where there is none
   * @param problem what is wrong with the answer; null: nothing
   */
  public record Field(
      String name,
      String id,
      String label,
      String type,
      boolean required,
      String value,
      String unit,
      String unitName,
      String unitValue,
      List<Option> options,
      String problem) {}

  /** A choice. */
  public record Option(String value, String label, boolean chosen) {}

  /** A module whose form can be opened. */
  public record Choice(String module, String title) {}
}
