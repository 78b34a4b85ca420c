package org.therafed.evidence.partial;

import java.util.Objects;

/**
 * What was computed and which paper or text defines it.
 *
 * @param name such as {@code Kaplan–Meier, log–log interval}
 * @param source such as {@code Kaplan & Meier 1958, J Am Stat Assoc 53:457}
 */
public record Method(String name, String source) {
  public Method {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(source, "source");
  }
}
