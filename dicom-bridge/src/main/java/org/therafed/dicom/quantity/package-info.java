/** Uptake in PET: SUV factors with named refusals, and measurements over regions. */
package org.therafed.dicom.quantity;
