/** DIMSE over the DICOM upper layer: C-ECHO and C-STORE, as SCP and SCU (PS3.7, PS3.8). */
package org.therafed.dicom.net;
