package org.therafed.profiles.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.therafed.profiles.outcome.Fault.safe;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.distribution.PackageCode;
import org.therafed.profiles.module.ModuleCode;

class BilingualCodesTest {

  private enum Untranslated implements FaultCode {
    DAYS;

    @Override
    public Reason template() {
      return new Reason("XX-000", "{days} days.", "More are needed.", "Wait.");
    }
  }

  @Test
  void everyCodeOfTheLibraryHasItsSentencesInBothLanguages() throws IOException {
    List<Class<?>> enums = BilingualCodes.enumsBelow("org.therafed.profiles");
    assertThat(enums).contains(ModuleCode.class, PackageCode.class).hasSizeGreaterThan(8);
    assertThat(BilingualCodes.faults(enums)).isEmpty();
  }

  @Test
  void aCodeWithoutChineseIsSeen() throws IOException {
    assertThat(BilingualCodes.faults(List.of(Untranslated.class)))
        .containsExactly(
            "XX-000.found has no Chinese sentence",
            "XX-000.needed has no Chinese sentence",
            "XX-000.remedy has no Chinese sentence");
    assertThat(Untranslated.DAYS.reason(safe("days", 3)).textZh()).isEmpty();
    assertThat(Untranslated.DAYS.reason(safe("days", 3)).bothTexts())
        .isEqualTo("XX-000 3 days. More are needed. Wait.");
  }

  @Test
  void aPhraseFillsEachSentenceInItsLanguage() {
    Reason reason =
        ModuleCode.MODULE.reason(
            safe("file", "a.yaml"),
            safe("reason", new Phrase("it is missing", "缺少此项")),
            safe("path", "id"));
    assertThat(reason.text())
        .isEqualTo(
            "FP-MODULE-001 The therapy module a.yaml cannot be used: it is missing."
                + " A module as docs/modules.md describes is needed. Correct the file at id.");
    assertThat(reason.textZh())
        .isEqualTo("FP-MODULE-001 治疗模块 a.yaml 无法使用：缺少此项。应为 docs/modules.md 所述的模块。请改正该文件的 id 处。");
  }

  @Test
  void aReasonKeptBeforeItHadChineseReadsInEnglishAlone() {
    Reason old = new Reason("XX-001", "A.", "B.", "C.", null, null, null);
    assertThat(old.textZh()).isEmpty();
    assertThat(old).isEqualTo(new Reason("XX-001", "A.", "B.", "C."));
  }
}
