package org.therafed.gateway.intake.table.grid;

import static org.therafed.profiles.outcome.Fault.safe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.therafed.gateway.fault.TableCode;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;

/**
 * Reads a sheet of a workbook (Office Open XML, ECMA-376; {@code .xlsx}). Nothing is calculated: a
 * formula stands for the result that the workbook keeps of it.
 */
public final class WorkbookGrid {

  private final WorkbookParts parts;
  private final GridBounds bounds;
  private final String main;
  private final Map<String, Related> related;
  private final List<Sheet> sheets = new ArrayList<>();
  private boolean from1904;

  /** Another part that the workbook names. */
  private record Related(String type, String part) {}

  private record Sheet(String name, String part) {}

  private WorkbookGrid(WorkbookParts parts, GridBounds bounds)
      throws IOException, XMLStreamException {
    this.parts = parts;
    this.bounds = bounds;
    this.main =
        relations("_rels/.rels", "").values().stream()
            .filter(part -> part.type().equals("officeDocument"))
            .map(Related::part)
            .findFirst()
            .orElseThrow(() -> WorkbookParts.unreadable(new Phrase("it is no workbook", "它不是工作簿")));
    int slash = main.lastIndexOf('/') + 1;
    this.related =
        relations(
            main.substring(0, slash) + "_rels/" + main.substring(slash) + ".rels",
            main.substring(0, slash));
    sheets();
  }

  /**
   * Reads one sheet.
   *
   * @param name of the sheet; empty: the only one that is visible
   * @throws Fault GW-TABLE-005, -008, -016, -017 or -018
   */
  public static Grid read(byte[] bytes, Optional<String> name, GridBounds bounds) {
    try {
      WorkbookParts parts = WorkbookParts.of(bytes, bounds.unpacked());
      return new WorkbookGrid(parts, bounds).sheet(name);
    } catch (Fault fault) {
      throw fault;
    } catch (IOException | XMLStreamException | RuntimeException e) {
      // Broken bytes meet the readers of Java in many ways, some of them unchecked.
      throw TableCode.WORKBOOK.with(e, safe("why", new Phrase("its parts are broken", "其部件已损坏")));
    }
  }

  private Map<String, Related> relations(String part, String folder)
      throws IOException, XMLStreamException {
    Map<String, Related> found = new HashMap<>();
    if (!parts.has(part)) {
      return found;
    }
    try (XmlPart xml = new XmlPart(parts.open(part))) {
      while (xml.next()) {
        if (xml.starts("Relationship")
            && xml.attribute("TargetMode").filter("External"::equals).isEmpty()) {
          String type = xml.attribute("Type").orElse("");
          found.put(
              xml.attribute("Id").orElse(""),
              new Related(
                  type.substring(type.lastIndexOf('/') + 1),
                  resolved(folder, xml.attribute("Target").orElse(""))));
        }
      }
    }
    return found;
  }

  private static String resolved(String folder, String target) {
    return target.startsWith("/") ? target.substring(1) : folder + target.replaceFirst("^\\./", "");
  }

  private void sheets() throws IOException, XMLStreamException {
    try (XmlPart xml = new XmlPart(parts.open(main))) {
      while (xml.next()) {
        if (xml.starts("workbookPr")) {
          from1904 = xml.isTrue("date1904");
        } else if (xml.starts("sheet")
            && xml.attribute("state").orElse("visible").equals("visible")) {
          Optional.ofNullable(related.get(xml.attribute("id").orElse("")))
              .filter(part -> part.type().equals("worksheet"))
              .ifPresent(
                  part -> sheets.add(new Sheet(xml.attribute("name").orElse(""), part.part())));
        }
      }
    }
  }

  private Grid sheet(Optional<String> name) throws IOException, XMLStreamException {
    List<Sheet> meant =
        sheets.stream()
            .filter(sheet -> name.isEmpty() || sheet.name().strip().equalsIgnoreCase(name.get()))
            .toList();
    if (meant.size() != 1) {
      throw TableCode.SHEET.with(safe("sheets", sheets.size()));
    }
    CellReader cells = new CellReader(texts(), formats(), from1904);
    try (XmlPart xml = new XmlPart(parts.open(meant.get(0).part()))) {
      return new SheetReader(cells, bounds).read(xml);
    }
  }

  private SharedTexts texts() throws IOException, XMLStreamException {
    Optional<String> part = only("sharedStrings");
    if (part.isEmpty()) {
      return SharedTexts.none();
    }
    try (XmlPart xml = new XmlPart(parts.open(part.get()))) {
      return SharedTexts.read(xml, bounds.bytes());
    }
  }

  private CellFormats formats() throws IOException, XMLStreamException {
    Optional<String> part = only("styles");
    if (part.isEmpty()) {
      return CellFormats.none();
    }
    try (XmlPart xml = new XmlPart(parts.open(part.get()))) {
      return CellFormats.read(xml);
    }
  }

  private Optional<String> only(String type) {
    return related.values().stream()
        .filter(part -> part.type().equals(type))
        .map(Related::part)
        .findFirst();
  }
}
