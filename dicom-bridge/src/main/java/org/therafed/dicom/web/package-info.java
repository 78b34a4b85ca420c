/** DICOMweb (PS3.18): client of QIDO-RS, WADO-RS and STOW-RS, receiver of STOW-RS. */
package org.therafed.dicom.web;
