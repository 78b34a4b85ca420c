package org.therafed.dicom.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.DicomJson;
import org.therafed.dicom.net.ClientConfig;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.FindAnswer;
import org.therafed.dicom.net.QueryModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a node what it has: patients, studies, series, instances. */
@Command(
    name = "find",
    description = "Asks a node what it has (C-FIND).",
    mixinStandardHelpOptions = true)
final class FindCommand implements Callable<Integer> {
  enum Level {
    PATIENT,
    STUDY,
    SERIES,
    IMAGE;

    /** What is always asked to be returned. */
    List<Integer> keys() {
      return switch (this) {
        case PATIENT -> List.of(Tag.PatientID, Tag.PatientName);
        case STUDY ->
            List.of(Tag.StudyInstanceUID, Tag.StudyDate, Tag.PatientID, Tag.ModalitiesInStudy);
        case SERIES -> List.of(Tag.SeriesInstanceUID, Tag.Modality, Tag.SeriesNumber);
        case IMAGE -> List.of(Tag.SOPInstanceUID, Tag.InstanceNumber);
      };
    }
  }

  @Spec CommandSpec spec;
  @Mixin PeerOptions peer;

  @Parameters(
      index = "2..*",
      paramLabel = "KEY[=VALUE]",
      description = "keyword or (gggg,eeee), with = and what to match, without to be returned")
  List<String> keys = List.of();

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      defaultValue = "STUDY",
      description = "one of ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  Level level;

  @Option(names = "--patient-root", description = "patient root instead of study root")
  boolean patientRoot;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "1000",
      description = "a whole number from 1 on: cancel after so many matches (${DEFAULT-VALUE})")
  int most;

  @Option(names = "--json", description = "DICOM JSON, one match a line")
  boolean json;

  @Override
  public Integer call() {
    ClientConfig config = peer.config();
    if (most < 1) {
      throw DicomCli.wrong(spec, "the value of --most does not fit: a whole number from 1 on");
    }
    QueryModel model = patientRoot ? QueryModel.PATIENT_ROOT : QueryModel.STUDY_ROOT;
    if (level == Level.PATIENT && !patientRoot) {
      throw DicomCli.wrong(spec, "the level PATIENT needs --patient-root");
    }
    DataSet query = query();
    PrintWriter out = spec.commandLine().getOut();
    try (DicomClient client = DicomClient.connect(config, List.of(model.findContext()))) {
      FindAnswer answer = client.find(model, query, most);
      answer.matches().forEach(match -> print(out, match));
      if (!json) {
        out.println(
            answer.matches().size() + " matches, C-FIND " + Statuses.text(answer.response()));
      }
      boolean more = answer.response().status() == FindAnswer.CANCELLED;
      if (!answer.response().isSuccess()) {
        throw CliFault.of(
            more ? CliFaultCode.INCOMPLETE : CliFaultCode.PEER_STATUS,
            more ? "more than %2$d matches" : "C-FIND got %1$04XH; 0000H needed",
            answer.response().status(),
            most);
      }
    }
    return 0;
  }

  private DataSet query() {
    DataSet query =
        new DataSet()
            .put(Tag.SpecificCharacterSet, VR.CS, SpecificCharacterSet.UTF_8.toString())
            .put(Tag.QueryRetrieveLevel, VR.CS, level.name());
    level.keys().forEach(tag -> query.put(tag, Dictionary.vr(tag)));
    for (String key : keys) {
      Map.Entry<Integer, String> entry = entry(key);
      int tag = entry.getKey();
      VR vr = Dictionary.vr(tag);
      if (entry.getValue().isEmpty()) {
        query.put(tag, vr);
      } else if (vr.isText()) {
        query.put(tag, vr, entry.getValue());
      } else {
        throw DicomCli.wrong(spec, "the value of KEY does not fit: only texts can be matched");
      }
    }
    return query;
  }

  private Map.Entry<Integer, String> entry(String key) {
    int equals = key.indexOf('=');
    String name = equals < 0 ? key : key.substring(0, equals);
    int tag =
        Tagged.of(name)
            .orElseThrow(
                () ->
                    DicomCli.wrong(
                        spec, "the value of KEY does not fit: a keyword or (gggg,eeee) first"));
    return Map.entry(tag, equals < 0 ? "" : key.substring(equals + 1));
  }

  private void print(PrintWriter out, DataSet match) {
    if (json) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        DicomJson.write(match, bytes, path -> path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      out.println(bytes.toString(StandardCharsets.UTF_8));
      return;
    }
    List<String> cells = new ArrayList<>();
    match.forEach(
        element -> {
          int tag = element.tag();
          boolean shown = tag != Tag.SpecificCharacterSet && tag != Tag.QueryRetrieveLevel;
          String name = Dictionary.find(tag).map(Dictionary.Entry::keyword).orElse("");
          if (shown && !name.isEmpty()) {
            String value = String.join("\\", match.strings(tag)).replaceAll("\\p{Cntrl}", "·");
            cells.add(String.format(Locale.ROOT, "%s=%s", name, value));
          }
        });
    out.println(String.join("\t", cells));
  }
}
