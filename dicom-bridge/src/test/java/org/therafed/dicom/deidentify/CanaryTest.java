package org.therafed.dicom.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;
import org.therafed.dicom.io.DataSetWriter;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.TransferSyntax;

/** Identity in every text-bearing element, at the top, nested and private: none survives. */
class CanaryTest {
  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
  private static final long SEED = 20261121;
  private static final Keys KEYS = Canaries.keys();

  private final Canaries canaries = new Canaries(SEED);

  @Test
  void nothingSurvivesTheBasicProfile() {
    DataSet source = everything();
    int planted = canaries.count();
    DataSet out = Deidentifier.with(Policy.basic(), KEYS).deidentify(source).dataSet();
    assertThat(planted).isGreaterThan(9000);
    assertThat(canaries.survivors(source)).hasSizeGreaterThan(9000);
    assertThat(canaries.survivors(out)).isEmpty();
    System.out.printf("CanaryTest: %d canaries planted, 0 survive%n", planted);
  }

  @Test
  void nothingSurvivesThePolicyOfResearch() {
    DataSet source = everything();
    DataSet out = Deidentifier.with(Policy.research(), KEYS).deidentify(source).dataSet();
    Set<String> left = canaries.survivors(out);
    left.removeAll(retained(source, Option.RETAIN_PATIENT_CHARACTERISTICS));
    assertThat(left).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Option.class)
  void anOptionLetsOnlyItsOwnRowsThrough(Option option) {
    DataSet source = everything();
    DataSet out = Deidentifier.with(Policy.basic().with(option), KEYS).deidentify(source).dataSet();
    Set<String> left = canaries.survivors(out);
    assertThat(left.isEmpty()).isEqualTo(!KEEPING.containsKey(option));
    left.removeAll(retained(source, option));
    assertThat(left).isEmpty();
  }

  @Test
  void nothingSurvivesInAReadAndRewrittenObject() {
    byte[] bytes = DataSetWriter.toBytes(everything(), TransferSyntax.IMPLICIT_LITTLE_ENDIAN);
    DataSet read = Part10Reader.read(bytes).dataSet();
    DataSet out = Deidentifier.with(Policy.basic(), KEYS).deidentify(read).dataSet();
    assertThat(canaries.survivors(read)).hasSizeGreaterThan(9000);
    assertThat(canaries.survivors(out)).isEmpty();
  }

  @Test
  void nothingSurvivesInSafePrivateElements() {
    DataSet source = new DataSet().put(Tag.SOPClassUID, VR.UI, CT);
    Map<String, Integer> blocks = new HashMap<>();
    Map<Integer, Integer> free = new HashMap<>();
    for (String line : TableFiles.lines("safe-private.tsv")) {
      String[] row = line.split("\t", -1);
      int group = Integer.parseInt(row[1], 16);
      int block =
          blocks.computeIfAbsent(group + row[0], key -> 0x0F + free.merge(group, 1, Integer::sum));
      source.put(group << 16 | block, VR.LO, row[0]);
      int tag = group << 16 | block << 8 | Integer.parseInt(row[2], 16);
      Element canary = canaries.element(tag, SafePrivate.find(row[0], tag).orElseThrow());
      if (canary != null) {
        source.put(canary);
      }
    }
    Policy policy = Policy.basic().with(Option.RETAIN_SAFE_PRIVATE);
    DataSet out = Deidentifier.with(policy, KEYS).deidentify(source).dataSet();
    assertThat(canaries.survivors(source)).hasSizeGreaterThan(150);
    assertThat(canaries.survivors(out)).isEmpty();
  }

  @Test
  void numbersWithoutWhichNoObjectCanBeReadHoldNoneOrRefuseIt() {
    int refused = 0;
    for (int tag : NeededNumbers.tags(NeededNumbers.Fate.REFUSED)) {
      DataSet source = new DataSet().put(Tag.SOPClassUID, VR.UI, CT);
      source.put(canaries.element(tag, Dictionary.vr(tag)));
      try {
        DataSet out = Deidentifier.with(Policy.basic(), KEYS).deidentify(source).dataSet();
        assertThat(canaries.survivors(out)).isEmpty();
      } catch (DicomFault e) {
        assertThat(e.code()).isEqualTo(DicomFaultCode.NOT_DEIDENTIFIABLE);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(20);
  }

  @Test
  void theReportHoldsNone() {
    DeidentifiedDataSet result = Deidentifier.with(Policy.basic(), KEYS).deidentify(everything());
    byte[] report = result.report().text().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(report.length).isGreaterThan(100_000);
    assertThat(canaries.in(report)).isEmpty();
  }

  @Test
  void otherRepresentationsThanTheDictionarysHideNothing() {
    DataSet source = new DataSet().put(Tag.SOPClassUID, VR.UI, CT);
    for (int tag : new int[] {Tag.Rows, Tag.SliceThickness, Tag.PatientWeight, Tag.SeriesNumber}) {
      source.put(canaries.element(tag, VR.LO));
    }
    source.put(canaries.element(Tag.ReferencedSeriesSequence, VR.UN));
    source.put(canaries.element(Tag.Manufacturer, VR.OB));
    source.put(canaries.element(Tag.AcquisitionMatrix, VR.UN));
    source.put(canaries.element(Tag.StudyDescription, VR.PN));
    for (Policy policy : List.of(Policy.basic(), Policy.research())) {
      Policy dated =
          policy.has(Option.RETAIN_MODIFIED_DATES)
              ? new Policy(
                  Set.of(Option.CLEAN_DESCRIPTORS, Option.RETAIN_PATIENT_CHARACTERISTICS),
                  policy.unlistedTexts(),
                  Set.of(),
                  List.of(),
                  false,
                  "")
              : policy;
      DataSet out = Deidentifier.with(dated, KEYS).deidentify(source).dataSet();
      assertThat(canaries.survivors(out)).isEmpty();
    }
  }

  /** At the top, four levels down, and private at each level. */
  private DataSet everything() {
    DataSet root = planted();
    root.put(Tag.SOPClassUID, VR.UI, CT);
    root.put(canaries.element(Tag.PatientID, VR.LO));
    DataSet inner = planted();
    DataSet third = new DataSet().putItems(Tag.PrimaryAnatomicStructureSequence, inner);
    DataSet second = new DataSet().putItems(Tag.AnatomicRegionSequence, planted(), third);
    root.putItems(
        Tag.ViewCodeSequence, new DataSet().putItems(Tag.ViewModifierCodeSequence, second));
    DataSet unknown = planted();
    root.put(new Element(Tag.PatientOrientationCodeSequence, VR.UN, items(unknown)));
    return root;
  }

  private static Value items(DataSet item) {
    return new Value.Items(new ArrayList<>(List.of(item)), true);
  }

  private DataSet planted() {
    DataSet set = new DataSet();
    Set<Integer> needed = Set.copyOf(NeededNumbers.tags(NeededNumbers.Fate.REFUSED));
    for (int tag : DictionaryTags.all()) {
      boolean file = tag >>> 16 <= 0x0004 || tag >>> 16 == 0xFFFE || tag == Tag.SOPClassUID;
      boolean charset = tag == Tag.SpecificCharacterSet;
      // An image class: at its top these are pixels, which other rules judge.
      boolean pixels = Tags.isPixelData(tag) || tag == Tag.PixelDataProviderURL;
      VR vr = Dictionary.vr(tag);
      // Without these no object could be read: it is refused, see below.
      boolean refused = needed.contains(tag);
      Element element = file || charset || pixels || refused ? null : canaries.element(tag, vr);
      if (element != null) {
        set.append(element);
      }
    }
    privates(set);
    return set;
  }

  private void privates(DataSet set) {
    // Creators of the safe list, of the dictionary, unknown, and none at all.
    set.put(0x70530010, VR.LO, "Philips PET Private Group");
    set.put(0x00090010, VR.LO, "GEMS_PETD_01");
    set.put(canaries.element(0x00110010, VR.LO));
    int number = 0;
    for (VR vr : VR.values()) {
      for (int block : new int[] {0x70531000, 0x70531040, 0x00091000, 0x00111000, 0x00131000}) {
        Element element = canaries.element(block | number, vr);
        if (element != null) {
          set.put(element);
        }
      }
      number++;
    }
    DataSet nested = new DataSet();
    nested.put(canaries.element(Tag.PatientName, VR.PN));
    nested.put(canaries.element(Tag.Manufacturer, VR.LO));
    set.put(new Element(0x00111080, VR.SQ, items(nested)));
  }

  private static final Set<Integer> WITHOUT_COLUMN = Set.of(Tag.UID, Tag.DigitalSignatureUID);

  /** What an option keeps as written, and in which representations: nothing else is excused. */
  private static final Map<Option, Set<VR>> KEEPING =
      Map.of(
          Option.RETAIN_FULL_DATES, Set.of(VR.DA, VR.DT),
          Option.RETAIN_UIDS, Set.of(VR.UI),
          Option.RETAIN_DEVICE_IDENTITY,
              Set.of(VR.LO, VR.SH, VR.LT, VR.ST, VR.UT, VR.UC, VR.CS, VR.UI, VR.DA, VR.DT),
          Option.RETAIN_INSTITUTION_IDENTITY, Set.of(VR.LO, VR.SH, VR.ST, VR.PN),
          // The address of an explanation, which stays unless it repeats somebody of the object.
          Option.RETAIN_PATIENT_CHARACTERISTICS, Set.of(VR.UR));

  /** Canaries in attributes that an option keeps, by its column of Table E.1-1 or by its name. */
  private Set<String> retained(DataSet source, Option option) {
    DataSet kept = new DataSet();
    List<DataSet> left = new ArrayList<>(List.of(source));
    while (!left.isEmpty()) {
      DataSet set = left.remove(left.size() - 1);
      for (Element element : set) {
        if (element.value() instanceof Value.Items items) {
          left.addAll(items.items());
        } else if (keeps(option, element)) {
          kept.putItems(0x00091000 + kept.size(), new DataSet().put(element));
        }
      }
    }
    return canaries.survivors(kept);
  }

  private static boolean keeps(Option option, Element element) {
    if (!KEEPING.getOrDefault(option, Set.of()).contains(element.vr()) || element.isPrivate()) {
      return false;
    }
    boolean named =
        ProfileTable.standard()
            .find(element.tag())
            .map(row -> row.options().get(option) == Action.KEEP)
            .orElse(false);
    boolean unlisted =
        ProfileTable.standard().find(element.tag()).isEmpty()
            && (option == Option.RETAIN_FULL_DATES
                || option == Option.RETAIN_UIDS
                || (option == Option.RETAIN_DEVICE_IDENTITY && DeviceTexts.isOne(element.tag())));
    // Two rows have no column of UIDs; with all other UIDs kept, a reference still leads somewhere.
    boolean without = option == Option.RETAIN_UIDS && WITHOUT_COLUMN.contains(element.tag());
    return named || unlisted || without;
  }

  @Test
  void namesMadeOfWordsOfTheVocabularyAreFoundByTheirEcho() {
    DataSet source =
        new DataSet()
            .put(Tag.SOPClassUID, VR.UI, CT)
            .put(Tag.PatientName, VR.PN, "Stone^Brown")
            .put(Tag.StudyDescription, VR.LO, "Kidney stone CT, Mr Brown")
            .put(Tag.ImageComments, VR.LT, "kidney left");
    Policy policy = Policy.basic().with(Option.CLEAN_DESCRIPTORS);
    DataSet out = Deidentifier.with(policy, KEYS).deidentify(source).dataSet();
    String description = out.string(Tag.StudyDescription).orElse("");
    assertThat(description).startsWith("Kidney").contains("CT");
    assertThat(description.toLowerCase(java.util.Locale.ROOT)).doesNotContain("stone", "brown");
    assertThat(out.string(Tag.ImageComments)).contains("kidney left");
  }

  @Test
  void termsOfTheStandardStayEvenIfAPatientIdRepeatsThem() {
    DataSet source =
        new DataSet()
            .put(Tag.SOPClassUID, VR.UI, CT)
            .put(Tag.PatientID, VR.LO, "PANCREAS-BQML-NONE-0001")
            .put(Tag.BodyPartExamined, VR.CS, "PANCREAS")
            .put(Tag.Units, VR.CS, "BQML")
            .put(Tag.DecayCorrection, VR.CS, "NONE")
            .put(Tag.ImageComments, VR.LT, "Pancreas");
    Policy policy = Policy.basic().with(Option.CLEAN_DESCRIPTORS);
    DataSet out = Deidentifier.with(policy, KEYS).deidentify(source).dataSet();
    assertThat(out.string(Tag.BodyPartExamined)).contains("PANCREAS");
    assertThat(out.string(Tag.Units)).contains("BQML");
    assertThat(out.string(Tag.DecayCorrection)).contains("NONE");
    assertThat(out.contains(Tag.ImageComments)).isFalse();
  }

  @Test
  void unitsStayInEveryFormAndUnknownAnnotationsDoNot() {
    for (String unit :
        List.of("g/ml{SUVbw}", "{SUVbw}g/ml", "MBq", "mGy.cm", "cm2", "Bq/ml", "1")) {
      assertThat(Vocabulary.standard().knowsUnit(unit) || UnitTerms.isUnit(unit)).as(unit).isTrue();
    }
    for (String other : List.of("{Meier}", "g/ml{Meier}", "Meier", "", "ZQKANARI")) {
      assertThat(UnitTerms.isUnit(other)).as(other).isFalse();
    }
  }

  @Test
  void textInAnyCharacterSetIsCleaned() {
    DataSet source =
        new DataSet()
            .put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
            .put(Tag.SOPClassUID, VR.UI, CT)
            .put(Tag.StudyDescription, VR.LO, "Thorax 山田太郎 Müller chest");
    Policy policy = Policy.basic().with(Option.CLEAN_DESCRIPTORS);
    DataSet out = Deidentifier.with(policy, KEYS).deidentify(source).dataSet();
    assertThat(out.charset()).isEqualTo(SpecificCharacterSet.UTF_8);
    assertThat(out.string(Tag.StudyDescription).orElse("")).startsWith("Thorax").endsWith("chest");
    assertThat(out.string(Tag.StudyDescription).orElse("")).doesNotContain("山", "ller");
    assertThat(Tags.isPrivate(Tag.StudyDescription)).isFalse();
  }
}
