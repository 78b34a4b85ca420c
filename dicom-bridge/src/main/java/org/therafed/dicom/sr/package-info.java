/** Structured reports, PS3.3 C.17.3 and PS3.16: content trees, and templates as typed objects. */
package org.therafed.dicom.sr;
