package org.therafed.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.coherence.FindingCode;
import org.therafed.profiles.distribution.PackageCode;
import org.therafed.profiles.fhirpath.FhirPathCode;
import org.therafed.profiles.identifier.IdentifierCode;
import org.therafed.profiles.module.ModuleCode;
import org.therafed.profiles.outcome.FaultCode;
import org.therafed.profiles.profile.ProfileCode;
import org.therafed.profiles.projection.ProjectionCode;
import org.therafed.profiles.structure.StructureCode;
import org.therafed.profiles.terminology.TerminologyCode;
import org.therafed.profiles.transfer.TransferCode;
import org.therafed.profiles.validation.IssueCode;

class DocumentationTest {

  @Test
  void everyCodeIsExplainedOnce() throws IOException {
    String page = Files.readString(Path.of("docs", "errors.md"));
    List<FaultCode> faults = new ArrayList<>();
    Collections.addAll(faults, IdentifierCode.values());
    Collections.addAll(faults, TerminologyCode.values());
    Collections.addAll(faults, ProfileCode.values());
    Collections.addAll(faults, ModuleCode.values());
    Collections.addAll(faults, PackageCode.values());
    Collections.addAll(faults, TransferCode.values());
    Collections.addAll(faults, ProjectionCode.values());
    Collections.addAll(faults, FhirPathCode.values());
    Collections.addAll(faults, StructureCode.values());
    List<String> codes = new ArrayList<>(faults.stream().map(FaultCode::code).toList());
    for (IssueCode code : IssueCode.values()) {
      codes.add(code.code());
      assertThat(IssueCode.fhirTypeOf(code.code())).isEqualTo(code.fhirType());
      assertThat(page).contains("| " + code.code() + " | " + code.fhirType() + " |");
    }
    for (FindingCode code : FindingCode.values()) {
      codes.add(code.code());
      assertThat(page).contains("| " + code.code() + " | " + code.severity().code() + " |");
    }
    assertThat(codes).doesNotHaveDuplicates();
    assertThat(codes).allSatisfy(code -> assertThat(page).contains(code));
  }
}
