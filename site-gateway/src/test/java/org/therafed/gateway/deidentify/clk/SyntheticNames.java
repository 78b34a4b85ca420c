package org.therafed.gateway.deidentify.clk;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/**
 * Invented persons and the errors that two hospitals make in writing them. Latin: family names of a
 * list with falling frequency, a third of them rare and made of syllables. Chinese: family names
 * with the shares that the Ministry of Public Security published for 2020, rounded; given names of
 * one or two characters of a list with falling frequency.
 */
final class SyntheticNames {

  private static final String[] FAMILY =
      ("Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter"
              + " Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange"
              + " Werner Krause Lehmann Köhler Maier Rossi Russo Ferrari Esposito Bianchi Romano"
              + " Colombo Ricci Marino Greco Bruno Gallo Conti García Fernández González Rodríguez"
              + " López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Silva Santos Ferreira"
              + " Pereira Oliveira Costa Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski"
              + " Nagy Kovács Tóth Szabó Horváth Jensen Nielsen Hansen Pedersen Smith Jones Taylor"
              + " Brown Williams Wilson Johnson Davies")
          .split(" ");
  private static final String[] MEN =
      ("Peter Michael Thomas Andreas Wolfgang Klaus Jürgen Günter Stefan Christian Uwe Werner Horst"
              + " Frank Dieter Manfred Gerhard Hans Bernd Matthias Giuseppe Antonio Giovanni Mario"
              + " Luigi José Manuel Francisco Juan Carlos Miguel João Piotr Krzysztof Andrzej László"
              + " István Lars Søren William James John Robert David Alexander Maximilian")
          .split(" ");
  private static final String[] WOMEN =
      ("Maria Ursula Monika Petra Elisabeth Sabine Renate Helga Karin Brigitte Ingrid Erika Andrea"
              + " Gisela Claudia Susanne Gabriele Christa Christine Hildegard Anna Giulia Francesca"
              + " Rosa Angela Giovanna Carmen Josefa Isabel Dolores Pilar Ana Katarzyna Małgorzata"
              + " Agnieszka Erzsébet Ilona Kirsten Mette Margaret Susan Patricia Elizabeth Johanna"
              + " Friederike")
          .split(" ");
  private static final String[] SYLLABLES =
      "ba ber dor fal gen hau kel lin mar nau os pel rin sal tor ul vek wan zim er holt stein"
          .split(" ");

  /** Family name and its share in thousandths of the population. */
  private static final String[] CHINESE_FAMILY =
      ("王72 李72 张68 刘51 陈45 杨30 黄22 赵20 吴20 周19 徐14 孙14 马13 朱12 胡12 林12 郭11 何11 高10 罗9 郑9"
              + " 梁8 谢8 宋7 唐7 许7 邓6 冯6 韩6 曹6 曾6 彭6 萧5 蔡5 潘5 田5 董5 袁5 于5 余5 叶5 蒋5 杜5 苏4 魏4"
              + " 程4 吕4 丁4 沈4 任4 姚4 卢4 傅4 钟4 姜4 崔4 谭4 廖3 范3 汪3 陆3 金3 石3 戴3 贾3 韦3 夏3 邱3 方3"
              + " 侯3 邹3 熊3 孟3 秦3 白3 江3 阎3 薛3 尹3 段3 雷3 黎3 史2 龙2 陶2 贺2 顾2 毛2 郝2 龚2 邵2 万2 钱2"
              + " 欧阳1 司马1 上官1 诸葛1")
          .split(" ");

  private static final String MALE_SIGNS = "伟强军勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆志建国文海林龙永生德荣成东峰磊亮庆春瑞子泽晨天嘉轩博阳";
  private static final String FEMALE_SIGNS = "英芳秀兰玉娟敏静丽艳霞桂红燕玲萍梅珍华莲琴云美凤洁雪莉颖婷倩慧琳欣怡佳雨诗涵梦思晓月淑春香彩";

  /** Characters of one sound, which are taken for each other. */
  private static final List<String> SOUNDS =
      List.of(
          "伟玮炜", "静婧靖", "丽莉俐", "芳方", "军君钧", "杰洁", "明铭鸣", "华骅桦", "玲凌灵", "婷庭", "建健", "勇永咏", "娟鹃",
          "敏闽", "燕艳雁", "磊蕾", "涛韬", "霞侠", "平萍", "刚钢", "桂贵", "英瑛", "红宏洪", "志智", "辉晖", "鹏朋", "波博",
          "斌彬", "宇雨", "浩昊", "俊骏", "峰锋", "欣鑫", "佳嘉", "怡仪", "思斯", "秀绣", "玉钰", "琳林");

  /** Simplified and traditional. */
  private static final List<String> SCRIPTS =
      List.of(
          "张張", "刘劉", "陈陳", "杨楊", "黄黃", "赵趙", "吴吳", "孙孫", "马馬", "罗羅", "郑鄭", "谢謝", "许許", "邓鄧", "冯馮",
          "韩韓", "叶葉", "蒋蔣", "苏蘇", "吕呂", "伟偉", "丽麗", "静靜", "杰傑", "华華", "强強", "军軍", "国國", "龙龍", "凤鳳",
          "云雲", "兰蘭", "艳艷", "红紅", "涛濤", "鹏鵬", "飞飛");

  private final Random random;

  SyntheticNames(long seed) {
    this.random = new Random(seed);
  }

  ClkFacts latin() {
    boolean man = random.nextBoolean();
    String family = random.nextInt(3) == 0 ? rare() : falling(FAMILY);
    String given = falling(man ? MEN : WOMEN);
    if (random.nextInt(4) == 0) {
      given += " " + falling(man ? MEN : WOMEN);
    }
    return new ClkFacts(family, given, born(), man ? "male" : "female");
  }

  private String rare() {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < 2 + random.nextInt(2); i++) {
      name.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    }
    return name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
  }

  ClkFacts chinese() {
    boolean man = random.nextBoolean();
    String signs = man ? MALE_SIGNS : FEMALE_SIGNS;
    String given = sign(signs);
    if (random.nextInt(10) < 8) {
      given += sign(signs);
    }
    return new ClkFacts(chineseFamily(), given, born(), man ? "male" : "female");
  }

  private String chineseFamily() {
    int all = 0;
    for (String each : CHINESE_FAMILY) {
      all += share(each);
    }
    int at = random.nextInt(all);
    for (String each : CHINESE_FAMILY) {
      at -= share(each);
      if (at < 0) {
        return each.replaceAll("[0-9]", "");
      }
    }
    throw new IllegalStateException("The shares add up.");
  }

  private static int share(String entry) {
    return Integer.parseInt(entry.replaceAll("[^0-9]", ""));
  }

  private String sign(String signs) {
    int at = (int) (signs.length() * Math.pow(random.nextDouble(), 1.6));
    return signs.substring(at, at + 1);
  }

  /** The first ones are several times as frequent as the last. */
  private String falling(String... names) {
    return names[(int) (names.length * Math.pow(random.nextDouble(), 1.6))];
  }

  private LocalDate born() {
    return LocalDate.of(1935, 1, 1).plusDays(random.nextInt(50 * 365));
  }

  /**
   * A brother or sister: the family's name, a birthday of their own, in one of five cases the same.
   */
  ClkFacts sibling(ClkFacts of, boolean chinese) {
    ClkFacts other = chinese ? chinese() : latin();
    LocalDate born =
        random.nextInt(5) == 0 ? of.born() : of.born().plusDays(300 + random.nextInt(3000));
    return new ClkFacts(of.family(), other.given(), born, other.sex());
  }

  /**
   * The same person at another hospital: six in ten without an error, three with one, one with two.
   */
  ClkFacts again(ClkFacts person, boolean chinese) {
    int of10 = random.nextInt(10);
    int errors = of10 < 6 ? 0 : of10 < 9 ? 1 : 2;
    ClkFacts written = person;
    for (int i = 0; i < errors; i++) {
      written = random.nextInt(10) < 6 ? name(written, chinese) : otherwise(written);
    }
    return written;
  }

  private ClkFacts name(ClkFacts f, boolean chinese) {
    if (chinese) {
      return chineseName(f);
    }
    return switch (random.nextInt(6)) {
      case 0 -> new ClkFacts(typo(f.family()), f.given(), f.born(), f.sex());
      case 1 -> new ClkFacts(f.family(), typo(f.given()), f.born(), f.sex());
      case 2 -> new ClkFacts(f.given(), f.family(), f.born(), f.sex());
      case 3 -> new ClkFacts(f.family(), f.given().replaceFirst(" .*", ""), f.born(), f.sex());
      case 4 -> new ClkFacts(f.family() + "-" + falling(FAMILY), f.given(), f.born(), f.sex());
      default -> new ClkFacts(swap(f.family()), f.given(), f.born(), f.sex());
    };
  }

  private ClkFacts chineseName(ClkFacts f) {
    return switch (random.nextInt(4)) {
      case 0 -> new ClkFacts(f.family(), replaced(f.given(), SOUNDS), f.born(), f.sex());
      case 1 ->
          new ClkFacts(
              replaced(f.family(), SCRIPTS), replaced(f.given(), SCRIPTS), f.born(), f.sex());
      case 2 -> new ClkFacts(f.family() + f.given(), "", f.born(), f.sex());
      default -> new ClkFacts(f.family(), f.given().replaceFirst(".$", ""), f.born(), f.sex());
    };
  }

  private String replaced(String text, List<String> sets) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < out.length(); i++) {
      String sign = out.substring(i, i + 1);
      for (String set : sets) {
        if (set.contains(sign)) {
          String others = set.replace(sign, "");
          out.setCharAt(i, others.charAt(random.nextInt(others.length())));
          return out.toString();
        }
      }
    }
    return out.toString();
  }

  private ClkFacts otherwise(ClkFacts f) {
    LocalDate born = f.born();
    return switch (random.nextInt(5)) {
      case 0 ->
          born.getDayOfMonth() <= 12
              ? new ClkFacts(
                  f.family(),
                  f.given(),
                  LocalDate.of(born.getYear(), born.getDayOfMonth(), born.getMonthValue()),
                  f.sex())
              : new ClkFacts(f.family(), f.given(), born.plusDays(1), f.sex());
      case 1 ->
          new ClkFacts(f.family(), f.given(), born.withDayOfMonth(1 + random.nextInt(28)), f.sex());
      case 2 -> new ClkFacts(f.family(), f.given(), born.plusYears(1), f.sex());
      case 3 -> new ClkFacts(f.family(), f.given(), born.withDayOfYear(1), f.sex());
      default -> new ClkFacts(f.family(), f.given(), born, "unknown");
    };
  }

  private String typo(String name) {
    if (name.isEmpty()) {
      return name;
    }
    int at = random.nextInt(name.length());
    char letter = (char) ('a' + random.nextInt(26));
    return random.nextBoolean()
        ? name.substring(0, at) + letter + name.substring(at + 1)
        : name.substring(0, at) + name.substring(at + 1);
  }

  private String swap(String name) {
    if (name.length() < 2) {
      return name;
    }
    int at = random.nextInt(name.length() - 1);
    return name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
  }
}
