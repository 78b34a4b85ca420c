package org.therafed.evidence.contract;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * An outcome-based agreement as data: a price per course, paid in instalments as milestones are
 * reached.
 *
 * @param name the agreement's own identifier
 * @param currency ISO 4217 code
 * @param price price of a course
 * @param minorDigits digits after the point that amounts are rounded to, half up: 2 for EUR
 * @param milestones in order of their days
 */
public record Agreement(
    String name,
    String currency,
    BigDecimal price,
    int minorDigits,
    List<MilestoneRule> milestones) {
  public Agreement {
    milestones = List.copyOf(milestones);
    if (name.isBlank() || !currency.matches("[A-Z]{3}")) {
      throw EvidenceCode.CONTRACT_IMPOSSIBLE.with("no name or currency");
    }
    if (price.signum() <= 0 || minorDigits < 0 || minorDigits > 4) {
      throw EvidenceCode.CONTRACT_IMPOSSIBLE.with("a price of " + price);
    }
    HashSet<String> names = new HashSet<>();
    BigDecimal shares = BigDecimal.ZERO;
    int last = 0;
    for (MilestoneRule rule : milestones) {
      if (!names.add(rule.name()) || rule.day() < last) {
        throw EvidenceCode.CONTRACT_IMPOSSIBLE.with("milestones repeated or out of order");
      }
      last = rule.day();
      shares = shares.add(rule.share());
    }
    if (milestones.isEmpty() || shares.compareTo(BigDecimal.ONE) > 0) {
      throw EvidenceCode.CONTRACT_IMPOSSIBLE.with("instalments of " + shares + " in total");
    }
  }

  /** The instalment of one course for a milestone, rounded half up. */
  public BigDecimal instalment(MilestoneRule rule) {
    return price.multiply(rule.share()).setScale(minorDigits, RoundingMode.HALF_UP);
  }

  /** The agreement as canonical JSON: what a digest or signature is made over. */
  public String canonicalJson() {
    CanonicalJson json = new CanonicalJson();
    json.open().name("currency").text(currency).name("milestones").openList();
    for (MilestoneRule rule : milestones) {
      json.open()
          .name("after")
          .number(rule.after())
          .name("before")
          .number(rule.before())
          .name("day")
          .number(rule.day())
          .name("endpoint")
          .text(rule.endpoint())
          .name("name")
          .text(rule.name())
          .name("share")
          .text(plain(rule.share()))
          .close();
    }
    return json.closeList()
        .name("minorDigits")
        .number(minorDigits)
        .name("name")
        .text(name)
        .name("price")
        .text(plain(price))
        .close()
        .toString();
  }

  /** One text for equal numbers: 0.50 and 0.5 are one share. */
  static String plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
  }
}
