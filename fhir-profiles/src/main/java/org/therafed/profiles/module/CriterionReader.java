package org.therafed.profiles.module;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.ResponseCriteria;
import org.therafed.profiles.terminology.Systems;

/** Reads the criteria of response that a module brings. */
final class CriterionReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,30}");
  private static final int LONGEST_CODE = 30;

  /**
   * What a category means for the person, from the best on; the order of the rows has to keep it.
   */
  private enum Means {
    RESPONSE,
    NO_RESPONSE,
    PROGRESSION,
    NOT_EVALUABLE;

    static Means of(Row row) {
      return switch (row.optionalText("means").orElse("")) {
        case "response" -> RESPONSE;
        case "" -> NO_RESPONSE;
        case "progression" -> PROGRESSION;
        case "not-evaluable" -> NOT_EVALUABLE;
        default ->
            throw row.fault(
                "means",
                new Phrase(
                    "one of response, progression, not-evaluable is needed",
                    "应为 response、progression、not-evaluable 之一"));
      };
    }

    /** The category in facts, whose rules know a progression by one name. */
    String fact(String name) {
      return switch (this) {
        case PROGRESSION -> ResponseCriteria.PROGRESSION;
        case NOT_EVALUABLE -> ResponseCriteria.NOT_EVALUABLE;
        case RESPONSE, NO_RESPONSE -> name;
      };
    }
  }

  private CriterionReader() {}

  /** The criteria of a module; a code stands once. */
  static List<OwnCriterion> criteria(Row module, String id) {
    List<OwnCriterion> criteria = new ArrayList<>();
    Set<String> codes = new HashSet<>();
    for (Row row : module.rows("criteria")) {
      OwnCriterion criterion = criterion(row, id);
      if (!codes.add(criterion.criterion().name())) {
        throw row.fault("code", new Phrase("the code stands twice", "该代码重复出现"));
      }
      criteria.add(criterion);
    }
    return criteria;
  }

  private static OwnCriterion criterion(Row row, String module) {
    row.only("code", "title", "source", "categories");
    String code = OwnCode.read(row, "code", module, "response-criterion", Systems.MODULE_RESPONSE);
    if (code.length() - module.length() - 1 > LONGEST_CODE) {
      throw row.fault(
          "code",
          new Phrase(
              "the name after the point has at most " + LONGEST_CODE + " letters",
              "点号后的名称最多 " + LONGEST_CODE + " 个字符"));
    }
    TherapyModule.Title title = row.title("title");
    List<ResponseCriteria.Category> categories = new ArrayList<>();
    List<TherapyModule.Title> titles = new ArrayList<>();
    List<String> responses = new ArrayList<>();
    Means before = Means.RESPONSE;
    for (Row part : row.rows("categories")) {
      part.only("code", "title", "means");
      Means means = Means.of(part);
      if (means.compareTo(before) < 0) {
        throw part.fault(
            "means",
            new Phrase(
                "responses come first, then what is none, progression, not-evaluable",
                "应先列缓解，再依次列非缓解、progression、not-evaluable"));
      }
      before = means;
      categories.add(category(part, code, means, categories));
      titles.add(part.title("title"));
      if (means == Means.RESPONSE) {
        responses.add(part.text("code"));
      }
    }
    if (responses.isEmpty() || responses.size() == categories.size()) {
      throw row.fault(
          "categories",
          new Phrase(
              "one that is a response, and one that is none, are needed",
              "应至少有一个属于缓解的类别和一个不属于缓解的类别"));
    }
    return new OwnCriterion(
        new ResponseCriteria.Criterion(
            code,
            new Coding(Systems.MODULE_RESPONSE, code, title.en()),
            categories,
            // The best is the only one that can be called complete without a word of the module.
            List.of(responses.get(0)),
            responses,
            categories.stream()
                .filter(category -> category.fact().equals(category.name()))
                .map(ResponseCriteria.Category::name)
                .toList()),
        title,
        titles,
        responses,
        row.text("source"));
  }

  private static ResponseCriteria.Category category(
      Row row, String criterion, Means means, List<ResponseCriteria.Category> before) {
    String name = row.text("code");
    if (!NAME.matcher(name).matches()) {
      throw row.fault(
          "code",
          new Phrase(
              "letters, digits and hyphens are needed, 31 at most", "应由字母、数字和连字符组成，最多 31 个字符"));
    }
    String fact = means.fact(name);
    // Facts know progression and what is not evaluable by these names; another meaning would be
    // lost.
    boolean mistaken =
        means.compareTo(Means.PROGRESSION) < 0
            && Set.of(ResponseCriteria.PROGRESSION, ResponseCriteria.NOT_EVALUABLE).contains(name);
    boolean twice = before.stream().anyMatch(c -> c.name().equals(name) || c.fact().equals(fact));
    if (mistaken || twice) {
      throw row.fault(
          "code",
          new Phrase(
              "the code or its meaning stands twice, or PD or NE means another",
              "代码或其含义重复出现，或 PD、NE 用作其他含义"));
    }
    return new ResponseCriteria.Category(
        name,
        new Coding(Systems.MODULE_RESPONSE, criterion + "-" + name, row.title("title").en()),
        fact);
  }
}
