/**
 * Pixel data as numbers: native, RLE, JPEG, JPEG-LS, JPEG 2000; what none decodes is held by name.
 */
package org.therafed.dicom.pixel;
