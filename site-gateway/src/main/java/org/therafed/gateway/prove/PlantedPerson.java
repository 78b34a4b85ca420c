package org.therafed.gateway.prove;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An invented person; no two share a value. Names are made of syllables and national ids are of a
 * division that does not exist, so that nothing belongs to anybody.
 */
final class PlantedPerson {

  /** What a sender can give an id of its own. */
  enum Item {
    COURSE(30),
    SAMPLE(31),
    EVENT(32),
    CHARGE(33),
    LOT(34),
    ORDER(35),
    FILLER(36),
    MESSAGE(37),
    RESOURCE(38),
    IDENTIFIER(39),
    ACCESSION(40),
    STUDY_ID(41),
    DEVICE(42);

    private final int number;

    Item(int number) {
      this.number = number;
    }
  }

  private static final Set<Item> ONLY_IN_MESSAGES = Set.of(Item.ORDER, Item.FILLER, Item.MESSAGE);
  private static final LocalDate FIRST_BIRTH = LocalDate.of(1936, 1, 1);
  private static final int DAYS = 17_509;
  private static final int STRIDE = 37;
  private static final String CONSONANTS = "bdfgklmnprstvz";
  private static final String VOWELS = "aeiou";
  private static final int SYLLABLES = 5;
  private static final String HAN = "颖娜霞薇黛怡翠琳慧娟燕芸菲莺岚馨婷茜莉蓉鹏磊鑫麒麟骏骥晟昊昱煜烨炜焱钰铭锐锦钧铠";
  private static final String CHECK_CHARACTERS = "10X98765432";
  private static final int DIVISION = 990_101;
  private static final int SERIALS = 499;
  private static final int WORDS = 16;

  /** An odd number without factor 5 or 7: its multiples run through all words. */
  private static final long SCATTER = 314_159_269L;

  private final long seed;
  private final int index;
  private final LocalDate birthDate;

  private PlantedPerson(long seed, int index) {
    this.seed = seed;
    this.index = index;
    this.birthDate = FIRST_BIRTH.plusDays((long) index * STRIDE % DAYS);
  }

  /**
   * So many people.
   *
   * @param seed the same gives the same people
   */
  static List<PlantedPerson> people(int count, long seed) {
    return IntStream.range(0, count).mapToObj(i -> new PlantedPerson(seed, i)).toList();
  }

  LocalDate birthDate() {
    return birthDate;
  }

  String family() {
    return capital(word(0));
  }

  String given() {
    return capital(word(1));
  }

  String physician() {
    return capital(word(2));
  }

  String relative() {
    return capital(word(3));
  }

  String hospital() {
    return capital(word(4)) + " Klinikum";
  }

  String ward() {
    return capital(word(5)) + " Ward";
  }

  String street() {
    return capital(word(6)) + "gasse " + (1 + index % 90);
  }

  String email() {
    return word(7) + "@example.org";
  }

  String note() {
    return "Gespraech mit " + capital(word(8)) + " ueber den Hund " + capital(word(9));
  }

  String station() {
    return word(10).toUpperCase(Locale.ROOT);
  }

  String chineseName() {
    int n = Math.floorMod(index + (int) (seed % 1000), HAN.length() * HAN.length() * HAN.length());
    return ""
        + HAN.charAt(n % HAN.length())
        + HAN.charAt(n / HAN.length() % HAN.length())
        + HAN.charAt(n / HAN.length() / HAN.length());
  }

  String recordNumber() {
    return "PRV" + number(20, 9);
  }

  String phone() {
    return "139" + number(21, 8);
  }

  /** Of 18 characters as GB 11643 has them, of a division that does not exist. */
  String nationalId() {
    String body =
        (DIVISION + index / SERIALS)
            + birthDate.format(DateTimeFormatter.BASIC_ISO_DATE)
            + String.format(Locale.ROOT, "%03d", 2 * (index % SERIALS) + 1);
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      sum += (body.charAt(i) - '0') * (1 << (body.length() - i)) % 11;
    }
    return body + CHECK_CHARACTERS.charAt(sum % 11);
  }

  String localId(Item item) {
    return item.name().charAt(0) + "-" + number(item.number, 10);
  }

  String studyUid() {
    return "1.2.826.0.1.3680043.8.498." + number(60, 11);
  }

  String seriesUid() {
    return "1.2.826.0.1.3680043.8.498." + number(61, 11);
  }

  String instanceUid() {
    return "1.2.826.0.1.3680043.8.498." + number(62, 11);
  }

  /**
   * Everything that names this person.
   *
   * @param messages whether HL7 v2 messages are planted: some ids stand only there
   */
  List<Canary> canaries(boolean messages) {
    List<Canary> all = new ArrayList<>();
    all.add(Canary.of(CanaryKind.LATIN_NAME, family()));
    all.add(Canary.of(CanaryKind.LATIN_NAME, given()));
    all.add(Canary.of(CanaryKind.CHINESE_NAME, chineseName()));
    all.add(Canary.of(CanaryKind.OTHER_PERSON, physician()));
    all.add(Canary.of(CanaryKind.OTHER_PERSON, relative()));
    all.add(Canary.of(CanaryKind.RECORD_NUMBER, recordNumber()));
    all.add(Canary.of(CanaryKind.NATIONAL_ID, nationalId()));
    all.add(Canary.of(CanaryKind.PHONE, phone()));
    all.add(Canary.of(CanaryKind.EMAIL, email()));
    all.add(Canary.of(CanaryKind.ADDRESS, street()));
    all.add(Canary.of(birthDate));
    all.add(Canary.of(CanaryKind.PLACE, hospital()));
    all.add(Canary.of(CanaryKind.PLACE, ward()));
    all.add(Canary.of(CanaryKind.PLACE, station()));
    all.add(Canary.of(CanaryKind.FREE_TEXT, capital(word(8))));
    all.add(Canary.of(CanaryKind.FREE_TEXT, capital(word(9))));
    for (Item item : Item.values()) {
      if (messages || !ONLY_IN_MESSAGES.contains(item)) {
        all.add(Canary.of(CanaryKind.LOCAL_ID, localId(item)));
      }
    }
    all.add(Canary.of(CanaryKind.UID, studyUid()));
    all.add(Canary.of(CanaryKind.UID, seriesUid()));
    all.add(Canary.of(CanaryKind.UID, instanceUid()));
    return all;
  }

  /** A word that no other person has, and this one only here. */
  private String word(int which) {
    int syllable = CONSONANTS.length() * VOWELS.length();
    long words = (long) Math.pow(syllable, SYLLABLES);
    long n = Math.floorMod(((long) index * WORDS + which) * SCATTER + seed, words);
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < SYLLABLES; i++) {
      int part = (int) (n % syllable);
      word.append(CONSONANTS.charAt(part / VOWELS.length()))
          .append(VOWELS.charAt(part % VOWELS.length()));
      n /= syllable;
    }
    return word.toString();
  }

  /** Digits that no other person has. */
  private String number(int which, int digits) {
    long range = (long) Math.pow(10, digits);
    long n = Math.floorMod((long) index * SCATTER * 3 + which * 7_919_777L + seed, range);
    return String.format(Locale.ROOT, "%0" + digits + "d", n);
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
