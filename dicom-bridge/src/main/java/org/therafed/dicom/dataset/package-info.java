/** DICOM data sets in memory: elements by tag, typed reading, character sets, the dictionary. */
package org.therafed.dicom.dataset;
