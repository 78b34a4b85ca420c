/** Computed absorbed doses to FHIR. */
package org.therafed.dicom.convert.dose;
