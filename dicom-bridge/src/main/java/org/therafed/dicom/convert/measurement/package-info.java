/** What was measured on images, as structured reports. */
package org.therafed.dicom.convert.measurement;
