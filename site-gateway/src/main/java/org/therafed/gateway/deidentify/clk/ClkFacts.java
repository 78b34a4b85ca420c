package org.therafed.gateway.deidentify.clk;

import java.time.LocalDate;

/**
 * What a key is made of.
 *
 * @param family family name as the hospital has it; of Chinese names also the whole name
 * @param given given names; empty where the family name is the whole name
 * @param born day of birth
 * @param sex {@code male}, {@code female}, or anything else for unknown
 */
public record ClkFacts(String family, String given, LocalDate born, String sex) {

  /** Without the facts, for logs. */
  @Override
  public String toString() {
    return "ClkFacts[…]";
  }
}
