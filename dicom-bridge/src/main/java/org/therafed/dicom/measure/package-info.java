/** Quantities of nuclear medicine with their units in the type. */
package org.therafed.dicom.measure;
