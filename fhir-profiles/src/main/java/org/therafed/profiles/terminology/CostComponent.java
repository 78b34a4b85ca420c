package org.therafed.profiles.terminology;

import java.util.Locale;
import java.util.Optional;

/** What a charge pays for. Local codes: no standard names these. */
public enum CostComponent {
  DRUG("Drug or radiopharmaceutical", "药品"),
  ADMINISTRATION("Administration", "给药"),
  IMAGING("Imaging", "影像检查"),
  HOSPITAL("Hospital stay", "住院"),
  SUPPORTIVE("Supportive care", "支持治疗"),
  LABORATORY("Laboratory", "检验"),
  /** Dialysis or transplantation with what belongs to it, however it is billed. */
  REPLACEMENT("Kidney replacement therapy", "肾脏替代治疗");

  private final String display;
  private final String displayZh;

  CostComponent(String display, String displayZh) {
    this.display = display;
    this.displayZh = displayZh;
  }

  /** The code, e.g. {@code drug}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** English display. */
  public String display() {
    return display;
  }

  /** Chinese display. */
  public String displayZh() {
    return displayZh;
  }

  /** As a coding of the local code system. */
  public Coding coding() {
    return new Coding(Systems.COST_COMPONENT, code(), display);
  }

  /** The component of a code. */
  public static Optional<CostComponent> coded(String code) {
    for (CostComponent component : values()) {
      if (component.code().equals(code)) {
        return Optional.of(component);
      }
    }
    return Optional.empty();
  }
}
