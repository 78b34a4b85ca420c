/** dcm4che behind the ports of {@code org.therafed.dicom.engine}; no type of it leaves here. */
package org.therafed.dicom.dcm4che;
