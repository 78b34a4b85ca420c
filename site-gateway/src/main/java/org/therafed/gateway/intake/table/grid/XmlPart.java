package org.therafed.gateway.intake.table.grid;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.therafed.profiles.outcome.Phrase;

/** One part of a workbook, element by element. Entities and document types are refused. */
final class XmlPart implements AutoCloseable {

  private static final XMLInputFactory FACTORY = factory();

  private final InputStream stream;
  private final XMLStreamReader reader;

  XmlPart(InputStream stream) throws XMLStreamException {
    this.stream = stream;
    this.reader = FACTORY.createXMLStreamReader(stream);
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }

  /** Goes to the next event; false at the end of the part. */
  boolean next() throws XMLStreamException {
    if (!reader.hasNext()) {
      return false;
    }
    int event = reader.next();
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw WorkbookParts.unreadable(
          new Phrase("its XML declares or uses entities", "其 XML 声明或使用了实体"));
    }
    return true;
  }

  boolean starts(String element) {
    return reader.isStartElement() && reader.getLocalName().equals(element);
  }

  boolean ends(String element) {
    return reader.isEndElement() && reader.getLocalName().equals(element);
  }

  /** The text of this event; empty where it is none. */
  String text() {
    return reader.isCharacters() ? reader.getText() : "";
  }

  /** An attribute by its name, in whatever namespace: there are two sets of them for workbooks. */
  Optional<String> attribute(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(name)) {
        return Optional.of(reader.getAttributeValue(i));
      }
    }
    return Optional.empty();
  }

  /** A truth value of XML Schema. */
  boolean isTrue(String attribute) {
    return attribute(attribute)
        .filter(value -> value.equals("1") || value.equals("true"))
        .isPresent();
  }

  @Override
  public void close() throws XMLStreamException, IOException {
    reader.close();
    stream.close();
  }
}
