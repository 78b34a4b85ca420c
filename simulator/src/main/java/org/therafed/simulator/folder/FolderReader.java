package org.therafed.simulator.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.therafed.simulator.cohort.Hospital;
import org.therafed.simulator.record.Bytes;
import org.therafed.simulator.record.Delivery;
import org.therafed.simulator.record.SiteRecords;
import org.therafed.simulator.record.SourceRecord;

/** Reads what {@link FolderWriter} wrote for one hospital. */
public final class FolderReader {
  private final Path site;

  private FolderReader(Path site) {
    this.site = site;
  }

  /**
   * Reads a site's folder.
   *
   * @param site the folder that holds {@code records.tsv}, named as the site
   * @throws FolderException if it holds something else
   */
  public static SiteRecords read(Path site) {
    if (!Files.isRegularFile(site.resolve(IndexLine.FILE))) {
      throw new FolderException(
          site
              + " holds no "
              + IndexLine.FILE
              + "; the folder of one site, as 'generate' writes it, is needed.");
    }
    String name = site.toAbsolutePath().normalize().getFileName().toString();
    Hospital hospital =
        Hospital.FEDERATION.stream()
            .filter(each -> each.id().equals(name))
            .findFirst()
            .orElseThrow(
                () -> new FolderException("The folder " + name + " is named as no known site."));
    try {
      return new SiteRecords(hospital, new FolderReader(site).deliveries());
    } catch (IOException e) {
      throw new FolderException(site + " cannot be read (" + e.getMessage() + ").", e);
    }
  }

  private List<Delivery> deliveries() throws IOException {
    Map<Integer, List<IndexLine>> uploads =
        IndexLine.read(site.resolve(IndexLine.FILE)).stream()
            .collect(Collectors.groupingBy(IndexLine::delivery, TreeMap::new, Collectors.toList()));
    List<Delivery> deliveries = new ArrayList<>();
    for (List<IndexLine> lines : uploads.values()) {
      deliveries.add(delivery(lines));
    }
    return deliveries;
  }

  private Delivery delivery(List<IndexLine> lines) throws IOException {
    IndexLine first = lines.get(0);
    SourceRecord record = first.record();
    return switch (record.channel()) {
      case CSV ->
          new Delivery.Table(
              record.kind(),
              first.charset(),
              content(first),
              lines.stream().map(IndexLine::record).toList());
      case FHIR -> new Delivery.Resource(first.address(), content(first), record);
      case DICOM -> study(lines);
    };
  }

  private Delivery study(List<IndexLine> lines) throws IOException {
    List<Delivery.Instance> instances = new ArrayList<>();
    for (IndexLine line : lines) {
      String[] uids = line.address().split(" ", 2);
      if (uids.length != 2) {
        throw new FolderException(line.file() + " is listed without its SOP class and instance.");
      }
      instances.add(new Delivery.Instance(uids[0], uids[1], content(line), line.record()));
    }
    return new Delivery.Study(instances);
  }

  private Bytes content(IndexLine line) throws IOException {
    Path file = site.resolve(line.file()).normalize();
    if (!file.startsWith(site.normalize())) {
      throw new FolderException(IndexLine.FILE + " names a file outside the folder.");
    }
    return Bytes.of(Files.readAllBytes(file));
  }
}
