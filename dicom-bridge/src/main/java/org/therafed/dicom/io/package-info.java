/** DICOM on paper and wire: Part 10 files, data set encodings, the DICOM JSON model. */
package org.therafed.dicom.io;
