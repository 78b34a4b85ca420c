package org.therafed.gateway.intake.pull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.net.StoreHandler;
import org.therafed.dicom.web.DicomWebClient;
import org.therafed.dicom.web.WebConfig;
import org.therafed.dicom.web.WebQuery;
import org.therafed.dicom.web.WebResource;
import org.therafed.gateway.fault.PullCode;

/** An archive that is asked by QIDO-RS and sends by WADO-RS. */
final class WebArchive implements ImageArchive {

  private static final int PAGE = 200;
  private static final int MOST_MATCHES = 100_000;

  private final WebConfig service;
  private final Optional<Path> tokenFile;
  private final Function<DataSet, Optional<PatientKey>> patients;

  /**
   * @param tokenFile read anew for every session, so that a token can be changed
   * @param patients whom a match is about
   */
  WebArchive(
      WebConfig service,
      Optional<Path> tokenFile,
      Function<DataSet, Optional<PatientKey>> patients) {
    this.service = service;
    this.tokenFile = tokenFile;
    this.patients = patients;
  }

  @Override
  public void test() {
    DicomWebClient client = client();
    // Whose study it is, is not looked at.
    List<DataSet> unused = PullFaults.telling(() -> client.search(WebQuery.studies().page(0, 1)));
  }

  @Override
  public Session open() {
    return new Asking(client());
  }

  private DicomWebClient client() {
    return new DicomWebClient(
        tokenFile.map(file -> service.withAuthorization("Bearer " + token(file))).orElse(service));
  }

  private static String token(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw PullCode.TOKEN_FILE.with(e);
    }
  }

  private final class Asking implements Session {
    private final DicomWebClient client;

    Asking(DicomWebClient client) {
      this.client = client;
    }

    @Override
    public List<FoundStudy> studies(String patientId, Optional<LocalDate> since) {
      WebQuery query =
          WebQuery.studies()
              .matching("PatientID", patientId)
              .including("ModalitiesInStudy")
              .including("IssuerOfPatientID");
      WebQuery dated =
          since
              .map(
                  day ->
                      query.matching(
                          "StudyDate", day.format(DateTimeFormatter.BASIC_ISO_DATE) + "-"))
              .orElse(query);
      return all(dated, Tag.StudyInstanceUID).stream()
          .map(match -> FoundStudy.of(match, patients.apply(match)))
          .toList();
    }

    @Override
    public List<FoundSeries> series(String studyUid) {
      return all(WebQuery.series(studyUid), Tag.SeriesInstanceUID).stream()
          .map(match -> FoundSeries.of(studyUid, match))
          .toList();
    }

    @Override
    public List<FoundInstance> instances(FoundSeries series) {
      return all(WebQuery.instances(series.studyUid(), series.uid()), Tag.SOPInstanceUID).stream()
          .map(FoundInstance::of)
          .toList();
    }

    /** Page by page until one brings nothing new: servers have bounds of their own. */
    private List<DataSet> all(WebQuery query, int uid) {
      List<DataSet> matches = new ArrayList<>();
      Set<String> seen = new HashSet<>();
      boolean more = true;
      while (more) {
        int offset = matches.size();
        List<DataSet> page = PullFaults.telling(() -> client.search(query.page(offset, PAGE)));
        page.stream().filter(match -> seen.add(FoundUids.of(match, uid))).forEach(matches::add);
        more = matches.size() > offset;
        if (matches.size() > MOST_MATCHES) {
          throw PullFaults.answer("more than " + MOST_MATCHES + " matches");
        }
      }
      return matches;
    }

    @Override
    public void fetch(MissingInstances missing, StoreHandler store) {
      FoundSeries series = missing.series();
      if (missing.whole()) {
        retrieve(WebResource.series(series.studyUid(), series.uid()), store);
        return;
      }
      FirstFault faults = new FirstFault();
      for (FoundInstance instance : missing.instances()) {
        WebResource one = WebResource.instance(series.studyUid(), series.uid(), instance.uid());
        faults.in(() -> retrieve(one, store));
      }
      faults.tell();
    }

    /** What single objects become is seen in the store. */
    private void retrieve(WebResource resource, StoreHandler store) {
      int unused = PullFaults.telling(() -> client.retrieve(resource, store, outcome -> {}));
    }

    @Override
    public void close() {
      // Connections are the client's own, which lets go of them by itself.
    }
  }
}
