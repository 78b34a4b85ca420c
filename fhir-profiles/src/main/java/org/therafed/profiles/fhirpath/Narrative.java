package org.therafed.profiles.fhirpath;

import java.io.IOException;
import java.io.StringReader;
import java.util.Set;
import java.util.regex.Pattern;
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

  /** Attributes of any element: chapters 7 to 11 and 15 of HTML 4.0, and {@code style}. */
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "title",
          "style",
          "class",
          "id",
          "lang",
          "xml:lang",
          "xml:space",
          "dir",
          "accesskey",
          "tabindex",
          "span",
          "width",
          "align",
          "valign",
          "char",
          "charoff",
          "abbr",
          "axis",
          "headers",
          "scope",
          "rowspan",
          "colspan");

  /** Those of one element. */
  private static final Set<String> OWN_ATTRIBUTES =
      Set.of(
          "a.charset",
          "a.type",
          "a.name",
          "a.href",
          "a.hreflang",
          "a.rel",
          "a.rev",
          "a.shape",
          "a.coords",
          "img.src",
          "img.border",
          "img.alt",
          "img.longdesc",
          "img.height",
          "img.width",
          "img.usemap",
          "img.ismap",
          "blockquote.cite",
          "q.cite",
          "map.name",
          "area.shape",
          "area.coords",
          "area.href",
          "area.nohref",
          "area.alt",
          "table.summary",
          "table.width",
          "table.border",
          "table.frame",
          "table.rules",
          "table.cellspacing",
          "table.cellpadding",
          "pre.space",
          "td.nowrap");

  /** A link that runs, or names nothing. A browser overlooks blanks and controls in a scheme. */
  private static final Pattern ACTIVE =
      Pattern.compile(
          "[\\s\\p{Cntrl}]*+((java|vb)script:.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

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

  private static boolean allowed(String element, Node attribute) {
    String name = attribute.getNodeName();
    if (name.equals("href")
        && ACTIVE.matcher(attribute.getNodeValue().replaceAll("[\\t\\r\\n]", "")).matches()) {
      return false;
    }
    return ATTRIBUTES.contains(name)
        || name.startsWith("xmlns")
        || OWN_ATTRIBUTES.contains(element + "." + name);
  }

  private static boolean allowed(Element element) {
    if (!ELEMENTS.contains(element.getLocalName()) || !XHTML.equals(element.getNamespaceURI())) {
      return false;
    }
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      if (!allowed(element.getLocalName(), element.getAttributes().item(i))) {
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
