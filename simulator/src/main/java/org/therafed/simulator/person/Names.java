package org.therafed.simulator.person;

import java.util.List;
import org.therafed.simulator.model.Draws;

/** Draws names. Two Han characters lie outside the Basic Multilingual Plane, as real names' do. */
public final class Names {
  private record Han(String han, String pinyin) {}

  private static final List<String> LATIN_FAMILY =
      List.of(
          "Almeida",
          "Böhm",
          "Costa",
          "Dvořák",
          "Ferreira",
          "García",
          "Hernández",
          "Jansen",
          "Kowalski",
          "Lefèvre",
          "Lindqvist",
          "Mancini",
          "Müller",
          "Nowak",
          "Ødegård",
          "O'Brien",
          "Pereira",
          "Rossi",
          "Schäfer",
          "Silva",
          "Sørensen",
          "van der Berg",
          "Weiß",
          "Zając");

  private static final List<String> LATIN_GIVEN =
      List.of(
          "André",
          "António",
          "Björn",
          "Carlos",
          "François",
          "Giovanni",
          "Henrik",
          "Jürgen",
          "João",
          "José María",
          "Lars",
          "Łukasz",
          "Marco",
          "Mateus",
          "Nils",
          "Paulo",
          "Piotr",
          "Rui",
          "Søren",
          "Tomáš");

  private static final List<Han> HAN_FAMILY =
      List.of(
          new Han("王", "Wang"),
          new Han("李", "Li"),
          new Han("张", "Zhang"),
          new Han("刘", "Liu"),
          new Han("陈", "Chen"),
          new Han("杨", "Yang"),
          new Han("赵", "Zhao"),
          new Han("黄", "Huang"),
          new Han("周", "Zhou"),
          new Han("吴", "Wu"),
          new Han("徐", "Xu"),
          new Han("孙", "Sun"),
          new Han("欧阳", "Ouyang"),
          new Han("司马", "Sima"));

  private static final List<Han> HAN_GIVEN =
      List.of(
          new Han("伟", "Wei"),
          new Han("建国", "Jianguo"),
          new Han("国强", "Guoqiang"),
          new Han("志明", "Zhiming"),
          new Han("德华", "Dehua"),
          new Han("文博", "Wenbo"),
          new Han("永康", "Yongkang"),
          new Han("海涛", "Haitao"),
          new Han("俊杰", "Junjie"),
          new Han("光明", "Guangming"),
          new Han("福生", "Fusheng"),
          new Han("耀祖", "Yaozu"));

  /** U+20BB7 and U+2000B: four bytes in GB18030, surrogate pairs in UTF-16. */
  private static final List<Han> SUPPLEMENTARY_GIVEN =
      List.of(new Han("文𠮷", "Wenji"), new Han("𠀋明", "Zhangming"));

  private Names() {}

  /** A Latin name. */
  public static PersonName latin(Draws draws) {
    String name = draws.oneOf(LATIN_FAMILY) + "^" + draws.oneOf(LATIN_GIVEN);
    return new PersonName(name, name, "ISO_IR 192");
  }

  /** A Chinese name of common characters. */
  public static PersonName chinese(Draws draws) {
    return chinese(draws.oneOf(HAN_FAMILY), draws.oneOf(HAN_GIVEN));
  }

  /** A Chinese name with a character of a supplementary plane. */
  public static PersonName chineseSupplementary(Draws draws) {
    return chinese(draws.oneOf(HAN_FAMILY), draws.oneOf(SUPPLEMENTARY_GIVEN));
  }

  private static PersonName chinese(Han family, Han given) {
    return new PersonName(
        family.han() + given.han(),
        family.pinyin() + "^" + given.pinyin() + "=" + family.han() + "^" + given.han(),
        "GB18030");
  }
}
