package org.therafed.profiles.fhirpath;

import java.io.IOException;
import java.io.StringReader;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The XHTML of a narrative: what R4 section 2.4.0 allows, and nothing that runs. */
final class Narrative {
  private static final Set<String> ELEMENTS =
      Set.of(
          "p",
          "br",
          "div",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "a",
          "span",
          "b",
          "em",
          "i",
          "strong",
          "small",
          "big",
          "tt",
          "dfn",
          "q",
          "var",
          "abbr",
          "acronym",
          "cite",
          "blockquote",
          "hr",
          "address",
          "bdo",
          "kbd",
          "sub",
          "sup",
          "ul",
          "ol",
          "li",
          "dl",
          "dt",
          "dd",
          "pre",
          "table",
          "caption",
          "colgroup",
          "col",
          "thead",
          "tr",
          "tfoot",
          "tbody",
          "th",
          "td",
          "code",
          "samp",
          "img",
          "map",
          "area");

  private static final String XHTML = "http://www.w3.org/1999/xhtml";

  private Narrative() {}

  static boolean isAllowed(Item div) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setNamespaceAware(true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      Element root =
          builder.parse(new InputSource(new StringReader(div.text()))).getDocumentElement();
      return root.getLocalName().equals("div") && allowed(root) && says(root);
    } catch (ParserConfigurationException | SAXException | IOException e) {
      return false;
    }
  }

  /** Whether there is a text or an image (txt-2). */
  private static boolean says(Element element) {
    return !element.getTextContent().isBlank()
        || element.getElementsByTagNameNS(XHTML, "img").getLength() > 0;
  }

  private static boolean allowed(Element element) {
    if (!ELEMENTS.contains(element.getLocalName()) || !XHTML.equals(element.getNamespaceURI())) {
      return false;
    }
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      if (element.getAttributes().item(i).getNodeName().startsWith("on")) {
        return false;
      }
    }
    NodeList children = element.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      Node child = children.item(i);
      if (child instanceof Element below && !allowed(below)) {
        return false;
      }
    }
    return true;
  }
}
