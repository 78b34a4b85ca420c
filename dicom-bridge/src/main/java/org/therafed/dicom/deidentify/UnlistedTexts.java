package org.therafed.dicom.deidentify;

/** What happens to text of standard attributes that Table E.1-1 does not name. */
public enum UnlistedTexts {
  /**
   * Only words of the vocabulary stay: of the standard's own code meanings and names, of device
   * makers, and the site's. The default: free text hides identity wherever it is allowed.
   */
  VOCABULARY,
  /**
   * Texts stay as they are, unless they repeat a part of a name or an identifier in the same data
   * set. The letter of the table; nobody reads what operators typed elsewhere.
   */
  AS_WRITTEN
}
