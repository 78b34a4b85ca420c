/** Image headers of one study to ImagingStudy, Patient and the tracer's administration. */
package org.therafed.dicom.convert.imagingstudy;
