package org.therafed.gateway.anonymity;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The report in words, in one language. */
final class AnonymityText {

  private final QuasiIdentifiers declared;
  private final boolean chinese;
  private final StringBuilder out = new StringBuilder();

  AnonymityText(QuasiIdentifiers declared, boolean chinese) {
    this.declared = declared;
    this.chinese = chinese;
  }

  String of(
      String site, LocalDate today, int k, SentPersons.Sent sent, List<ClassSizes> combinations) {
    line(
        "k-anonymity of what has left " + site + ", " + today + ", k = " + k,
        site + " 已发出内容的 k-匿名性，" + today + "，k = " + k);
    line(
        "Persons of whom something is at the registry: " + sent.persons().size() + ".",
        "登记库中存有其内容的人数：" + sent.persons().size() + "。");
    if (sent.transfersNotKept() > 0) {
      line(
          "Not looked at: " + sent.transfersNotKept() + " transfers whose bytes are not kept here.",
          "未核查：" + sent.transfersNotKept() + " 个传输，其内容本网关已不保存。");
    }
    combinations.forEach(classes -> combination(k, classes));
    return out.toString();
  }

  private void combination(int k, ClassSizes classes) {
    out.append('\n');
    String titles =
        classes.ids().stream().map(this::title).collect(Collectors.joining(chinese ? "、" : ", "));
    line(classes.combination() + ": " + titles, classes.combination() + "：" + titles);
    line(
        "  classes "
            + classes.classes()
            + ", smallest "
            + classes.smallest()
            + "; persons below k "
            + classes.belowK()
            + ", alone "
            + classes.alone(),
        "  类别 "
            + classes.classes()
            + " 个，最小类别 "
            + classes.smallest()
            + " 人；所在类别小于 k 的人数 "
            + classes.belowK()
            + "，独一无二的人数 "
            + classes.alone());
    line("  persons by size of class " + classes.bySize(), "  按类别大小的人数 " + classes.bySize());
    if (classes.belowK() > 0) {
      line("  persons below k if this were not sent:", "  若不发送该项，所在类别小于 k 的人数：");
      classes.belowKWithout().forEach((id, persons) -> plain("    " + title(id) + ": " + persons));
      line("  classes below k=" + k + ":", "  小于 k=" + k + " 的类别：");
      classes.small().forEach(one -> plain("    " + one.persons() + ": " + values(classes, one)));
    }
  }

  private String values(ClassSizes classes, ClassSizes.SmallClass one) {
    return IntStream.range(0, classes.ids().size())
        .mapToObj(i -> title(classes.ids().get(i)) + " " + one.values().get(i))
        .collect(Collectors.joining("; "));
  }

  private String title(String id) {
    return AnonymityReport.said(declared.title(id), chinese);
  }

  private void line(String en, String zh) {
    plain(chinese ? zh : en);
  }

  private void plain(String text) {
    out.append(text).append('\n');
  }
}
