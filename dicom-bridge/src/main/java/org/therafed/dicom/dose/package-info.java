/** Absorbed dose of organs and lesions, from activity over time; RT Dose and its histograms. */
package org.therafed.dicom.dose;
