/** De-identification of data sets by PS3.15 Annex E; what cannot be treated is refused. */
package org.therafed.dicom.deidentify;
