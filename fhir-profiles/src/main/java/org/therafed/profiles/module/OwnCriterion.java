package org.therafed.profiles.module;

import java.util.List;
import org.therafed.profiles.terminology.ResponseCriteria;

/**
 * A criterion of response that a module brings.
 *
 * @param criterion as records name it; codes begin with the module's id and a point
 * @param title in both languages
 * @param categories titles of its categories, in their order
 * @param responses names of the categories that are a response
 * @param source where it comes from
 */
public record OwnCriterion(
    ResponseCriteria.Criterion criterion,
    TherapyModule.Title title,
    List<TherapyModule.Title> categories,
    List<String> responses,
    String source) {
  public OwnCriterion {
    categories = List.copyOf(categories);
    responses = List.copyOf(responses);
  }
}
