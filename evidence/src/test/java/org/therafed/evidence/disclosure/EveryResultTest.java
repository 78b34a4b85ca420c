package org.therafed.evidence.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.Result;

class EveryResultTest {

  @Test
  void everyKindOfResultHasARuleOrAReasonInTheDocument() throws IOException {
    String document = Files.readString(Path.of("docs", "disclosure.md"));
    String reasons = document.substring(document.indexOf("## Never published"));
    List<JavaClass> kinds =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.therafed.evidence")
                .stream()
                .filter(c -> c.isAssignableTo(Result.class))
                .filter(c -> !c.isInterface() && !c.getModifiers().contains(JavaModifier.ABSTRACT))
                .toList();
    assertThat(kinds).hasSizeGreaterThan(30);
    for (JavaClass kind : kinds) {
      boolean rule = Doors.hasRule(kind.reflect());
      boolean reason = reasons.contains("`" + kind.getSimpleName() + "`");
      // FunnelResult is two: that of treatment has a rule, that of sites a reason.
      boolean both = kind.getSimpleName().equals("FunnelResult");
      assertThat((rule ^ reason) || (both && reason)).as(kind.getName()).isTrue();
    }
  }
}
