package org.gwageo.lineage.report;

import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;

/**
 * The structure of a tagged PDF: which marked piece of which page belongs to which heading,
 * paragraph, table cell or figure (ISO 32000-1, 14.7 and 14.8).
 */
final class PdfTags {

  private final PDDocument document;
  private final PDStructureTreeRoot root = new PDStructureTreeRoot();
  private final PDStructureElement top;
  private final List<List<PDStructureElement>> owners = new ArrayList<>();

  PdfTags(PDDocument document) {
    this.document = document;
    var catalog = document.getDocumentCatalog();
    catalog.setStructureTreeRoot(root);
    var info = new PDMarkInfo();
    info.setMarked(true);
    catalog.setMarkInfo(info);
    top = new PDStructureElement("Document", root);
    root.appendKid(top);
  }

  PDStructureElement top() {
    return top;
  }

  static PDStructureElement child(PDStructureElement parent, String type) {
    var element = new PDStructureElement(type, parent);
    parent.appendKid(element);
    return element;
  }

  /** A heading cell of a table; {@code scope} is Row or Column. */
  static PDStructureElement header(PDStructureElement row, String scope) {
    PDStructureElement cell = child(row, "TH");
    var attributes = new COSDictionary();
    attributes.setName(COSName.O, "Table");
    attributes.setName(COSName.getPDFName("Scope"), scope);
    cell.getCOSObject().setItem(COSName.A, attributes);
    return cell;
  }

  void begin(PDPage page) {
    page.getCOSObject().setInt(COSName.STRUCT_PARENTS, owners.size());
    page.getCOSObject().setName(COSName.getPDFName("Tabs"), "S");
    owners.add(new ArrayList<>());
  }

  /** Returns the number of the next marked piece of the last page, which belongs to an element. */
  int mark(PDStructureElement element, PDPage page) {
    List<PDStructureElement> pieces = owners.getLast();
    var reference = new PDMarkedContentReference();
    reference.setPage(page);
    reference.setMCID(pieces.size());
    element.appendKid(reference);
    pieces.add(element);
    return pieces.size() - 1;
  }

  void finish() {
    var numbers = new COSArray();
    for (int page = 0; page < owners.size(); page++) {
      var pieces = new COSArray();
      owners.get(page).forEach(pieces::add);
      numbers.add(COSInteger.get(page));
      numbers.add(pieces);
    }
    var tree = new COSDictionary();
    tree.setItem(COSName.NUMS, numbers);
    root.getCOSObject().setItem(COSName.PARENT_TREE, tree);
    root.setParentTreeNextKey(owners.size());
    document.getDocumentCatalog().setStructureTreeRoot(root);
  }
}
