/** From DICOM to FHIR R4, on identified data: what leaves here has not been de-identified. */
package org.therafed.dicom.convert;
