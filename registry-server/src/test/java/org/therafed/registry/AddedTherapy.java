package org.therafed.registry;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A folder with the file of one therapy that the program does not know. */
public final class AddedTherapy implements QuarkusTestResourceLifecycleManager {

  static final String MODULE = "invented-therapy";

  static final String YAML =
      """
      id: invented-therapy
      version: 0.9.0
      title: {en: An invented therapy, zh: 虚构的疗法}
      indications:
        - {system: "http://hl7.org/fhir/sid/icd-10", code: C61}
      products:
        - {system: "https://therafed.org/fhir/CodeSystem/product", code: 177Lu-PSMA-617}
      otherEvents:
        - code: invented-therapy.xerostomia
          title: {en: Dry mouth by salivary flow, zh: 口干（按唾液流率）}
          source: invented for this test
          grades:
            - {grade: 1, title: {en: Flow of half or more, zh: 流率一半及以上}}
            - {grade: 2, title: {en: Flow of less than half, zh: 流率不足一半}}
      criteria:
        - code: invented-therapy.MIR
          title: {en: Invented metabolic response, zh: 虚构的代谢缓解}
          source: invented for this test
          categories:
            - {code: cooler, title: {en: Less uptake, zh: 摄取减低}, means: response}
            - {code: warm, title: {en: Unchanged, zh: 不变}}
            - {code: hotter, title: {en: More uptake, zh: 摄取增高}, means: progression}
      endpoints:
        - id: mir
          code: invented-therapy.mir
          title: {en: Metabolic response, zh: 代谢缓解}
          kind: best-of
          parameters: {criterion: invented-therapy.MIR}
        - id: orr
          code: ORR
          title: {en: Response rate, zh: 缓解率}
          kind: best-of
          parameters: {criterion: RECIST1.1, responders: [CR, PR]}
        - id: os
          code: OS
          title: {en: Overall survival, zh: 总生存期}
          kind: time-to-event
          parameters: {event: death}
        - id: pfs
          code: PFS
          title: {en: Progression-free survival, zh: 无进展生存期}
          kind: time-to-event
          parameters: {event: progression-or-death, criterion: RECIST1.1}
      """;

  private Path folder;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("modules");
      Files.writeString(folder.resolve("therapy.yaml"), YAML);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Read as the environment variable would be, before the application's configuration.
    System.setProperty("therafed.modules-dir", folder.toString());
    return Map.of();
  }

  @Override
  public void stop() {
    System.clearProperty("therafed.modules-dir");
    try {
      Files.deleteIfExists(folder.resolve("therapy.yaml"));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
